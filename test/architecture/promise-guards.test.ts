import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { buildSchema, GraphQLObjectType, type GraphQLSchema } from "graphql";
import { PermissionBook, type PermissionTable } from "../../src/platform/access/permissions";
import { buildOfficeSchema } from "../../src/platform/graphql/build-schema";
import { rooms } from "../../src/office";
import { breakingLines, checkBreakingChanges } from "../../tools/checks/breaking-changes";
import { checkPermissions } from "../../tools/checks/permissions";
import { checkPromises } from "../../tools/checks/promises";
import { runSteps, type Verdict } from "../../tools/checks/step";
import { officePromises } from "../../tools/promises/office-promises";
import { permissionMatrix } from "../../tools/promises/permission-matrix";
import { writePromises } from "../../tools/promises/write-promises";

const released = `
type Query { patient(id: ID!): Patient }
type Patient { id: ID! suffix: String sex: Sex! }
enum Sex { FEMALE MALE UNKNOWN }
type Mutation { patientCreate(input: PatientCreateInput!): Patient }
input PatientCreateInput { firstName: String! }
`;

describe("breaking changes", () => {
  test("the same schema, and one with more, break nothing", () => {
    expect(checkBreakingChanges(released, `${released}\ntype Claim { id: ID! }`, "").problems).toEqual([]);
  });

  test.each([
    ["a field that was taken away", "suffix: String ", "", "Patient.suffix"],
    ["a field whose type has changed", "sex: Sex!", "sex: Int", "Patient.sex"],
    ["a value that is gone", " UNKNOWN", "", "Sex.UNKNOWN"],
    ["an argument that is gone", "patient(id: ID!)", "patient(key: ID)", "Query.patient"],
    ["a new argument that is required", "patient(id: ID!)", "patient(id: ID!, practiceId: ID!)", "Query.patient"],
    ["an input field that is required now", "firstName: String!", "firstName: String! lastName: String!", "PatientCreateInput.lastName"],
  ])("%s is found, and passes when the changelog says so by name", (_what, from, to, coordinate) => {
    const current = released.replace(from, to);
    const found = checkBreakingChanges(released, current, "").problems;
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(`BREAKING: ${coordinate}`);
    const changelog = (heading: string, line: string) => `# Changelog\n\n## ${heading}\n\n${line}\n\n## [0.1.0]\n\nold\n`;
    expect(checkBreakingChanges(released, current, changelog("[Unreleased]", `- BREAKING: ${coordinate} has changed, because.`)).problems).toEqual([]);
    expect(checkBreakingChanges(released, current, changelog("[Unreleased]", `- BREAKING: ${coordinate}Other has changed.`)).problems).toHaveLength(1);
    expect(checkBreakingChanges(released, current, changelog("[Unreleased]", `- Changed ${coordinate}, which is BREAKING.`)).problems).toHaveLength(1);
    expect(checkBreakingChanges(released, current, changelog("[0.2.0]", `- BREAKING: ${coordinate} has changed.`)).problems).toHaveLength(1);
  });

  test("only the lines under Unreleased count", () => {
    expect(breakingLines("## [Unreleased]\n\n### Removed\n\n- BREAKING: A.b\n- more\n\n## [0.1.0]\n- BREAKING: C.d\n")).toEqual(["- BREAKING: A.b"]);
  });
});

