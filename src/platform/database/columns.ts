import "reflect-metadata";
import { PrimaryKeyProp, Type } from "@mikro-orm/core";
import { Entity, Filter, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";
import { cents, type Cents } from "../../vocabulary";
import { uuidv7 } from "./ids";

/** bigint in the database, Cents in the domain. */
class CentsColumn extends Type<Cents | null, string | null> {
  override convertToDatabaseValue(value: Cents | null | undefined): string | null {
    return value === null || value === undefined ? null : value.toString();
  }
  override convertToJSValue(value: string | number | bigint | null | undefined): Cents | null {
    return value === null || value === undefined ? null : cents(BigInt(value));
  }
  override getColumnType(): string {
    return "bigint";
  }
  override compareAsType(): string {
    return "string";
  }
}

/** date in the database, PlainDate (text) in the domain: never a Date, which would bring a time zone. */
class PlainDateColumn extends Type<string | null, string | null> {
  override convertToJSValue(value: string | Date | null | undefined): string | null {
    return value instanceof Date ? value.toISOString().slice(0, 10) : (value ?? null);
  }
  override getColumnType(): string {
    return "date";
  }
  override compareAsType(): string {
    return "string";
  }
}

type ColumnOptions = { nullable?: boolean; column?: string };
const column = (type: unknown, columnType: string, options: ColumnOptions = {}) =>
  Property({
    type: type as never,
    columnType,
    nullable: options.nullable ?? false,
    ...(options.column ? { fieldName: options.column } : {}),
  }) as PropertyDecorator;

/** One short decorator per kind of column, so that an entity reads as a list of its facts. */
export const TextColumn = (options?: ColumnOptions) => column("text", "text", options);
export const UuidColumn = (options?: ColumnOptions) => column("uuid", "uuid", options);
export const MoneyColumn = (options?: ColumnOptions) => column(CentsColumn, "bigint", options);
export const DayColumn = (options?: ColumnOptions) => column(PlainDateColumn, "date", options);
export const InstantColumn = (options?: ColumnOptions) => column("Date", "timestamptz(3)", options);
export const WholeColumn = (options?: ColumnOptions) => column("number", "int", options);
export const FlagColumn = (options?: ColumnOptions) => column("boolean", "boolean", options);
export const JsonColumn = (options?: ColumnOptions) => column("json", "jsonb", options);
export const WholeListColumn = (options?: ColumnOptions) => column("array", "int[]", options);
export const TextListColumn = (options?: ColumnOptions) => column("array", "text[]", options);

/**
 * A row of one practice. The key is (practice_id, id): foreign keys carry both, so that a row can never point
 * into another practice, and tables can be sharded by practice later.
 */
export abstract class PracticeRow {
  [PrimaryKeyProp]?: ["practiceId", "id"];
  @PrimaryKey({ type: "uuid" }) practiceId!: string;
  @PrimaryKey({ type: "uuid" }) id: string = uuidv7();
}

/** A row of the billing service itself: its practices, payers, staff, incoming files. */
export abstract class ServiceRow {
  [PrimaryKeyProp]?: ["billingServiceId", "id"];
  @PrimaryKey({ type: "uuid" }) billingServiceId!: string;
  @PrimaryKey({ type: "uuid" }) id: string = uuidv7();
}

/** An entity with the first wall: the tenant filter is on by default and has no value until a tenant is set. */
export const PracticeTable =
  (tableName: string): ClassDecorator =>
  (target) => {
    Filter({ name: "practice", cond: ({ practices }: { practices: string[] }) => ({ practiceId: { $in: practices } }), default: true, args: true } as never)(target as never);
    Entity({ tableName })(target as never);
  };
export const ServiceTable =
  (tableName: string): ClassDecorator =>
  (target) => {
    Filter({ name: "service", cond: ({ service }: { service: string }) => ({ billingServiceId: service }), default: true, args: true } as never)(target as never);
    Entity({ tableName })(target as never);
  };

/** Counts changes, for `expectedVersion`; MikroORM raises it with each update and refuses a lost one. */
export const VersionColumn = () => Property({ type: "number", version: true, columnType: "int" }) as PropertyDecorator;
