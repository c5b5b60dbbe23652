import { PrimaryKeyProp } from "@mikro-orm/core";
import { Entity, Filter, PrimaryKey } from "@mikro-orm/decorators/legacy";
import { InstantColumn, JsonColumn, MoneyColumn, TextColumn, UuidColumn, VersionColumn } from "../platform/database/columns";
import { uuidv7 } from "../platform/database/ids";
import type { Address, Cents } from "../vocabulary";

/** A client of the billing service: the billing provider on its claims (2010AA) and the sender of its statements. Its id is every other table's practice_id. */
@Filter({ name: "practice", cond: ({ practices }: { practices: string[] }) => ({ id: { $in: practices } }), default: true, args: true } as never)
@Entity({ tableName: "practice" })
export class Practice {
  [PrimaryKeyProp]?: "id";
  @PrimaryKey({ type: "uuid" }) id: string = uuidv7();
  @UuidColumn() billingServiceId!: string;
  @TextColumn() name!: string;
  @TextColumn() legalName!: string;
  @TextColumn() npi!: string;
  @TextColumn() taxId!: string;
  @TextColumn() taxIdKind!: "EIN" | "SSN";
  @TextColumn() taxonomy!: string;
  @TextColumn() timeZone!: string;
  @JsonColumn() address!: Address;
  @JsonColumn({ nullable: true }) payToAddress: Address | null = null;
  @TextColumn() phone!: string;
  @TextColumn() statementName!: string;
  @JsonColumn() statementAddress!: Address;
  @MoneyColumn() statementMinimumCents!: Cents;
  @InstantColumn() createdAt!: Date;
  @VersionColumn() version!: number;
}
