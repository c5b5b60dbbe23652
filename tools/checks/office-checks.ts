import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { printSchema } from "graphql";
import { buildOfficeSchema, type BuiltSchema } from "../../src/platform/graphql/build-schema";
import type { Room } from "../../src/platform/room";
import { officePromises, type Promises } from "../promises/office-promises";
import { openMigratedDatabase, type MigratedDatabase } from "../source/migrated-database";
import { readSources } from "../source/sources";
import { checkBoundaries } from "./boundaries";
import { checkBreakingChanges } from "./breaking-changes";
import { checkDeadCode, checkFormat, checkLint, checkTypes } from "./command-steps";
import { checkEvents } from "./events";
import { checkLifecycles } from "./lifecycles";
import { checkMigrationDrift, mappedTables } from "./migration-drift";
import { checkOperations } from "./operations";
import { checkPermissions } from "./permissions";
import { both, checkPromises } from "./promises";
import { checkReadDrift } from "./read-drift";
import { checkRefusals } from "./refusals";
import type { Step } from "./step";
import { checkTenancy } from "./tenancy";
import { checkTidy } from "./tidy";

export type OfficeChecks = { readonly steps: readonly Step[]; close(): Promise<void> };

/** The guards of this house over its tree, in the order in which they are told. */
export function officeChecks(root: string, rooms: readonly Room[]): OfficeChecks {
  const names = rooms.map((room) => room.name);
  const sources = once(() => readSources(root, ["src"]));
  const built = once<BuiltSchema>(() => buildOfficeSchema(rooms));
  const promises = once<Promises>(() => officePromises(rooms, built()));
  const database = once<Promise<MigratedDatabase>>(() => openMigratedDatabase(root));
  let asksTheDatabase = false;
  const ask = async () => {
    asksTheDatabase = true;
    return (await database()).ask;
  };
  const mutations = () => Object.values(built().schema.getMutationType()?.getFields() ?? {}).map(({ name, description }) => ({ field: name, text: description ?? "" }));
  const read = (name: string) => (existsSync(path.join(root, name)) ? readFileSync(path.join(root, name), "utf8") : "");

  const steps: Step[] = [
    { name: "types", holds: "TypeScript finds no error.", run: () => checkTypes(root) },
    { name: "lint", holds: "oxlint, with types, finds nothing; time, money, settings and the tenant have one door each.", run: () => checkLint(root) },
    { name: "format", holds: "Every file is as oxfmt writes it.", run: () => checkFormat(root) },
    { name: "boundaries", holds: "Rooms import earlier rooms through their doors, and nothing waits for itself.", run: () => checkBoundaries(root, root, names) },
    { name: "dead code", holds: "No file, export or dependency is unused.", run: () => checkDeadCode(root) },
    { name: "schema", holds: "schema/schema.graphql is what the code serves.", run: () => checkPromises(root, promises(), (file) => file === "schema/schema.graphql", "schema") },
    {
      name: "breaking changes",
      holds: "What schema/released.graphql promised still holds, or CHANGELOG.md says BREAKING.",
      run: () => checkBreakingChanges(read("schema/released.graphql"), printSchema(built().schema), read("CHANGELOG.md")),
    },
    { name: "operations", holds: "schema/operations fit the schema; their types are up to date.", run: () => checkOperations(root) },
    {
      name: "permissions",
      holds: "schema/permissions.json is up to date; every permission opens something; the auditor reads all and changes nothing.",
      run: () =>
        both(
          checkPermissions(built().schema, built().permissions, sources()),
          checkPromises(root, promises(), (file) => file === "schema/permissions.json", "matrix"),
        ),
    },
    { name: "tenancy", holds: "PostgreSQL has every wall around every table.", run: async () => checkTenancy(await ask()) },
    {
      name: "lifecycles",
      holds: "Lifecycle tables are total and printed.",
      run: () =>
        both(
          checkLifecycles(rooms.flatMap((room) => room.lifecycles ?? [])),
          checkPromises(root, promises(), (file) => file.startsWith("schema/lifecycles/"), "pages"),
        ),
    },
    {
      name: "refusals",
      holds: "Every code that is raised is declared and has its page; every declared one is raised.",
      run: () =>
        both(
          checkRefusals(built().refusals, sources(), mutations()),
          checkPromises(root, promises(), (file) => file === "schema/refusals.json" || file.startsWith("docs/refusals/"), "pages"),
        ),
    },
    {
      name: "events",
      holds: "Published events are declared and printed, declared ones published, listeners hear ones that exist.",
      run: () =>
        both(
          checkEvents(rooms, sources()),
          checkPromises(root, promises(), (file) => file.startsWith("schema/events/"), "pages"),
        ),
    },
    { name: "migration drift", holds: "Entities map the tables that migrations make.", run: async () => checkMigrationDrift(await ask(), await mappedTables(rooms.flatMap((room) => room.entities))) },
    { name: "read drift", holds: "What GraphQL fields declare to read exists, and what they promise non-null is.", run: async () => checkReadDrift(await ask(), built().schema) },
    {
      name: "tidy",
      holds: "Files are pages, named by what they hold; nothing is left unfinished; rooms are complete.",
      run: () => checkTidy(readSources(root, ["src", "migrations", "seeds", "test", "tools", "schema", "docs", "bench"], /\.(ts|cjs|md|ya?ml|graphql|txt)$/), names),
    },
  ];
  return { steps, close: async () => (asksTheDatabase ? (await database()).close() : undefined) };
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
