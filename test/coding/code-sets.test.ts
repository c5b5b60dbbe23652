import { gzipSync } from "node:zlib";
import { openTestOffice, type TestOffice } from "../support/office";

let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
});
afterAll(() => office.close());

const LOAD = `mutation ($input: CodeSetLoadInput!) {
  codeSetLoad(input: $input) {
    loads { id codeSet name status complete lineCount codeCount problemCount problems { line message } effectiveFrom effectiveTo loadedBy contentHash }
    userErrors { code path }
  }
}`;
const load = async (input: object, who: Parameters<TestOffice["as"]>[0] = "dana") => office.as(who).run(LOAD, { input });
const CODES = `query ($f: CodeFilter) { codes(first: 20, filter: $f) { totalCount nodes { codeSet code billable shortDescription longDescription effectiveFrom effectiveTo release { name } } } }`;
const codes = async (filter: object) => (await office.as("cora").run(CODES, { f: filter })).data?.codes;
const counts = () => office.owner("select code_set, count(*)::int as n from code_set_code group by 1 order by 1");

const icdLine = (order: number, code: string, billable: 0 | 1, short: string, long = short) => `${String(order).padStart(5, "0")} ${code.padEnd(7)} ${billable} ${short.padEnd(60)} ${long}`;
const hcpcsLine = (code: string, sequence: number, record: string, long: string, { short = "", added = "", ended = "" } = {}) =>
  `${code.padStart(5)}${String(sequence).padStart(5, "0")}${record}${long.padEnd(80)}${short.padEnd(28)}${"".padEnd(149)}${added.padEnd(8)}${added.padEnd(8)}${ended.padEnd(8)}N`.padEnd(320);

const FY2030 = [
  icdLine(1, "E11", 0, "Type 2 diabetes mellitus"),
  icdLine(2, "E119", 1, "Type 2 diabetes without compl", "Type 2 diabetes mellitus without complications"),
  icdLine(3, "I10", 1, "Essential (primary) hypertension"),
].join("\r\n");

