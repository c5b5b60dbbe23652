import { printSchema } from "graphql";
import { buildOfficeSchema, type BuiltSchema } from "../../src/platform/graphql/build-schema";
import type { Room } from "../../src/platform/room";
import { platformRefusals } from "../../src/platform/graphql/platform-refusals";
import { printLifecycle } from "../../src/vocabulary";
import { permissionMatrix } from "./permission-matrix";
import { printRefusalIndex, printRefusalPage, promisedBy } from "./refusal-pages";

/** A promise to the outside: the path of its file from the root, and the file. */
export type Promises = ReadonlyMap<string, string>;

/** Folders that hold generated files and nothing else: whatever is no longer promised goes. */
export const GENERATED_FOLDERS = ["schema/events", "schema/lifecycles", "docs/refusals"] as const;

/** Everything that we promise outside, as text. Needs no database and no clock. */
export function officePromises(rooms: readonly Room[], built: BuiltSchema = buildOfficeSchema(rooms)): Promises {
  const promises = new Map<string, string>();
  promises.set("schema/schema.graphql", `${printSchema(built.schema)}\n`);
  promises.set("schema/permissions.json", json(permissionMatrix(built)));

  const roomOf = new Map(rooms.flatMap((room) => Object.keys(room.refusals).map((code) => [code, room.name] as const)));
  for (const code of Object.keys(platformRefusals)) roomOf.set(code, "every room");
  const promised = promisedBy(built.schema);
  const refusals = Object.entries(built.refusals)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, { description, retryable }]) => ({ code, room: roomOf.get(code)!, description, retryable: retryable ?? false, raisedBy: promised.get(code) ?? [] }));
  promises.set("schema/refusals.json", json(Object.fromEntries(refusals.map(({ code, ...rest }) => [code, rest]))));
  promises.set("docs/refusals/README.md", printRefusalIndex(refusals));
  for (const refusal of refusals) promises.set(`docs/refusals/${refusal.code}.md`, printRefusalPage(refusal));

  for (const room of rooms) {
    for (const [type, { description, data }] of Object.entries(room.events)) promises.set(`schema/events/${type}.json`, json({ type, room: room.name, description, data }));
    for (const life of room.lifecycles ?? []) promises.set(`schema/lifecycles/${fileName(life.name)}.md`, printLifecycle(life));
  }
  return promises;
}

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
const fileName = (name: string) =>
  name
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-");
