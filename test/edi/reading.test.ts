import { NotX12, type Problem, readProfessionalClaims, readRemittances, readTransactionSets, streamRemittances, streamSegments, streamTransactionSets } from "../../src/edi";
import { fixture, interchange, told } from "./cast";

const PAID = fixture("835/synthetic__01_paid_ambulance.edi");
const plain = PAID.replace(/\s*\n/g, "");

/** The remittance of the first fixture, in other clothes. */
describe("a file reads the same", () => {
  const expected = readRemittances(PAID).transactions.map(({ content }) => content);

  test.each([
    ["on one line", plain],
    ["with line feeds", PAID],
    ["with carriage returns and line feeds", plain.replaceAll("~", "~\r\n")],
    ["with blank lines between segments", plain.replaceAll("~", "~\n\n")],
    ["after a byte order mark", `\uFEFF${PAID}`],
    ["after white space", `\r\n   ${PAID}`],
    ["before an end-of-file mark", `${PAID}\u001A`],
    ["wrapped at 80 columns", plain.replace(/(.{80})/g, "$1\r\n")],
    ["with blanks at the ends of elements", plain.replaceAll("RIVER EMS*", "RIVER EMS   *")],
    ["with other delimiters", plain.replaceAll("*", "|").replaceAll(":", ">").replaceAll("^", "!").replaceAll("~", "\u001C")],
    ["with a line feed as terminator", plain.replaceAll("~", "\n")],
    ["with carriage return and line feed as terminator", plain.replaceAll("~", "\r\n")],
    ["with control characters as delimiters", plain.replaceAll("*", "\u001D").replaceAll(":", "\u001F").replaceAll("~", "\u001E")],
  ])("%s", (_, text) => {
    const read = readRemittances(text);
    expect(read.problems.map(told)).toEqual([]);
    expect(read.transactions.map(({ content }) => content)).toEqual(expected);
  });

  test("with a header that is not padded, which is only a warning", () => {
    const read = readRemittances(plain.replace(/ {2,}/g, ""));
    expect(read.problems.map(told)).toEqual(["warning ISA_MALFORMED ISA at 0"]);
    expect(read.transactions.map(({ content }) => content)).toEqual(expected);
    expect(read.interchanges[0]).toMatchObject({ senderId: "PAYERX", receiverId: "PROVIDERY", controlNumber: "000000001", usage: "T" });
  });
});

test("a file of two interchanges with different delimiters gives the transactions of both", () => {
  const other = fixture("835/synthetic__15_other_delimiters.edi");
  const read = readRemittances(PAID + other + PAID);
  expect(read.problems).toEqual([]);
  expect(read.interchanges.map(({ delimiters }) => delimiters.element)).toEqual(["*", "|", "*"]);
  expect(read.transactions.map(({ content }) => content.trace.number)).toEqual(["EFT0001", "EFT0015", "EFT0001"]);
});

test("a transaction set knows the envelopes it came in", () => {
  const [transaction] = readRemittances(PAID).transactions;
  expect(transaction!.header).toMatchObject({
    transactionSetCode: "835",
    controlNumber: "0001",
    line: 3,
    offset: 162,
    group: { functionalIdentifierCode: "HP", controlNumber: "1", version: "005010X221A1", date: "2025-01-15", time: "1200" },
    interchange: {
      senderQualifier: "ZZ",
      senderId: "PAYERX",
      receiverId: "PROVIDERY",
      date: "2025-01-15",
      time: "1200",
      version: "00501",
      controlNumber: "000000001",
      acknowledgmentRequested: false,
      usage: "T",
      delimiters: { element: "*", component: ":", repetition: "^", segment: "~" },
    },
  });
});

describe("what is no X12 at all throws NotX12", () => {
  test.each([
    ["nothing", ""],
    ["blank lines", "\r\n \n"],
    ["a letter", "Dear Sirs,"],
    ["a PDF", "%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3"],
    ["a start of something", "IS"],
    ["a header that ends too early", "ISA*00*          *00*"],
    ["an ISA of letters and digits", "ISA00000000000000000000000000"],
    ["a group without interchange", "GS*HP*PAYERX*PROVIDERY*20250115*1200*1*X*005010X221A1~"],
  ])("%s", (_, text) => {
    expect(() => readRemittances(text)).toThrow(NotX12);
  });
});

