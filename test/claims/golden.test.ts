import { mkdirSync, readdirSync, readFileSync, writeFileSync, existsSync } from "node:fs";
import path from "node:path";
import { plainDate } from "../../src/vocabulary";
import { professionalClaimsOf, readProfessionalClaims, writeProfessionalClaims } from "../../src/edi";
import { scrubRules } from "../../src/claims/scrubbing";
import { scrub } from "../../src/claims/scrubbing/rule";
import { writeFile, type FileFacts } from "../../src/claims/submission/write-file";
import { check837p } from "./check-837p";
import { sound } from "./contexts";
import { GOLDEN } from "./golden-claims";

const FACTS: FileFacts = {
  createdOn: plainDate("2026-11-23"),
  createdAtTime: "1015",
  submitter: { id: "FRONTRANGE", name: "Front Range Billing", contactName: "Ben Okafor", contactPhone: "3035550170", contactEmail: "edi@frontrange.example" },
  receiver: { id: "SIMCLEAR", name: "Simulated Clearinghouse" },
  submitterQualifier: "ZZ",
  receiverQualifier: "ZZ",
  usage: "T",
  controlNumber: 1,
};
const folder = path.join(__dirname, "golden");
const names = Object.keys(GOLDEN);
/** A segment a line, for people who review them; nothing else differs from what is sent. */
const textOf = (name: string, index: number) =>
  writeFile([{ context: GOLDEN[name]!, patientControlNumber: `P20000${String(index + 1).padStart(2, "0")}` }], { ...FACTS, controlNumber: index + 1 }).replaceAll("~", "~\n");

test("the folder holds these claims and no others", () => {
  if (process.env.UPDATE_GOLDEN) {
    mkdirSync(folder, { recursive: true });
    names.forEach((name, index) => writeFileSync(path.join(folder, `${name}.837`), textOf(name, index)));
  }
  expect(names.length).toBeGreaterThanOrEqual(30);
  expect(readdirSync(folder).sort()).toEqual(names.map((name) => `${name}.837`).sort());
});

describe.each(names.map((name, index) => [name, index] as const))("%s", (name, index) => {
  const text = textOf(name, index);

  test("is the golden file, to the byte", () => {
    const file = path.join(folder, `${name}.837`);
    expect(existsSync(file) ? readFileSync(file, "utf8") : "missing: run with UPDATE_GOLDEN=1").toBe(text);
  });

  test("obeys every rule of the guide that we know, as somebody else reads it", () => {
    expect(check837p(text)).toEqual([]);
  });

  test("reads back without a problem, to the same file", () => {
    const { transactions, problems } = readProfessionalClaims(text);
    expect(problems).toEqual([]);
    expect(transactions).toHaveLength(1);
    const [read] = professionalClaimsOf(transactions[0]!.content);
    expect(read!.claim.chargeAmount).toBe(GOLDEN[name]!.totalChargeCents);
    expect(read!.claim.lines.map((line) => line.lineItemControlNumber)).toEqual(GOLDEN[name]!.lines.map((line) => line.lineItemControlNumber));
    const again = writeProfessionalClaims(
      transactions.map((each) => each.content),
      {
        senderQualifier: "ZZ",
        senderId: "FRONTRANGE",
        receiverQualifier: "ZZ",
        receiverId: "SIMCLEAR",
        date: FACTS.createdOn,
        time: "1015",
        interchangeControlNumber: index + 1,
        groupControlNumber: index + 1,
        usage: "T",
        acknowledgmentRequested: true,
        upperCase: true,
      },
    );
    expect(again.replaceAll("~", "~\n")).toBe(text);
  });

  test("has no error before it is sent", () => {
    expect(scrub(GOLDEN[name]!, scrubRules).filter((finding) => finding.severity === "ERROR")).toEqual([]);
  });
});

test("what a payer decided is repeated to the next one exactly: group, reason, amount, date and number", () => {
  const text = textOf("07-secondary-by-line", 6);
  for (const segment of [
    "SBR*S*18*******CI",
    "SBR*P*18*RIVER-100******BL",
    "AMT*D*140",
    "OI***Y***Y",
    "MOA***MA01",
    "SVD*BPH01*100*HC:99213**1",
    "CAS*CO*45*30",
    "CAS*PR*2*20",
    "DTP*573*D8*20261116",
    "AMT*EAF*20",
    "SVD*BPH01*40*HC:93000**1",
    "CAS*CO*45*12",
    "CAS*PR*2*8",
    "AMT*EAF*8",
    "REF*F8*BPH2026000123",
  ]) {
    expect(text).toContain(`${segment}~`);
  }
  const byClaim = textOf("08-secondary-by-claim", 7);
  for (const segment of ["CAS*CO*45*42", "CAS*PR*1*20**3*8", "AMT*D*140", "AMT*EAF*28", "DTP*573*D8*20261116"]) expect(byClaim).toContain(`${segment}~`);
  expect(byClaim).not.toContain("SVD*");
});

test("the checker finds what is broken", () => {
  const good = textOf("01-self-subscriber", 0);
  for (const [from, to, problem] of [
    ["SV1*HC:99213*150", "SV1*HC:99213*149.99", "CLM02 is the sum of SV102, above zero"],
    ["HI*ABK:E119*ABF:I10", "HI*ABK:E119*ABF:E119", "no duplicates"],
    ["SBR*P*18", "SBR*P*", "SBR02 is 18 only when the patient is the subscriber"],
    ["N4*DENVER*CO*802021234", "N4*DENVER*CO*80202", "2010AA has ZIP+4"],
    ["*11:B:1*", "*11:B:7*", "REF*F8 with 7 and 8"],
  ] as const) {
    expect(good).toContain(from);
    expect(check837p(good.replace(from, to))).toContain(problem);
  }
});

test("a batch is one interchange with a transaction set per claim", () => {
  const text = writeFile(
    [
      { context: sound(), patientControlNumber: "P1" },
      { context: GOLDEN["02-dependent-child"]!, patientControlNumber: "P2" },
    ],
    FACTS,
  );
  const { transactions, interchanges, problems } = readProfessionalClaims(text);
  expect([interchanges.length, transactions.map((each) => each.header.controlNumber), problems]).toEqual([1, ["0001", "0002"], []]);
});
