import { claimsOf, type Draft, type LineAdjudication, type OtherSubscriber, type ProfessionalClaim } from "../../../src/edi";
import { cents, plainDate } from "../../../src/vocabulary";
import { acknowledged, Counter, RENDERING_NPI, THREE, told, toldAll, type Visit } from "./counter";

const visit = (member: string, number = "ADA1", more: Partial<Visit> = {}): Visit => ({ member, number, services: THREE, ...more });

test("PAYS: contractual adjustment, copay of the visit, deductible, coinsurance, and the rest is paid", async () => {
  const counter = new Counter();
  const [remittance] = await counter.paid(visit("BPH-PAYS-001"));
  expect(toldAll(remittance!)).toEqual([
    "1 ADA1 225.00 paid 80.00 patient 55.00",
    "99213 150.00 CO-45 60.00 PR-1 20.00 PR-2 11.00 PR-3 15.00 paid 44.00",
    "93000 60.00 CO-45 24.00 PR-2 7.20 paid 28.80",
    "36415 15.00 CO-45 6.00 PR-2 1.80 paid 7.20",
    "Blue Peak Health pays 80.00 on 2026-03-12 under BPH000000001",
  ]);
  const [claim] = claimsOf(remittance!);
  expect(claim).toMatchObject({
    payerClaimControlNumber: "BPH260302000001",
    filingIndicatorCode: "12",
    facilityTypeCode: "11",
    frequencyCode: "1",
    patient: { name: "PARK", firstName: "ADA", identifierQualifier: "MI", identifier: "BPH-PAYS-001" },
    serviceProvider: { identifier: RENDERING_NPI },
    receivedOn: "2026-03-02",
    lines: [{ lineItemControlNumber: "ADA1L1", allowedAmount: 9_000n, serviceDate: "2026-03-01" }, { lineItemControlNumber: "ADA1L2" }, { lineItemControlNumber: "ADA1L3" }],
  });
  expect(remittance).toMatchObject({ handlingCode: "I", creditDebitCode: "C", paymentMethod: "ACH", payee: { identifier: "1234567893", additionalIds: [{ qualifier: "TJ", value: "841234567" }] } });
});

test("each payer has its own terms; Medicare holds back the sequestration", async () => {
  const counter = new Counter();
  const remittances = await counter.paid(visit("ACM-PAYS-1", "A1", { patient: "ADA" }), visit("MCR-PAYS-1", "M1", { patient: "BO" }), visit("MCD-PAYS-1", "D1", { patient: "CY" }));
  expect(remittances.map((remittance) => toldAll(remittance))).toEqual([
    [
      "1 M1 225.00 paid 88.20 patient 22.50",
      "99213 150.00 CO-45 75.00 CO-253 1.20 PR-2 15.00 paid 58.80",
      "93000 60.00 CO-45 30.00 CO-253 0.48 PR-2 6.00 paid 23.52",
      "36415 15.00 CO-45 7.50 CO-253 0.12 PR-2 1.50 paid 5.88",
      "Medicare Part B Colorado pays 88.20 on 2026-03-12 under MCR000000001",
    ],
    [
      "1 A1 225.00 paid 110.25 patient 47.25",
      "99213 150.00 CO-45 45.00 PR-1 25.00 PR-2 7.00 PR-3 10.00 paid 63.00",
      "93000 60.00 CO-45 18.00 PR-2 4.20 paid 37.80",
      "36415 15.00 CO-45 4.50 PR-2 1.05 paid 9.45",
      "Acorn Mutual pays 110.25 on 2026-03-12 under ACM000000002",
    ],
    [
      "1 D1 225.00 paid 87.00 patient 3.00",
      "99213 150.00 CO-45 90.00 PR-3 3.00 paid 57.00",
      "93000 60.00 CO-45 36.00 paid 24.00",
      "36415 15.00 CO-45 9.00 paid 6.00",
      "Colorado Medicaid pays 87.00 on 2026-03-12 under MCD000000003",
    ],
  ]);
});

