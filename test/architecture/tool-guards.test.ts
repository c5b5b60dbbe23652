import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { checkBoundaries } from "../../tools/checks/boundaries";
import { checkDeadCode, checkFormat, checkLint, checkTypes } from "../../tools/checks/command-steps";
import { checkOperations } from "../../tools/checks/operations";

const project = path.resolve(__dirname, "../..");
let tree: string;
/** A small house with this project's settings; its files are written by the tests. */
beforeAll(() => {
  tree = mkdtempSync(path.join(os.tmpdir(), "house-"));
  symlinkSync(path.join(project, "node_modules"), path.join(tree, "node_modules"));
  for (const settings of [
    "package.json",
    "tsconfig.json",
    ".oxlintrc.json",
    ".oxfmtrc.json",
    "knip.jsonc",
    "codegen.yml",
    "tools/lint",
    "schema/schema.graphql",
    "schema/operations",
    "test/support/operations.ts",
  ]) {
    cpSync(path.join(project, settings), path.join(tree, settings), { recursive: true });
  }
});
afterAll(() => rmSync(tree, { recursive: true, force: true }));

beforeEach(() => {
  for (const folder of ["src", "test/support/office.ts"]) rmSync(path.join(tree, folder), { recursive: true, force: true });
});

function write(name: string, text: string): void {
  mkdirSync(path.dirname(path.join(tree, name)), { recursive: true });
  writeFileSync(path.join(tree, name), text);
}

describe("types", () => {
  test("a cent that is a float is an error, and whole cents are none", async () => {
    write("src/vocabulary/money.ts", "export type Cents = bigint & { readonly brand: true };\nexport const price: Cents = 5n as Cents;\n");
    expect((await checkTypes(tree)).problems).toEqual([]);
    write("src/claims/price.ts", `import type { Cents } from "../vocabulary/money";\nexport const price: Cents = 4.99;\n`);
    expect((await checkTypes(tree)).problems).toEqual([expect.stringContaining("src/claims/price.ts(2,14): error TS2322")]);
  });
});

describe("lint", () => {
  const told = async (...files: [name: string, text: string][]) => {
    for (const [name, text] of files) write(name, text);
    return (await checkLint(tree, ["src"])).problems;
  };
  const verb = (body: string) =>
    `export async function praise(work: Work, chargeCents: bigint, claimId: string) {\n  ${body}\n}\ntype Work = { em: { getKysely(): unknown }; now: Date; sql(text: string, values?: unknown[]): Promise<object[]> };\ntype Cents = bigint & { readonly brand: true };\nexport type Priced = Cents;\n`;

  test("a verb that keeps the rules passes", async () => {
    expect(
      await told(["src/claims/praise.ts", verb("const COLUMNS = `a, b`;\n  await work.sql(`select ${COLUMNS} from claim where id = $1`, [claimId]);\n  return [work.now, chargeCents * 2n];")]),
    ).toEqual([]);
  });

  test("each broken rule is found, once, where it is broken", async () => {
    const broken: [rule: string, body: string][] = [
      ["no-ambient-time", "return [work, chargeCents, claimId, new Date()];"],
      ["no-ambient-time", "return [work, chargeCents, claimId, Date.now()];"],
      ["no-made-cents", "return [work, claimId, chargeCents as Cents];"],
      ["no-made-cents", "return [work, claimId, chargeCents, 4.5 as unknown as Cents];"],
      ["no-money-division", "return [work, claimId, chargeCents / 3n];"],
      ["no-money-division", "return [work, claimId, Number(chargeCents) / 100];"],
      ["no-money-division", "return [work, claimId, Number(chargeCents).toFixed(2)];"],
      ["no-ambient-settings", "return [work, claimId, chargeCents, process.env.RATE];"],
      ["no-unscoped-queries", "return [claimId, chargeCents, work.em.getKysely()];"],
      ["no-values-in-sql", "return [chargeCents, await work.sql(`select * from claim where id = '${claimId}'`)];"],
      ["no-values-in-sql", `return [chargeCents, await work.sql("select * from claim where id = " + claimId)];`],
      ["no-floating-promises", "work.sql(claimId);\n  return chargeCents;"],
      ["no-console", "console.log(work, chargeCents, claimId);"],
      ["no-explicit-any", "return [work, chargeCents, claimId, {} as any];"],
    ];
    const problems = await told(...broken.map(([, body], index): [string, string] => [`src/claims/praise-${index}.ts`, verb(body)]));
    const found = problems.map((problem) => /^src\/claims\/praise-(\d+)\.ts:.*\((\S+)\)\]$/.exec(problem)!.slice(1, 3));
    expect(found.sort(([a], [b]) => Number(a) - Number(b))).toEqual(broken.map(([rule], index) => [String(index), rule]));
  });

  test("the platform may look at the clock, main may print", async () => {
    expect(await told(["src/platform/clock/clock.ts", "export const now = () => new Date();\n"], ["src/main.ts", "console.log(process.env.PORT);\n"])).toEqual([]);
  });
});