/** The fixture with one change; the problems that it makes. */
describe("a broken envelope is told, and what can be read is read", () => {
  test.each<[string, (text: string) => string, string[]]>([
    ["SE counts wrong", (text) => text.replace("SE*28*", "SE*27*"), ['error COUNT_MISMATCH SE/1 at 28 "27"']],
    ["SE is no number", (text) => text.replace("SE*28*", "SE*x*"), ['error COUNT_MISMATCH SE/1 at 28 "x"']],
    ["SE bears another number", (text) => text.replace("SE*28*0001", "SE*28*0002"), ['error CONTROL_NUMBER_MISMATCH SE/2 at 28 "0002"']],
    ["GE counts wrong", (text) => text.replace("GE*1*1~", "GE*2*1~"), ['error COUNT_MISMATCH GE/1 at 0 "2"']],
    ["GE bears another number", (text) => text.replace("GE*1*1~", "GE*1*7~"), ['error CONTROL_NUMBER_MISMATCH GE/2 at 0 "7"']],
    ["IEA counts wrong", (text) => text.replace("IEA*1*", "IEA*0*"), ['error COUNT_MISMATCH IEA/1 at 0 "0"']],
    ["IEA bears another number", (text) => text.replace("IEA*1*000000001", "IEA*1*000000002"), ['error CONTROL_NUMBER_MISMATCH IEA/2 at 0 "000000002"']],
    ["the file ends after SE", (text) => text.slice(0, text.indexOf("GE*1")), ["error GS_NOT_CLOSED GS at 0", "error ISA_NOT_CLOSED ISA at 0"]],
    [
      "the file ends within a segment",
      (text) => text.slice(0, text.indexOf("*B6*165.5~") + 3),
      ["error ELEMENT_MISSING AMT/2 at 27", "error ST_NOT_CLOSED ST at 1", "error SEGMENT_NOT_TERMINATED AMT at 0", "error GS_NOT_CLOSED GS at 0", "error ISA_NOT_CLOSED ISA at 0"],
    ],
    ["SE is missing", (text) => text.replace(/SE\*28\*0001~\s*/, ""), ["error ST_NOT_CLOSED ST at 1"]],
    ["a segment stands before GS", (text) => text.replace("GS*", "REF*X*1~GS*"), ["error SEGMENT_MISPLACED REF at 0"]],
    ["an empty segment", (text) => text.replace("GE*1", "~GE*1"), ["error SEGMENT_ID_INVALID  at 0"]],
    ["a date in ISA is none", (text) => text.replace("*250115*1200*^", "*251315*1200*^"), ['warning DATE_INVALID ISA/9 at 0 "251315"']],
  ])("%s", (_, change, problems) => {
    const text = change(PAID);
    expect(text).not.toBe(PAID);
    const read = readRemittances(text);
    expect(read.problems.map(told)).toEqual(problems);
    expect(read.transactions.map(({ content }) => content.claimGroups[0]!.claims[0]!.patientControlNumber)).toEqual(["ACCT1"]);
  });

  test("control numbers that come twice are told", () => {
    const body = PAID.slice(PAID.indexOf("GS*"), PAID.indexOf("IEA*"));
    const read = readRemittances(PAID.replace("IEA*1*", `${body}IEA*2*`));
    expect(read.problems.map(told)).toEqual(['error CONTROL_NUMBER_REPEATED GS/6 at 0 "1"']);
    expect(read.transactions).toHaveLength(2);
  });

  test("transaction sets of another kind are left out and told", () => {
    const read = readRemittances(fixture("999/synthetic__01_accepted.edi"));
    expect(read.transactions).toEqual([]);
    expect(read.problems.map(told)).toEqual(['error TRANSACTION_UNEXPECTED ST/1 at 1 "999"']);
  });

  test("an institutional claim (837I) is not taken for a professional one", () => {
    const read = readProfessionalClaims(fixture("837I/synthetic__01_inpatient_DRG.edi"));
    expect(read.transactions).toEqual([]);
    expect(read.problems.map(told)).toEqual(['error TRANSACTION_UNEXPECTED ST/1 at 1 "837"']);
  });
});

const HEAD = ["BPR*I*100*C*ACH*CCP***********20250115", "TRN*1*T1*1512345678", "N1*PR*ALPHA", "N1*PE*RIVER EMS*XX*1234567893", "LX*1"];