test.each([
  ["BPH-DENY16-2", "CO-16", ["M76"]],
  ["BPH-DENY97-2", "CO-97", ["M144"]],
  ["BPH-DENY29-2", "CO-29", []],
])("%s denies every line with %s", async (member, reason, remarks) => {
  const counter = new Counter();
  const [remittance] = await counter.paid(visit(member));
  expect(toldAll(remittance!)).toEqual([
    "4 ADA1 225.00 paid 0.00 patient 0.00",
    `99213 150.00 ${reason} 150.00 paid 0.00`,
    `93000 60.00 ${reason} 60.00 paid 0.00`,
    `36415 15.00 ${reason} 15.00 paid 0.00`,
    "Blue Peak Health pays 0.00 on 2026-03-12 under BPH000000001",
  ]);
  expect(claimsOf(remittance!)[0]!.lines.map((line) => line.remarkCodes)).toEqual([remarks, remarks, remarks]);
  expect(remittance).toMatchObject({ handlingCode: "H", paymentMethod: "NON" });
});

test.each(["SHIFT", "DEDUCT"])("%s pays nothing and leaves everything allowed as deductible", async (word) => {
  const counter = new Counter();
  const [remittance] = await counter.paid(visit(`BPH-${word}-6`));
  expect(claimsOf(remittance!).flatMap(told)).toEqual([
    "1 ADA1 225.00 paid 0.00 patient 135.00",
    "99213 150.00 CO-45 60.00 PR-1 90.00 paid 0.00",
    "93000 60.00 CO-45 24.00 PR-1 36.00 paid 0.00",
    "36415 15.00 CO-45 6.00 PR-1 9.00 paid 0.00",
  ]);
});

test("a deductible larger than the first line goes on with the next, and odd cents are rounded half up", async () => {
  const counter = new Counter();
  const [remittance] = await counter.paid({
    member: "BPH-PAYS-1",
    number: "ODD",
    services: [
      ["J1885", 851],
      ["36415", 1_537],
      ["71046", 9_501],
    ],
  });
  expect(claimsOf(remittance!).flatMap(told)).toEqual(
    ["1 ODD 118.89 paid 41.07 patient 30.27", "J1885 8.51 CO-45 3.40 PR-1 5.11 paid 0.00", "36415 15.37 CO-45 6.15 PR-1 9.22 paid 0.00", "71046 95.01 CO-45 38.00 PR-1 5.67 PR-2 10.27 paid 41.07"].map(
      (line) => line.replace("paid 41.07 patient 30.27", "paid 41.07 patient 30.27"),
    ),
  );
});

test("CROSS: the primary forwards, and the secondary answers by itself", async () => {
  const counter = new Counter();
  const [primary] = await counter.paid(visit("BPH-CROSS-7"));
  expect(toldAll(primary!)[0]).toBe("19 ADA1 225.00 paid 80.00 patient 55.00");
  expect(claimsOf(primary!)[0]).toMatchObject({ crossoverPayer: { name: "Acorn Mutual", identifierQualifier: "PI", identifier: "ACM02" }, outpatientAdjudication: { remarkCodes: ["MA18"] } });
  expect(await counter.remittances(6)).toEqual([]);
  const [secondary] = await counter.remittances(1);
  expect(toldAll(secondary!)).toEqual([
    "2 ADA1 225.00 paid 44.00 patient 11.00",
    "99213 150.00 OA-23 104.00 PR-2 9.20 paid 36.80",
    "93000 60.00 OA-23 52.80 PR-2 1.44 paid 5.76",
    "36415 15.00 OA-23 13.20 PR-2 0.36 paid 1.44",
    "Acorn Mutual pays 44.00 on 2026-03-19 under ACM000000002",
  ]);
  expect(claimsOf(secondary!)[0]!.patient!.identifier).toBe("ACM-PAYS-CROSSED");
});

test("CROSS goes to the payer and member that the claim names, and sending it there again is a duplicate", async () => {
  const counter = new Counter();
  const named = visit("BPH-CROSS-7", "ADA1", { change: (claim) => ({ ...claim, otherSubscribers: [{ ...other("S", "COTXIX", "MCD-DENY97-1") }] }) });
  await counter.paid(named);
  const [secondary] = await counter.remittances(7);
  expect(claimsOf(secondary!).flatMap(told).slice(0, 2)).toEqual(["4 ADA1 225.00 paid 0.00 patient 0.00", "99213 150.00 OA-23 104.00 CO-97 46.00 paid 0.00"]);
  const crossed = new Counter();
  await crossed.paid(visit("BPH-CROSS-7", "ADA1", { change: (claim) => ({ ...claim, otherSubscribers: [{ ...other("S", "ACM02", "ACM-CROSS-7") }] }) }));
  const [paid] = await crossed.remittances(7);
  expect(toldAll(paid!)[0]).toBe("2 ADA1 225.00 paid 44.00 patient 11.00");
  const [again] = await crossed.paid(visit("ACM-CROSS-7", "ADA2", { sequence: "S", change: withPrimary }));
  expect(claimsOf(again!).flatMap(told)).toEqual([
    "4 ADA2 225.00 paid 0.00 patient 0.00",
    "99213 150.00 OA-23 104.00 OA-18 46.00 paid 0.00",
    "93000 60.00 OA-23 52.80 OA-18 7.20 paid 0.00",
    "36415 15.00 OA-23 13.20 OA-18 1.80 paid 0.00",
  ]);
});

