import "reflect-metadata";
import { Extensions, Field, ID, InterfaceType } from "type-graphql";

@Extensions({ permit: "public" })
@InterfaceType("Node", {
  description: "Anything with an opaque id. Fetch one with node(id:).",
  resolveType: (row: { __type: string }) => row.__type,
})
export abstract class NodeType {
  @Field(() => ID, { description: "Opaque id: a type prefix and the 26-character form of a UUIDv7 (TypeID)." }) id!: string;
}