describe("format", () => {
  test("a file that oxfmt would change is named", async () => {
    write("src/claims/neat.ts", "export const neat = 1;\n");
    expect((await checkFormat(tree, ["src"])).problems).toEqual([]);
    write("src/claims/untidy.ts", "export const untidy   =  {a:1}\n");
    expect((await checkFormat(tree, ["src"])).problems).toEqual(["src/claims/untidy.ts"]);
  });
});

describe("dead code", () => {
  test("a file that nobody imports, and an export that nobody uses, are found", async () => {
    write("package.json", JSON.stringify({ name: "house", private: true, dependencies: { pdfkit: "0.20.2" } }));
    write("src/main.ts", `import { used } from "./claims/used";\nimport "pdfkit";\nused();\n`);
    write("src/claims/used.ts", "export function used(): void {}\n");
    expect((await checkDeadCode(tree)).problems.filter((line) => line.includes("src/"))).toEqual([]);
    write("src/claims/used.ts", "export function used(): void {}\nexport function unused(): void {}\n");
    write("src/claims/forgotten.ts", "export const forgotten = 1;\n");
    write("package.json", JSON.stringify({ name: "house", private: true, dependencies: { pdfkit: "0.20.2", nodemailer: "10.6.0" } }));
    const { problems } = await checkDeadCode(tree);
    expect(problems).toContainEqual(expect.stringMatching(/^src\/claims\/forgotten\.ts/));
    expect(problems).toContainEqual(expect.stringMatching(/^unused .*src\/claims\/used\.ts:2/));
    expect(problems).toContainEqual(expect.stringMatching(/^nodemailer .*package\.json/));
  });
});

describe("operations", () => {
  test("an operation that has changed since codegen, and one that the schema does not serve, are found", async () => {
    expect((await checkOperations(tree)).problems).toEqual([]);
    write("schema/operations/patients/one.graphql", "query OnePatient($id: ID!) {\n  patient(id: $id) {\n    fullName\n  }\n}\n");
    expect((await checkOperations(tree)).problems).toEqual([expect.stringContaining("test/support/operations.ts")]);
    write("schema/operations/patients/one.graphql", "query OnePatient($id: ID!) {\n  patient(id: $id) {\n    favouriteColour\n  }\n}\n");
    expect((await checkOperations(tree)).problems.join("\n")).toContain(`Cannot query field "favouriteColour" on type "Patient"`);
  });
});