test("a secondary pays its share of what the primary left, and tells the primary's part as OA-23", async () => {
  const counter = new Counter();
  const [remittance] = await counter.paid(visit("ACM-PAYS-1", "ADA2", { sequence: "S", change: withPrimary }));
  expect(toldAll(remittance!)).toEqual([
    "2 ADA2 225.00 paid 44.00 patient 11.00",
    "99213 150.00 OA-23 104.00 PR-2 9.20 paid 36.80",
    "93000 60.00 OA-23 52.80 PR-2 1.44 paid 5.76",
    "36415 15.00 OA-23 13.20 PR-2 0.36 paid 1.44",
    "Acorn Mutual pays 44.00 on 2026-03-12 under ACM000000001",
  ]);
});

test("a secondary takes a primary's decision of the whole claim, spread over the lines by charge", async () => {
  const counter = new Counter();
  const change = (claim: Draft<ProfessionalClaim>): Draft<ProfessionalClaim> => ({
    ...claim,
    otherSubscribers: [{ ...other("P", "BPH01", "BPH-PAYS-1"), payerPaidAmount: cents(8_000), adjustments: [adjusted("CO", "45", 9_000), adjusted("PR", "2", 5_500)] }],
  });
  const [remittance] = await counter.paid(visit("MCD-PAYS-1", "ADA2", { sequence: "S", change }));
  expect(claimsOf(remittance!).flatMap(told)).toEqual([
    "2 ADA2 225.00 paid 55.00 patient 0.00",
    "99213 150.00 OA-23 113.33 paid 36.67",
    "93000 60.00 OA-23 45.33 paid 14.67",
    "36415 15.00 OA-23 11.34 paid 3.66",
  ]);
});

test("DEDUCT as a secondary leaves everything to the patient; SHIFT as a secondary pays", async () => {
  const counter = new Counter();
  const [deduct] = await counter.paid(visit("ACM-DEDUCT-1", "A", { sequence: "S", change: withPrimary }));
  expect(claimsOf(deduct!).flatMap(told)[1]).toBe("99213 150.00 OA-23 104.00 PR-1 46.00 paid 0.00");
  const [shift] = await counter.paid(visit("ACM-SHIFT-1", "B", { sequence: "S", change: withPrimary, patient: "BO" }));
  expect(claimsOf(shift!).flatMap(told)[1]).toBe("99213 150.00 OA-23 104.00 PR-2 9.20 paid 36.80");
});

test("REVERSE: two weeks after the payment, one remittance takes it back and pays by the corrected rate", async () => {
  const counter = new Counter();
  await counter.paid(visit("BPH-REVERSE-8"));
  expect(await counter.remittances(13)).toEqual([]);
  const [remittance] = await counter.remittances(1);
  expect(toldAll(remittance!)).toEqual([
    "22 ADA1 -225.00 paid -80.00 patient -55.00",
    "99213 -150.00 CO-45 -60.00 PR-1 -20.00 PR-2 -11.00 PR-3 -15.00 paid -44.00",
    "93000 -60.00 CO-45 -24.00 PR-2 -7.20 paid -28.80",
    "36415 -15.00 CO-45 -6.00 PR-2 -1.80 paid -7.20",
    "1 ADA1 225.00 paid 98.00 patient 59.50",
    "99213 150.00 CO-45 45.00 PR-1 20.00 PR-2 14.00 PR-3 15.00 paid 56.00",
    "93000 60.00 CO-45 18.00 PR-2 8.40 paid 33.60",
    "36415 15.00 CO-45 4.50 PR-2 2.10 paid 8.40",
    "Blue Peak Health pays 18.00 on 2026-03-26 under BPH000000002",
  ]);
  const [reversal, correction] = claimsOf(remittance!);
  expect([reversal!.payerClaimControlNumber, correction!.payerClaimControlNumber]).toEqual(["BPH260302000001", "BPH260302000001A"]);
  expect(correction).toMatchObject({ references: [{ qualifier: "F8", value: "BPH260302000001" }], outpatientAdjudication: { remarkCodes: ["MA67"] } });
  expect(await counter.remittances(60)).toEqual([]);
});

