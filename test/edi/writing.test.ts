import { type Envelope, readRemittances, writeRemittances } from "../../src/edi";
import { cleanText } from "../../src/edi/x12/character-set";
import { formatAmount } from "../../src/edi/x12/fields";
import { cents, InvariantViolation, plainDate } from "../../src/vocabulary";
import { ENVELOPE, lines } from "./cast";

const NOTICE = {
  handlingCode: "H",
  paymentAmount: cents(0),
  creditDebitCode: "C",
  paymentMethod: "NON",
  paymentDate: plainDate("2025-01-15"),
  trace: { number: "N1" },
  payer: { name: "ALPHA HEALTH PLAN" },
  payee: { name: "RIVER EMS", identifierQualifier: "XX", identifier: "1234567893" },
};

test("the envelope is written from its parameters, ISA at its fixed width", () => {
  const text = writeRemittances([NOTICE, NOTICE], {
    ...ENVELOPE,
    lineBreaks: false,
    interchangeControlNumber: 905,
    groupControlNumber: 77,
    firstTransactionControlNumber: 41,
    senderCode: "APP1",
    receiverCode: "APP2",
    usage: "P",
    acknowledgmentRequested: true,
  });
  expect(text.slice(0, 106)).toBe("ISA*00*          *00*          *ZZ*PAYERX         *ZZ*PROVIDERY      *250115*1200*^*00501*000000905*1*P*:~");
  const all = lines(text);
  expect(all[1]).toBe("GS*HP*APP1*APP2*20250115*1200*77*X*005010X221A1");
  expect(all.filter((line) => /^(ST|SE|GE|IEA)\*/.test(line))).toEqual(["ST*835*0041", "SE*6*0041", "ST*835*0042", "SE*6*0042", "GE*2*77", "IEA*1*000000905"]);
});

test("no element and no component is left empty at an end", () => {
  const text = writeRemittances([{ ...NOTICE, payer: { name: "A", additionalIds: [], address: { city: "DENVER" } } }], ENVELOPE);
  expect(lines(text)).toContain("N4*DENVER");
  expect(text.slice(text.indexOf("GS*"))).not.toMatch(/[*:]~/);
});

test.each<[string, Partial<Envelope>]>([
  ["a control number of zero", { interchangeControlNumber: 0 }],
  ["a control number of ten digits", { interchangeControlNumber: 1_000_000_000 }],
  ["a sender of sixteen characters", { senderId: "1234567890123456" }],
  ["a time of three characters", { time: "12000" }],
])("our own mistakes are bugs, and crash: %s", (_, change) => {
  expect(() => writeRemittances([NOTICE], { ...ENVELOPE, ...change })).toThrow(InvariantViolation);
});

test("more modifiers than there is room for are a bug of the caller", () => {
  const line = {
    procedure: { qualifier: "HC", code: "A0427", modifiers: ["A", "B", "C", "D", "E"] },
    chargeAmount: cents(1),
    paidAmount: cents(1),
  };
  const claim = { patientControlNumber: "A", statusCode: "1", chargeAmount: cents(1), paidAmount: cents(1), lines: [line] };
  expect(() => writeRemittances([{ ...NOTICE, claimGroups: [{ number: "1", claims: [claim] }] }], ENVELOPE)).toThrow("SVC has room for 4 values, not 5");
});

describe("names are folded into the character set", () => {
  const basic = { characterSet: "basic", upperCase: false, delimiters: "*:^~" } as const;
  const extended = { ...basic, characterSet: "extended" } as const;
  const upper = { ...extended, upperCase: true } as const;

  test.each([
    ["Zoë Müller-O’Brien", "Zoe Muller-O'Brien", "ZOE MULLER-O'BRIEN"],
    ["Łukasz Straße", "Lukasz Strasse", "LUKASZ STRASSE"],
    ["Søren Ærø", "Soren AEro", "SOREN AERO"],
    ["Nguyễn Thị Ánh", "Nguyen Thi Anh", "NGUYEN THI ANH"],
    ["“Big” Jim – Jr…", '"Big" Jim - Jr...', '"BIG" JIM - JR...'],
    ["a*b:c~d^e", "a b c d e", "A B C D E"],
    ["tab\tline\nfeed\u0000nul", "tab line feed nul", "TAB LINE FEED NUL"],
    ["ada_park@example.com", "ada_park@example.com", "ADA PARK EXAMPLE.COM"],
    ["½ tablet, 5㎎", "1 2 tablet, 5mg", "1 2 TABLET, 5MG"],
    ["漢字 Wong", "Wong", "WONG"],
    ["  padded  ", "padded", "PADDED"],
    ["[x] {y} 50% #3", "[x] {y} 50% #3", "X   Y  50   3"],
  ])("%s", (text, asExtended, asBasic) => {
    expect(cleanText(text, extended)).toBe(asExtended);
    expect(cleanText(text, basic)).toBe(asBasic);
  });

  test("upper case keeps the marks of the extended set", () => {
    expect(cleanText("ada_park@example.com", upper)).toBe("ADA_PARK@EXAMPLE.COM");
  });

  test("whatever the envelope's own delimiters are, they never come as data", () => {
    const text = writeRemittances([{ ...NOTICE, payer: { name: "A|B>C!D*E" } }], {
      ...ENVELOPE,
      delimiters: { element: "|", component: ">", repetition: "!", segment: "\n" },
    });
    expect(readRemittances(text).transactions[0]!.content.payer.name).toBe("A B C D E");
  });
});

test.each([
  [125000n, "1250"],
  [61240n, "612.4"],
  [16550n, "165.5"],
  [5n, "0.05"],
  [0n, "0"],
  [-2n, "-0.02"],
  [-32000n, "-320"],
  [999_999_999_999_999n, "9999999999999.99"],
])("%s cents are written %s", (amount, text) => {
  expect(formatAmount(cents(amount))).toBe(text);
});