describe("boundaries", () => {
  const told = async (...files: [name: string, text: string][]) => {
    for (const [name, text] of files) write(name, text);
    return (await checkBoundaries(project, tree, ["patients", "claims", "payments"])).problems;
  };
  const thing = "export const thing = 1;\n";
  const importing = (from: string) => `import { thing } from "${from}";\nexport const other = thing;\n`;

  test("a later room that enters an earlier one by its door passes", async () => {
    expect(
      await told(["src/vocabulary/index.ts", thing], ["src/patients/index.ts", importing("../vocabulary").replace("other", "thing2") + thing], ["src/claims/claim.ts", importing("../patients")]),
    ).toEqual([]);
  });

  test("each broken rule is found where it is broken", async () => {
    const broken: [from: string, to: string, specifier: string, problem: string][] = [
      ["src/patients/patient-1.ts", "src/claims/index.ts", "../claims", "patients comes before that room in src/office.ts"],
      ["src/claims/claim-2.ts", "src/patients/patient.ts", "../patients/patient", "a room is entered by its index.ts"],
      ["src/claims/claim-3.ts", "src/patients/patient.ts", "type:../patients/patient", "a room is entered by its index.ts"],
      ["src/vocabulary/money.ts", "src/platform/log.ts", "../platform/log", "vocabulary/ imports nothing but itself"],
      ["src/edi/reader.ts", "src/claims/index.ts", "../claims", "edi/ imports only vocabulary/"],
      ["src/platform/jobs.ts", "src/claims/index.ts", "../claims", "platform/ imports vocabulary/ and never a room, edi/ or sandbox/"],
      ["src/claims/void-claim.ts", "src/claims/graphql/claim.types.ts", "./graphql/claim.types", "a verb never imports graphql/: the window calls the verb"],
      ["src/sandbox/payer.ts", "src/claims/index.ts", "../claims", "sandbox/ imports only edi/ and vocabulary/: it talks to the rooms as strangers do"],
      ["src/payments/pay.ts", "src/sandbox/cards.ts", "../sandbox/cards", "only the composition root imports sandbox/"],
      ["src/claims/claim-4.ts", "src/office.ts", "../office", "office.ts, open-office.ts, main.ts and opening/ are imported by the composition alone"],
      ["src/claims/claim-5.ts", "src/opening/start.ts", "../opening/start", "office.ts, open-office.ts, main.ts and opening/ are imported by the composition alone"],
      ["src/claims/claim-6.ts", "test/support/office.ts", "../../test/support/office", "src/ imports no test, tool or benchmark"],
      ["src/claims/claim-7.ts", "src/edi/x12/segments.ts", "../edi/x12/segments", "edi/ is entered by its index.ts or its codes/"],
    ];
    const importer = (specifier: string) => (specifier.startsWith("type:") ? `import type { thing } from "${specifier.slice(5)}";\nexport type Other = typeof thing;\n` : importing(specifier));
    const problems = await told(...broken.map(([, to]): [string, string] => [to, thing]), ...broken.map(([from, , specifier]): [string, string] => [from, importer(specifier)]));
    for (const [from, to, , problem] of broken) expect(problems).toContainEqual(expect.stringContaining(`${from} -> ${to}: ${problem}`));
    expect(new Set(problems.map((problem) => problem.split(" -> ")[0]))).toEqual(new Set(broken.map(([from]) => from)));
  });

  test("type-graphql outside a window is found", async () => {
    expect(await told(["src/claims/claim.ts", `import { Field } from "type-graphql";\nexport const other = Field;\n`])).toEqual([expect.stringContaining("only graphql/ uses type-graphql")]);
  });

  test("files that wait for each other are found; models that name each other's types are not", async () => {
    expect(
      await told(["src/claims/a.ts", `import { b } from "./b";\nexport const a = b;\n`], ["src/claims/b.ts", `import type { a } from "./a";\nexport const b = 1;\nexport type A = typeof a;\n`]),
    ).toEqual([]);
    expect(await told(["src/claims/b.ts", `import { a } from "./a";\nexport const b = () => a;\n`])).toEqual([
      "src/claims/a.ts -> src/claims/b.ts -> src/claims/a.ts: these files wait for each other",
    ]);
  });
});