test("RECOUP: the payer's next remittance keeps the money back, with the claim's number as reference", async () => {
  const counter = new Counter();
  await counter.paid(visit("BPH-RECOUP-9", "CURTIS"));
  const [next] = await counter.paid(
    visit("BPH-PAYS-1", "ADA1", {
      services: [
        ["99215", 30_000],
        ["71046", 9_500],
      ],
    }),
  );
  expect(toldAll(next!).slice(3)).toEqual(["PLB WO:BPH260302000001 80.00", "Blue Peak Health pays 81.60 on 2026-03-22 under BPH000000002"]);
  const [later] = await counter.paid(visit("BPH-PAYS-2", "ADA2"));
  expect(later!.providerAdjustments).toEqual([]);
});

test("a recoupment larger than the payment: nothing is paid, and the rest is carried to the next remittance", async () => {
  const counter = new Counter();
  await counter.paid(visit("BPH-RECOUP-9", "CURTIS"));
  const [next] = await counter.paid({ member: "BPH-PAYS-1", number: "SMALL", services: [["71046", 9_500]] });
  expect(toldAll(next!)).toEqual([
    "1 SMALL 95.00 paid 29.60 patient 27.40",
    "71046 95.00 CO-45 38.00 PR-1 20.00 PR-2 7.40 paid 29.60",
    "PLB WO:BPH260302000001 80.00",
    "PLB FB:BPH000000002 -50.40",
    "Blue Peak Health pays 0.00 on 2026-03-22 under BPH000000002",
  ]);
  const [last] = await counter.paid(visit("BPH-PAYS-2", "ADA2"));
  expect(toldAll(last!).slice(-2)).toEqual(["PLB FB:BPH000000002 50.40", "Blue Peak Health pays 29.60 on 2026-04-01 under BPH000000003"]);
});

test("a replacement reverses what it replaces and is paid anew, under its own number", async () => {
  const counter = new Counter();
  const [first] = await counter.paid(visit("BPH-DENY16-2"));
  const denied = claimsOf(first!)[0]!.payerClaimControlNumber!;
  const [second] = await counter.paid(visit("BPH-DENY16-2", "ADA1B", { frequency: "7", replaces: denied }));
  expect(toldAll(second!)).toEqual([
    "22 ADA1 -225.00 paid 0.00 patient 0.00",
    "99213 -150.00 CO-16 -150.00 paid 0.00",
    "93000 -60.00 CO-16 -60.00 paid 0.00",
    "36415 -15.00 CO-16 -15.00 paid 0.00",
    "1 ADA1B 225.00 paid 80.00 patient 55.00",
    "99213 150.00 CO-45 60.00 PR-1 20.00 PR-2 11.00 PR-3 15.00 paid 44.00",
    "93000 60.00 CO-45 24.00 PR-2 7.20 paid 28.80",
    "36415 15.00 CO-45 6.00 PR-2 1.80 paid 7.20",
    "Blue Peak Health pays 80.00 on 2026-03-22 under BPH000000002",
  ]);
});

test("a void takes the payment back; what is missing is carried forward; the claim is then unknown", async () => {
  const counter = new Counter();
  await counter.paid(visit("BPH-PAYS-1"));
  const [voided] = await counter.paid(visit("BPH-PAYS-1", "ADA1V", { frequency: "8", replaces: "BPH260302000001" }));
  expect(toldAll(voided!).slice(0, 1)).toEqual(["22 ADA1 -225.00 paid -80.00 patient -55.00"]);
  expect(toldAll(voided!).slice(-2)).toEqual(["PLB FB:BPH000000002 -80.00", "Blue Peak Health pays 0.00 on 2026-03-22 under BPH000000002"]);
  counter.send(visit("BPH-PAYS-1", "ADA1W", { frequency: "7", replaces: "BPH260302000001" }));
  const [, , payer] = await counter.answers();
  expect(acknowledged(payer!.text)).toEqual(["PR ADA1W A3:478:PR"]);
  const [fresh] = await counter.paid(visit("BPH-PAYS-1", "ADA3"));
  expect(toldAll(fresh!)[0]).toBe("1 ADA3 225.00 paid 80.00 patient 55.00");
});