describe("promises", () => {
  const promises = officePromises(rooms);
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(path.join(os.tmpdir(), "promises-"));
    writePromises(root, promises);
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));
  const everything = () => checkPromises(root, promises, () => true, "files").problems;

  test("what was written is up to date, and writing again changes nothing", () => {
    expect(everything()).toEqual([]);
    expect(writePromises(root, promises)).toEqual([]);
    expect(officePromises(rooms)).toEqual(promises);
  });

  test("a page that was edited, one that is missing and one that is no longer promised are found and put right", () => {
    writeFileSync(path.join(root, "schema/schema.graphql"), "type Query { nothing: Int }\n");
    rmSync(path.join(root, "docs/refusals/NOT_FOUND.md"));
    mkdirSync(path.join(root, "schema/events"), { recursive: true });
    writeFileSync(path.join(root, "schema/events/claim.forgotten.json"), "{}\n");
    const found = ["schema/schema.graphql is changed", "docs/refusals/NOT_FOUND.md is missing", "schema/events/claim.forgotten.json is no longer promised"];
    expect([...everything()].sort()).toEqual([...found].sort());
    expect(checkPromises(root, promises, (name) => name.startsWith("schema/events/"), "pages").problems).toEqual([found[2]]);
    writePromises(root, promises);
    expect(everything()).toEqual([]);
    expect(readFileSync(path.join(root, "docs/refusals/NOT_FOUND.md"), "utf8")).toContain("# NOT_FOUND\n\nThere is no such object, or it is not yours; both answer alike.\n");
  });

  test("a field says in the schema what it needs", () => {
    expect(promises.get("schema/schema.graphql")).toMatch(/Needs `patients:write`\.\n {2}"""\n {2}patientCreate\(/);
  });
});

describe("permissions", () => {
  const built = buildOfficeSchema(rooms);
  const told = (schema: GraphQLSchema, table: PermissionTable, text = "") => checkPermissions(schema, new PermissionBook([table]), [{ path: "src/claims/verb.ts", text }]).problems;
  const schemaAsking = (type: "Query" | "Mutation", permit: string) => {
    const schema = buildSchema(`type Query { claims: Int } type Mutation { claimVoid: Int }`);
    (schema.getType(type) as GraphQLObjectType).getFields()[type === "Query" ? "claims" : "claimVoid"]!.extensions = { permit };
    return schema;
  };

  test("a permission that opens nothing is found, unless a verb asks for it", () => {
    const table: PermissionTable = { "claims:void": { description: "Void.", roles: ["BILLER"] } };
    expect(told(schemaAsking("Mutation", "claims:void"), table)).toEqual([]);
    expect(told(schemaAsking("Mutation", "public"), table)).toEqual(["claims:void is declared and opens nothing: no field, type or verb asks for it"]);
    expect(told(schemaAsking("Mutation", "public"), table, `actor.permissions.has("claims:void");`)).toEqual([]);
  });

  test("a role that does not exist, and a permission of nobody's, are found", () => {
    const schema = schemaAsking("Mutation", "claims:void");
    expect(told(schema, { "claims:void": { description: "Void.", roles: ["WIZARD" as never] } })).toEqual(["claims:void is given to WIZARD, which is no role"]);
    expect(told(schema, { "claims:void": { description: "Void.", roles: [] } })).toEqual(["claims:void belongs to no role: nobody could do it"]);
  });

  test("an auditor who may change something, or may not see something, is found", () => {
    expect(told(schemaAsking("Mutation", "claims:void"), { "claims:void": { description: "Void.", roles: ["AUDITOR"] } })).toEqual([
      "Mutation.claimVoid is open to AUDITOR (claims:void), who changes nothing",
    ]);
    expect(told(schemaAsking("Query", "claims:read"), { "claims:read": { description: "Read.", roles: ["BILLER"] } })).toEqual([
      "Query.claims is closed to AUDITOR (claims:read), who reads everything",
    ]);
    expect(told(schemaAsking("Query", "claims:read"), { "claims:read": { description: "Read.", roles: ["PATIENT"] } })).toEqual([]);
  });

  test("the matrix says, field by field, who may", () => {
    const { fields, permissions } = permissionMatrix(built);
    expect(fields["Mutation.patientCreate"]).toEqual({ needs: ["patients:write"], roles: ["SERVICE_OWNER", "SERVICE_ADMINISTRATOR", "BILLER", "PRACTICE_ADMINISTRATOR", "FRONT_DESK", "EHR_APP"] });
    expect(fields["Query.node"]).toEqual({ needs: [], roles: "every signed-in actor" });
    expect(permissions["staff:manage"]!.roles).toEqual(["SERVICE_OWNER", "SERVICE_ADMINISTRATOR"]);
  });
});

describe("steps", () => {
  const passing: Verdict = { summary: "fine", problems: [] };

  test("all run and are told in their order, whichever fails, throws or is slow", async () => {
    const told: string[] = [];
    const step = (name: string, run: () => Promise<Verdict>) => ({ name, holds: "", run });
    const outcomes = await runSteps(
      [
        step("slow", async () => {
          await new Promise((resolve) => setTimeout(resolve, 30));
          return passing;
        }),
        step("throws", async () => {
          throw new Error("no such tool");
        }),
        step("fails", async () => ({ summary: "1 problem", problems: ["here"] })),
        step("passes", async () => passing),
      ],
      (outcome) => told.push(outcome.step.name),
    );
    expect(told).toEqual(["slow", "throws", "fails", "passes"]);
    expect(outcomes.map(({ verdict }) => verdict.problems.length)).toEqual([0, 1, 1, 0]);
    expect(outcomes[1]!.verdict.problems[0]).toContain("no such tool");
  });
});