test("a year of diagnoses is loaded from the order file, and its codes answer for its days", async () => {
  const { data } = await load({ codeSet: "ICD10CM", name: " FY 2030 ", effectiveFrom: "2029-10-01", effectiveTo: "2030-09-30", content: `${FY2030}\r\n` });
  expect(data.codeSetLoad).toEqual({
    loads: [
      {
        id: expect.stringMatching(/^csl_/),
        codeSet: "ICD10CM",
        name: "FY 2030",
        status: "LOADED",
        complete: true,
        lineCount: 3,
        codeCount: 3,
        problemCount: 0,
        problems: [],
        effectiveFrom: "2029-10-01",
        effectiveTo: "2030-09-30",
        loadedBy: "Dana Whitfield",
        contentHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ],
    userErrors: [],
  });
  expect(await codes({ codeSet: ["ICD10CM"], startsWith: "e11", validOn: "2030-01-15" })).toEqual({
    totalCount: 2,
    nodes: [
      {
        codeSet: "ICD10CM",
        code: "E11",
        billable: false,
        shortDescription: "Type 2 diabetes mellitus",
        longDescription: "Type 2 diabetes mellitus",
        effectiveFrom: "2029-10-01",
        effectiveTo: null,
        release: null,
      },
      {
        codeSet: "ICD10CM",
        code: "E119",
        billable: true,
        shortDescription: "Type 2 diabetes without compl",
        longDescription: "Type 2 diabetes mellitus without complications",
        effectiveFrom: "2029-10-01",
        effectiveTo: null,
        release: null,
      },
    ].map((node) => ({ ...node, release: { name: "FY 2030" } })),
  });
  expect(await codes({ codeSet: ["ICD10CM"], code: ["E119"], validOn: "2030-10-01" })).toEqual({ totalCount: 0, nodes: [] });
  expect((await codes({ codeSet: ["ICD10CM"], code: ["E119"], validOn: "2026-11-01" })).nodes).toMatchObject([{ release: { name: "Sandbox, a part of FY 2026" } }]);
  expect((await codes({ codeSet: ["ICD10CM"], words: "diabetes WITHOUT", validOn: "2030-01-15", billable: true })).nodes.map((node: { code: string }) => node.code)).toEqual(["E119"]);
});

test("a release that is loaded again takes the place of the one from the same day", async () => {
  const input = { codeSet: "ICD10CM", name: "FY 2031", effectiveFrom: "2030-10-01" };
  await load({ ...input, content: FY2030 });
  const again = await load({ ...input, name: "FY 2031, corrected", contentGzipBase64: gzipSync(`${FY2030}\n${icdLine(4, "R42", 1, "Dizziness and giddiness")}`).toString("base64") });
  expect(again.data.codeSetLoad.loads).toMatchObject([{ status: "LOADED", codeCount: 4, lineCount: 4 }]);
  expect((await codes({ codeSet: ["ICD10CM"], validOn: "2031-01-01" })).totalCount).toBe(4);
  const list = await office.as("audrey").run(`{ codeSetLoads(first: 5, orderBy: EFFECTIVE_FROM_DESC, filter: { codeSet: [ICD10CM] }) { nodes { name status } } }`);
  expect(list.data.codeSetLoads.nodes.slice(0, 2)).toEqual(
    expect.arrayContaining([
      { name: "FY 2031, corrected", status: "LOADED" },
      { name: "FY 2031", status: "REPLACED" },
    ]),
  );
});

test("the HCPCS file brings procedures with their long descriptions and days, and its modifiers", async () => {
  const content = [
    "***Disclaimers\t\t",
    "",
    hcpcsLine("AA", 100, "7", "Anesthesia services performed personally by", { short: "Anesthesia by md", added: "19840101" }),
    hcpcsLine("AA", 200, "8", "anesthesiologist"),
    hcpcsLine("A0380", 100, "3", "Bls mileage (per mile)", { short: "Basic life support mileage", added: "19950101", ended: "20030101" }),
    hcpcsLine("J1885", 100, "3", "Injection, ketorolac tromethamine,", { short: "Ketorolac tromethamine inj", added: "19960101" }),
    hcpcsLine("J1885", 200, "4", "per 15 mg").slice(0, 150),
  ].join("\n");
  const { data } = await load({ codeSet: "HCPCS", name: "2032", effectiveFrom: "2032-01-01", content });
  expect(data.codeSetLoad.loads).toMatchObject([
    { codeSet: "HCPCS_MODIFIER", codeCount: 1, status: "LOADED", lineCount: 7 },
    { codeSet: "HCPCS", codeCount: 2, status: "LOADED" },
  ]);
  const all = await codes({ codeSet: ["HCPCS", "HCPCS_MODIFIER"], validOn: "2032-05-05" });
  expect(all.nodes.map((node: { code: string; longDescription: string; effectiveFrom: string }) => [node.code, node.longDescription, node.effectiveFrom])).toEqual([
    ["AA", "Anesthesia services performed personally by anesthesiologist", "1984-01-01"],
    ["J1885", "Injection, ketorolac tromethamine, per 15 mg", "1996-01-01"],
  ]);
  expect((await codes({ code: ["A0380"] })).nodes).toEqual(expect.arrayContaining([expect.objectContaining({ effectiveTo: "2003-01-01", release: { name: "2032" } })]));
});

test("CPT comes as the licensee's own plain file; the ones that ship have no description", async () => {
  expect((await codes({ codeSet: ["CPT"], startsWith: "9921", validOn: "2026-11-01" })).nodes).toMatchObject([
    { code: "99213", shortDescription: null, longDescription: null },
    { code: "99214" },
    { code: "99215" },
  ]);
  const content = `\uFEFFtermination,Code,description,effective\n,99213,"Own ""words"", quoted",2020-01-01\n20331231,99214,Plain,\n\n`;
  const { data } = await load({ codeSet: "CPT", name: "2033", effectiveFrom: "2033-01-01", complete: false, content });
  expect(data.codeSetLoad.loads).toMatchObject([{ codeCount: 2, complete: false, lineCount: 4, problems: [] }]);
  expect((await codes({ codeSet: ["CPT"], validOn: "2033-06-01" })).nodes).toMatchObject([
    { code: "99213", longDescription: 'Own "words", quoted', effectiveFrom: "2020-01-01" },
    { code: "99214", effectiveFrom: "2033-01-01", effectiveTo: "2033-12-31" },
  ]);
  expect((await codes({ codeSet: ["CPT"], validOn: "2034-01-01" })).nodes).toMatchObject([{ code: "99213" }]);
});

test.each<[string, object, { line: number; message: RegExp }[]]>([
  [
    "a diagnosis file with bad lines",
    {
      codeSet: "ICD10CM",
      content: [
        icdLine(1, "A00", 0, "Cholera"),
        "Not a line",
        icdLine(3, "A0O", 1, "x").replace("00003", "0x003"),
        icdLine(4, "A00", 1, "Cholera"),
        icdLine(5, "A09", 1, "Flagged").replace(" 1 ", " 2 "),
      ].join("\n"),
    },
    [
      { line: 2, message: /order number/ },
      { line: 3, message: /order number/ },
      { line: 4, message: /already/ },
      { line: 5, message: /Column 15/ },
    ],
  ],
  ["a description that goes on of nothing", { codeSet: "HCPCS", content: hcpcsLine("J1885", 200, "4", "per 15 mg") }, [{ line: 1, message: /goes on/ }]],
  ["a code that ends before it begins", { codeSet: "HCPCS", content: hcpcsLine("J1885", 100, "3", "x", { added: "20200101", ended: "20190101" }) }, [{ line: 1, message: /ends/ }]],
  [
    "a code without its day",
    { codeSet: "HCPCS", content: `${hcpcsLine("J1885", 100, "3", "x", { added: "20201301" })}\nloose text` },
    [
      { line: 1, message: /269 to 276/ },
      { line: 2, message: /Columns 6 to 11/ },
    ],
  ],
  [
    "a plain file without its heading",
    { codeSet: "CPT", content: "99213\n99214" },
    [
      { line: 1, message: /heading/ },
      { line: 2, message: /five characters/ },
    ],
  ],
  [
    "a plain file with an open quote",
    { codeSet: "PLACE_OF_SERVICE", content: 'code,description\n11,"Office\n1,x' },
    [
      { line: 2, message: /quoted/ },
      { line: 3, message: /two digits/ },
    ],
  ],
  ["a file with no code", { codeSet: "CPT", content: "code\n" }, [{ line: 1, message: /no code/ }]],
  ["an empty file", { codeSet: "ICD10CM", content: "" }, [{ line: 1, message: /no code/ }]],
])("%s loads nothing and says which lines", async (_what, input, problems) => {
  const before = await counts();
  const { data } = await load({ name: "Bad", effectiveFrom: "2040-01-01", ...input });
  expect(data.codeSetLoad.userErrors).toEqual([]);
  expect(data.codeSetLoad.loads).toEqual([
    expect.objectContaining({ status: "REFUSED", codeCount: 0, problemCount: problems.length, problems: problems.map(({ line, message }) => ({ line, message: expect.stringMatching(message) })) }),
  ]);
  expect(await counts()).toEqual(before);
});

test.each<[string, object, string]>([
  ["neither text nor gzip", {}, "content"],
  ["both", { content: "code\n99213", contentGzipBase64: "AA==" }, "content"],
  ["what is no gzip", { contentGzipBase64: Buffer.from("hello").toString("base64") }, "contentGzipBase64"],
  ["half a gzip", { contentGzipBase64: gzipSync("code\n99213\n".repeat(50)).subarray(0, 30).toString("base64") }, "contentGzipBase64"],
  ["a line without end", { content: "x".repeat(10_001) }, "content"],
  ["a line without end, packed", { contentGzipBase64: gzipSync("x".repeat(3_000_000)).toString("base64") }, "content"],
  ["an end before the beginning", { content: "code\n99213", effectiveTo: "2039-01-01" }, "effectiveTo"],
  ["no name", { content: "code\n99213", name: " " }, "name"],
])("%s is refused by name, without a row", async (_what, input, field) => {
  const rows = () => office.owner("select count(*)::int as n from code_set_load");
  const before = await rows();
  const { data } = await load({ codeSet: "CPT", name: "Odd", effectiveFrom: "2040-01-01", ...input });
  expect(data.codeSetLoad).toEqual({ loads: null, userErrors: [{ code: "INVALID_INPUT", path: [field] }] });
  expect(await rows()).toEqual(before);
});

test("only an administrator loads; a patient searches no codes; another service sees none of ours", async () => {
  expect((await load({ codeSet: "CPT", name: "x", effectiveFrom: "2040-01-01", content: "code\n99213" }, "cora")).errors![0]!.extensions.code).toBe("FORBIDDEN");
  expect((await office.as("ada").run(CODES)).errors![0]!.extensions.code).toBe("FORBIDDEN");
  const [row] = await office.owner("select count(*)::int as n from code_set_code where billing_service_id <> $1", [office.cast.billingServiceId]);
  expect(row!.n).toBe(0);
});

test("a second load of a set waits for the first: whole or not at all, never both", async () => {
  const answers = await Promise.all([1, 2, 3].map((n) => load({ codeSet: "CPT_MODIFIER", name: `at once ${n}`, effectiveFrom: "2041-01-01", content: `code\n2${n}\n` })));
  expect(answers.map((answer) => answer.data.codeSetLoad.loads[0].status)).toEqual(["LOADED", "LOADED", "LOADED"]);
  expect(await office.owner("select status, count(*)::int as n from code_set_load where effective_from = '2041-01-01' group by 1 order by 1")).toEqual([
    { status: "LOADED", n: 1 },
    { status: "REPLACED", n: 2 },
  ]);
  expect((await codes({ codeSet: ["CPT_MODIFIER"], validOn: "2041-01-01" })).totalCount).toBe(1);
});