/** Segments after the head of an 835, which has positions 2 to 6; the problems that they make. */
describe("broken content is told with its place and value", () => {
  test.each<[string, string[], string[]]>([
    ["an amount with three decimals", ["CLP*A*1*100.001*100"], ['error AMOUNT_TOO_PRECISE CLP/3 at 7 "100.001"']],
    ["an amount with zeros beyond the cents", ["CLP*A*1*100.000*100"], ['error AMOUNT_TOO_PRECISE CLP/3 at 7 "100.000"']],
    ["an amount that is a word", ["CLP*A*1*ten*100"], ['error AMOUNT_INVALID CLP/3 at 7 "ten"']],
    ["an amount with an exponent", ["CLP*A*1*1E2*100"], ['error AMOUNT_INVALID CLP/3 at 7 "1E2"']],
    ["an amount with a thousands comma", ["CLP*A*1*1,000*100"], ['error AMOUNT_INVALID CLP/3 at 7 "1,000"']],
    ["an amount with a plus", ["CLP*A*1*+10*100"], ['error AMOUNT_INVALID CLP/3 at 7 "+10"']],
    ["an amount that is only a minus", ["CLP*A*1*-*100"], ['error AMOUNT_INVALID CLP/3 at 7 "-"']],
    ["an amount beyond all money", [`CLP*A*1*${"9".repeat(16)}*100`], [`error AMOUNT_INVALID CLP/3 at 7 "${"9".repeat(16)}"`]],
    ["no amount", ["CLP*A*1**100"], ["error ELEMENT_MISSING CLP/3 at 7"]],
    ["a day that is none", ["CLP*A*1*1*1", "DTM*232*20250230"], ['error DATE_INVALID DTM/2 at 8 "20250230"']],
    ["a quantity that is none", ["CLP*A*1*1*1", "QTY*CA*two"], ['error NUMBER_INVALID QTY/2 at 8 "two"']],
    ["an entity that is neither person nor organization", ["CLP*A*1*1*1", "NM1*QC*7*DOE"], ['error VALUE_NOT_ALLOWED NM1/2 at 8 "7"']],
    ["a claim without LX", [], []],
    ["an element that the guide has not", ["CLP*A*1*1*1***********X"], ['warning ELEMENT_UNEXPECTED CLP/15 at 7 "X"']],
    ["a component that the guide has not", ["CLP*A*1*1*1", "SVC*HC:A0427:1:2:3:4:TEXT:X*1*1"], ['warning ELEMENT_UNEXPECTED SVC/1-8 at 8 "X"']],
    ["a segment that the guide has not", ["CLP*A*1*1*1", "ZZZ*1"], ["error SEGMENT_UNKNOWN ZZZ at 8"]],
    ["a segment that comes twice", ["CLP*A*1*1*1", "NM1*QC*1*DOE", "NM1*QC*1*ROE"], ["error SEGMENT_REPEATED NM1 at 9"]],
    ["an identifier that is none", ["CLP*A*1*1*1", "clp*1"], ["error SEGMENT_ID_INVALID clp at 8"]],
    ["a PLB without its amount", ["PLB*1234567893*20251231*WO:X"], ["error ELEMENT_MISSING PLB/4 at 7"]],
  ])("%s", (_, body, problems) => {
    expect(readRemittances(interchange("835", [...HEAD, ...body])).problems.map(told)).toEqual(problems);
  });

  test("messages hold no data of the file, values stand apart", () => {
    const [problem] = readRemittances(interchange("835", [...HEAD, "CLP*A*1*SECRET*100"])).problems as [Problem];
    expect(problem).toEqual({
      code: "AMOUNT_INVALID",
      severity: "error",
      message: "This is not an amount of money",
      transactionControlNumber: "0001",
      loop: "2100",
      segmentId: "CLP",
      segmentPosition: 7,
      line: 9,
      offset: 286,
      element: 3,
      value: "SECRET",
    });
    expect(JSON.stringify({ ...problem, value: undefined })).not.toContain("SECRET");
  });

  test("a wrong amount with exact cents keeps its value, any other stands in as zero", () => {
    const read = readRemittances(interchange("835", [...HEAD, "CLP*A*1*100.000*12.345"]));
    const [claim] = read.transactions[0]!.content.claimGroups[0]!.claims;
    expect([claim!.chargeAmount, claim!.paidAmount]).toEqual([10000n, 0n]);
  });

  test("a claim without LX still is a claim, and the missing LX is told", () => {
    const read = readRemittances(interchange("835", [...HEAD.slice(0, 4), "CLP*A*1*1*1"]));
    expect(read.problems.map(told)).toEqual(["error SEGMENT_MISSING LX at 6"]);
    expect(read.transactions[0]!.content.claimGroups[0]!.claims[0]!.patientControlNumber).toBe("A");
  });

  test("a transaction set without anything has all that is required, empty, and says what is missing", () => {
    const read = readRemittances(interchange("835", []));
    expect(read.problems.map(({ code, loop, segmentId }) => `${code} ${loop} ${segmentId}`)).toEqual([
      "SEGMENT_MISSING 835 BPR",
      "SEGMENT_MISSING 835 TRN",
      "SEGMENT_MISSING 1000A N1",
      "SEGMENT_MISSING 1000B N1",
    ]);
    expect(read.transactions[0]!.content).toMatchObject({
      paymentAmount: 0n,
      trace: { number: "" },
      payer: { contacts: [] },
      claimGroups: [],
    });
  });

  test("an unknown name keeps what follows it, and gives nothing to its neighbours", () => {
    const body = ["CLP*A*1*1*1", "NM1*ZZ*2*STRANGER", "N3*1 ROAD", "REF*EA*77", "SVC*HC:99213*1*1"];
    const read = readRemittances(interchange("835", [...HEAD, ...body]));
    const [claim] = read.transactions[0]!.content.claimGroups[0]!.claims;
    expect(claim!.references).toEqual([]);
    expect(claim!.unknownSegments).toEqual([
      { id: "NM1", elements: [[["ZZ"]], [["2"]], [["STRANGER"]]], position: 8 },
      { id: "N3", elements: [[["1 ROAD"]]], position: 9 },
      { id: "REF", elements: [[["EA"]], [["77"]]], position: 10 },
    ]);
    expect(claim!.lines).toHaveLength(1);
  });

  test("a claim's segment among its lines is told, and the line keeps its adjustments", () => {
    const body = ["CLP*A*1*100*60", "SVC*HC:99213*100*60", "MOA***MA01", "DTM*405*20250101", "CAS*CO*45*40"];
    const read = readRemittances(interchange("835", [...HEAD, ...body]));
    expect(read.problems.map(told)).toEqual(["error SEGMENT_UNKNOWN MOA at 9", "error SEGMENT_UNKNOWN DTM at 10"]);
    const [claim] = read.transactions[0]!.content.claimGroups[0]!.claims;
    expect(claim!.adjustments).toEqual([]);
    expect(claim!.lines[0]!.adjustments).toEqual([{ groupCode: "CO", reasonCode: "45", amount: 4000n }]);
    expect(claim!.lines[0]!.unknownSegments!.map(({ id }) => id)).toEqual(["MOA", "DTM"]);
  });

  test("a flood of problems is cut, with a last one that says so", () => {
    const read = readRemittances(interchange("835", [...HEAD, ...Array.from({ length: 20_000 }, () => "ZZZ*1")]));
    expect(read.transactions[0]!.problems).toHaveLength(5001);
    expect(read.transactions[0]!.problems.at(-1)!.code).toBe("TOO_MANY_PROBLEMS");
  });
});