test("a claim whose money was recouped is replaced: the recoupment is given back, so that nothing is taken twice", async () => {
  const counter = new Counter();
  await counter.paid(visit("BPH-RECOUP-9", "CURTIS"));
  await counter.paid(visit("BPH-PAYS-1", "ADA1"));
  const [replaced] = await counter.paid(visit("BPH-RECOUP-9", "CURTIS2", { frequency: "7", replaces: "BPH260302000001" }));
  expect(toldAll(replaced!).slice(-2)).toEqual(["PLB WO:BPH260302000001 -80.00", "Blue Peak Health pays 80.00 on 2026-04-01 under BPH000000003"]);
});

test("a replacement that is sent before the original is paid comes a day after it", async () => {
  const counter = new Counter();
  counter.send(visit("BPH-PAYS-1"));
  await counter.answers();
  counter.send(visit("BPH-PAYS-1", "ADA1B", { frequency: "7", replaces: "BPH260302000001", services: [["99213", 15_000]] }));
  await counter.answers();
  const remittances = await counter.remittances(40);
  expect(remittances.map((each) => toldAll(each).at(-1))).toEqual(["Blue Peak Health pays 80.00 on 2026-03-12 under BPH000000001", "Blue Peak Health pays 0.00 on 2026-03-13 under BPH000000002"]);
  expect(remittances[1]!.providerAdjustments).toMatchObject([{ reasonCode: "FB", amount: -3_600n }]);
});

test("the same service again is a duplicate, line by line; what was denied may come again", async () => {
  const counter = new Counter();
  await counter.paid(visit("BPH-PAYS-1", "ADA1", { services: [["99213", 15_000]] }), visit("BPH-DENY97-2", "INES1"));
  const [again] = await counter.paid(visit("BPH-PAYS-1", "ADA2"), visit("BPH-DENY97-2", "INES2"));
  expect(
    claimsOf(again!)
      .flatMap(told)
      .filter((line) => !/^(93000|36415)/.test(line)),
  ).toEqual(["1 ADA2 225.00 paid 20.00 patient 25.00", "99213 150.00 OA-18 150.00 paid 0.00", "4 INES2 225.00 paid 0.00 patient 0.00", "99213 150.00 CO-97 150.00 paid 0.00"]);
  const [otherDay] = await counter.paid(visit("BPH-PAYS-1", "ADA3", { services: [["99213", 15_000, { on: "2026-02-28" }]] }));
  expect(toldAll(otherDay!)[0]).toBe("1 ADA3 150.00 paid 44.00 patient 46.00");
});

function other(payerSequence: string, payerId: string, member: string): Draft<OtherSubscriber> {
  return {
    payerSequence,
    relationshipCode: "18",
    benefitsAssignmentCode: "Y",
    releaseOfInformationCode: "Y",
    subscriber: { entityType: "person", name: "PARK", firstName: "ADA", identifierQualifier: "MI", identifier: member },
    payer: { entityType: "organization", name: "OTHER", identifierQualifier: "PI", identifier: payerId },
  };
}

function adjusted(groupCode: string, reasonCode: string, amount: number) {
  return { groupCode, reasonCode, amount: cents(amount) };
}

/** What Blue Peak does with the three services, as its remittance told it. */
function withPrimary(claim: Draft<ProfessionalClaim>): Draft<ProfessionalClaim> {
  const decided: [paid: number, ...adjustments: ReturnType<typeof adjusted>[]][] = [
    [4_400, adjusted("CO", "45", 6_000), adjusted("PR", "1", 2_000), adjusted("PR", "2", 1_100), adjusted("PR", "3", 1_500)],
    [2_880, adjusted("CO", "45", 2_400), adjusted("PR", "2", 720)],
    [720, adjusted("CO", "45", 600), adjusted("PR", "2", 180)],
  ];
  return {
    ...claim,
    otherSubscribers: [{ ...other("P", "BPH01", "BPH-PAYS-1"), payerPaidAmount: cents(8_000) }],
    lines: claim.lines!.map((line, index): (typeof claim.lines & object)[number] => {
      const [paid, ...adjustments] = decided[index]!;
      const adjudication: Draft<LineAdjudication> = {
        payerIdentifier: "BPH01",
        paidAmount: cents(paid),
        procedure: line.procedure,
        paidQuantity: "1",
        adjustments,
        adjudicationDate: plainDate("2026-03-01"),
      };
      return { ...line, adjudications: [adjudication] };
    }),
  };
}