describe("a stream", () => {
  async function* bytes(text: string, size: number): AsyncGenerator<Uint8Array> {
    const all = new TextEncoder().encode(text);
    for (let at = 0; at < all.length; at += size) yield all.subarray(at, at + size);
  }

  test.each([1, 2, 7, 105, 106, 107, 64_000])("of chunks of %i bytes gives what the whole text gives", async (size) => {
    const text = fixture("835/synthetic__14_two_ST_and_PLB_only.edi") + fixture("835/synthetic__15_other_delimiters.edi");
    expect(await readRemittances(bytes(text, size))).toEqual(readRemittances(text));
  });

  test("may split a letter of several bytes", async () => {
    const text = PAID.replace("*DOE*JANE", "*MÜLLER*ZOË");
    const read = await readRemittances(bytes(text, 1));
    expect(read.transactions[0]!.content.claimGroups[0]!.claims[0]!.patient).toMatchObject({ name: "MÜLLER", firstName: "ZOË" });
  });

  test("gives each transaction set as soon as it has ended", async () => {
    const text = fixture("835/synthetic__14_two_ST_and_PLB_only.edi");
    let sent = 0;
    async function* watched(): AsyncGenerator<string> {
      for (const character of text) {
        sent++;
        yield character;
      }
    }
    const ends: number[] = [];
    for await (const { header } of streamRemittances(watched())) ends.push(sent - text.indexOf(`SE*${header.controlNumber === "0001" ? "28*0001" : "14*0002"}~`));
    expect(ends).toEqual(["SE*28*0001~".length, "SE*14*0002~".length]);
  });

  test("gives bare segments, and bare transaction sets of any kind", async () => {
    const text = fixture("837I/synthetic__02_outpatient_ED.edi");
    const ids: string[] = [];
    for await (const segment of streamSegments(bytes(text, 50))) ids.push(segment.id);
    expect([ids.length, ids[0], ids.at(-1)]).toEqual([text.split("~").length - 1, "ISA", "IEA"]);
    const sets = [];
    for await (const { header, content } of streamTransactionSets(bytes(text, 50))) sets.push([header.transactionSetCode, header.implementationConvention, content.length]);
    expect(sets).toEqual([["837", "005010X223A2", ids.length - 6]]);
    expect(readTransactionSets(text).transactions[0]!.content[0]).toMatchObject({ id: "BHT", position: 2 });
  });

  test("of something else throws NotX12", async () => {
    await expect(readRemittances(bytes("hello world", 3))).rejects.toThrow(NotX12);
  });
});
