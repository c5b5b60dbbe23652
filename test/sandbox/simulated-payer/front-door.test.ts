import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { claimsOf, readClaimAcknowledgements, readImplementationAcknowledgements, readInterchangeAcknowledgements, type Draft, type ProfessionalClaim } from "../../../src/edi";
import { startSimulatedPayer } from "../../../src/sandbox/simulated-payer";
import { cents, plainDate } from "../../../src/vocabulary";
import { acknowledged, claimsText, Counter, syntax, THREE, told, type Visit } from "./counter";

const visit = (member: string, number = "ADA1", more: Partial<Visit> = {}): Visit => ({ member, number, services: THREE, ...more });
const kinds = (files: readonly { kind: string }[]) => files.map(({ kind }) => kind);

test("a claim is acknowledged at once: 999, then the clearinghouse's and the payer's 277CA", async () => {
  const counter = new Counter();
  counter.send(visit("BPH-PAYS-1"), visit("ACM-PAYS-1", "BO1", { patient: "BO" }));
  const files = await counter.answers();
  expect(kinds(files)).toEqual(["999", "277", "277", "277"]);
  expect(syntax(files[0]!.text)).toEqual(["group A", "set A"]);
  expect(acknowledged(files[1]!.text)).toEqual(["AY ADA1 A1:19:AY", "AY BO1 A1:19:AY"]);
  expect(acknowledged(files[2]!.text)).toEqual(["PR ADA1 A2:20:PR BPH260302000001"]);
  expect(acknowledged(files[3]!.text)).toEqual(["PR BO1 A2:20:PR ACM260302000002"]);
  expect(counter.outbound()).toEqual([]);
  expect(await counter.answers(9)).toEqual([]);
  expect(kinds(await counter.answers(1))).toEqual(["835", "835"]);
});

test("answers name what they answer: group, batch, sender and receiver the other way round", async () => {
  const counter = new Counter();
  counter.sendText(claimsText([visit("BPH-PAYS-1")], 77));
  const [file999, file277] = await counter.answers();
  const implementation = readImplementationAcknowledgements(file999!.text);
  expect(implementation.transactions[0]!.content).toMatchObject({ functionalIdentifierCode: "HC", groupControlNumber: "77", versionCode: "005010X222A1", acceptedCount: 1 });
  expect(implementation.interchanges[0]).toMatchObject({ senderId: "SANDBOXCH", receiverId: "FRB001", usage: "T", controlNumber: "000000001" });
  const { content } = readClaimAcknowledgements(file277!.text).transactions[0]!;
  expect(content.sources[0]).toMatchObject({
    source: { role: "AY", name: "Sandbox Clearinghouse" },
    receivers: [{ batchReferenceId: "BATCH1", acceptedCount: "1", acceptedAmount: 22_500n, receiver: { identifier: "FRB001" } }],
  });
});

test.each([
  ["REJECT", visit("BPH-REJECT-5"), ["AY ADA1 A7:164:IL"]],
  ["a payer nobody knows", visit("BPH-PAYS-1", "ADA1", { payerId: "NOBODY" }), ["AY ADA1 A3:116"]],
  ["a total that is not the sum of its lines", visit("BPH-PAYS-1", "ADA1", { total: 22_501 }), ["AY ADA1 A7:400"]],
  ["a service in the future", visit("BPH-PAYS-1", "ADA1", { services: [["99213", 15_000, { on: "2026-03-04" }]] }), ["AY ADA1 A7:187"]],
  [
    "a rendering provider's NPI with a wrong check digit",
    visit("BPH-PAYS-1", "ADA1", { change: (claim) => ({ ...claim, renderingProvider: { entityType: "person", name: "VOSS", identifierQualifier: "XX", identifier: "1444444440" } }) }),
    ["AY ADA1 A7:562:82"],
  ],
  ["a diagnosis pointer that points at nothing", visit("BPH-PAYS-1", "ADA1", { change: pointAt(2) }), ["AY ADA1 A7:477"]],
  ["a replacement without the number of what it replaces", visit("BPH-PAYS-1", "ADA1", { frequency: "7" }), ["AY ADA1 A6:478:PR"]],
])("the clearinghouse rejects %s, and the payer never hears of it", async (_what, rejected, expected) => {
  const counter = new Counter();
  counter.send(rejected);
  const files = await counter.answers();
  expect(kinds(files)).toEqual(["999", "277"]);
  expect(acknowledged(files[1]!.text)).toEqual(expected);
  expect(await counter.answers(60)).toEqual([]);
});

test.each([
  ["a member that it does not know", visit("BPH-NOBODY-1"), ["PR ADA1 A3:33:IL"]],
  ["a member id of another payer", visit("ACM-PAYS-1", "ADA1", { payerId: "BPH01" }), ["PR ADA1 A3:33:IL"]],
  ["a member id without a prefix", visit("W123456789"), ["PR ADA1 A3:33:IL"]],
  ["a secondary claim that does not tell what the primary did", visit("ACM-PAYS-1", "ADA1", { sequence: "S" }), ["PR ADA1 A6:286"]],
  ["a secondary claim whose figures of the primary do not balance", visit("ACM-PAYS-1", "ADA1", { sequence: "S", change: withWrongPrimary }), ["PR ADA1 A7:690"]],
  ["a replacement of a claim that it does not have", visit("BPH-PAYS-1", "ADA1", { frequency: "7", replaces: "BPH999" }), ["PR ADA1 A3:478:PR"]],
  ["a replacement, when it takes none", visit("MCR-PAYS-1", "ADA1", { frequency: "7", replaces: "MCR999" }), ["PR ADA1 A3:535"]],
])("the payer rejects %s", async (_what, rejected, expected) => {
  const counter = new Counter();
  counter.send(rejected);
  const files = await counter.answers();
  expect(kinds(files)).toEqual(["999", "277", "277"]);
  expect(acknowledged(files[1]!.text)).toEqual(["AY ADA1 A1:19:AY"]);
  expect(acknowledged(files[2]!.text)).toEqual(expected);
  expect(await counter.answers(60)).toEqual([]);
});

test("one of two is rejected, the other is paid; the totals of the 277CA tell both", async () => {
  const counter = new Counter();
  counter.send(visit("BPH-REJECT-5", "DES1", { services: [["99213", 15_000]] }), visit("BPH-PAYS-1"));
  const [, clearinghouse] = await counter.answers();
  const { content } = readClaimAcknowledgements(clearinghouse!.text).transactions[0]!;
  expect(content.sources[0]!.receivers[0]).toMatchObject({ acceptedCount: "1", acceptedAmount: 22_500n, rejectedCount: "1", rejectedAmount: 15_000n });
  const [remittance] = await counter.remittances(10);
  expect(claimsOf(remittance!).map((claim) => told(claim)[0])).toEqual(["1 ADA1 225.00 paid 80.00 patient 55.00"]);
});

test("BADFILE: the 999 rejects the set and names the claim; the others in it are not taken in either", async () => {
  const counter = new Counter();
  counter.send(visit("BPH-PAYS-1"), visit("BPH-BADFILE-1", "BAD1"));
  const files = await counter.answers();
  expect(kinds(files)).toEqual(["999"]);
  expect(syntax(files[0]!.text)).toEqual(["group R", "set R 5", "CLM 8 CLM01=BAD1"]);
  expect(await counter.answers(60)).toEqual([]);
});

test("a broken transaction set is rejected with the place and the element", async () => {
  const counter = new Counter();
  counter.sendText(claimsText([visit("BPH-PAYS-1")], 1).replace("D8*19610412", "D8*19611312"));
  const [file] = await counter.answers();
  const [segment] = readImplementationAcknowledgements(file!.text).transactions[0]!.content.responses[0]!.segmentErrors;
  expect(segment).toMatchObject({ segmentId: "DMG", errorCode: "8", elementErrors: [{ elementPosition: 2, errorCode: "8" }] });
  counter.sendText(claimsText([visit("BPH-PAYS-1")], 2).replace(/SE\*\d+\*/, "SE*3*"));
  expect(syntax((await counter.answers())[0]!.text)).toEqual(["group R", "set R 4"]);
});

test.each([
  ["a production file", (text: string) => text.replace("*T*:", "*P*:"), "020"],
  ["a file that is cut off", (text: string) => text.replace(/GE\*.*$/s, ""), "023"],
  ["trailer and header with different numbers", (text: string) => text.replace("IEA*1*000000001", "IEA*1*000000009"), "001"],
])("%s is turned away with a TA1, and nothing of it is taken in", async (_what, damage, note) => {
  const counter = new Counter();
  const damaged = damage(claimsText([visit("BPH-PAYS-1")], 1));
  expect(damaged).not.toBe(claimsText([visit("BPH-PAYS-1")], 1));
  counter.sendText(damaged);
  const files = await counter.answers();
  expect(kinds(files)).toEqual(["ta1"]);
  expect(readInterchangeAcknowledgements(files[0]!.text).acknowledgements).toMatchObject([{ interchangeControlNumber: "000000001", statusCode: "R", noteCode: note }]);
  expect(await counter.answers(60)).toEqual([]);
});

test("the same interchange number under another name is turned away; the same file under the same name is put aside", async () => {
  const counter = new Counter();
  counter.sendText(claimsText([visit("BPH-PAYS-1")], 5), "first.837");
  await counter.answers();
  counter.sendText(claimsText([visit("BPH-PAYS-1")], 5), "first.837");
  expect(await counter.answers()).toEqual([]);
  expect(counter.outbound()).toEqual([]);
  counter.sendText(claimsText([visit("BPH-PAYS-2", "OTHER")], 5), "second.837");
  const [turnedAway] = await counter.answers();
  expect(readInterchangeAcknowledgements(turnedAway!.text).acknowledgements).toMatchObject([{ statusCode: "R", noteCode: "025" }]);
});

test("what is no X12 is put aside without an answer, and hinders nothing", async () => {
  const counter = new Counter();
  counter.sendText("Dear payer, please pay.", "a.837");
  counter.sendText("", "b.837");
  counter.send(visit("BPH-PAYS-1"));
  expect(kinds(await counter.answers())).toEqual(["999", "277", "277"]);
  expect(counter.outbound()).toEqual([]);
});

test("a restart loses nothing: payments, reversals, numbers", async () => {
  const counter = new Counter();
  counter.send(visit("BPH-REVERSE-8"));
  await counter.answers();
  await counter.restart();
  const [paid] = await counter.remittances(10);
  expect(claimsOf(paid!).map((claim) => told(claim)[0])).toEqual(["1 ADA1 225.00 paid 80.00 patient 55.00"]);
  await counter.restart();
  const [corrected] = await counter.remittances(14);
  expect(corrected!.trace.number).toBe("BPH000000002");
  expect(claimsOf(corrected!).map((claim) => told(claim)[0])).toEqual(["22 ADA1 -225.00 paid -80.00 patient -55.00", "1 ADA1 225.00 paid 98.00 patient 59.50"]);
  await counter.restart();
  expect(await counter.answers(100)).toEqual([]);
});

test("a crash between deciding and writing: the answers that were owed are written once more, nothing is decided twice", async () => {
  const counter = new Counter();
  counter.send(visit("BPH-PAYS-1"));
  const files = await counter.answers();
  await counter.payer.stop();
  const memory = JSON.parse(readFileSync(counter.statePath, "utf8"));
  memory.outbox = [{ name: "00000003.277", text: files[2]!.text }];
  writeFileSync(counter.statePath, JSON.stringify(memory));
  await counter.restart();
  expect(await counter.payer.answer()).toBe(1);
  expect(readFileSync(path.join(counter.directory, "inbound/00000003.277"), "utf8")).toBe(files[2]!.text);
  expect(readdirSync(path.join(counter.directory, "inbound"))).toHaveLength(3);
  expect(await counter.remittances(10)).toHaveLength(1);
});

test("a long jump of the clock brings each day's remittances, in order and with their own dates", async () => {
  const counter = new Counter();
  counter.send(visit("BPH-REVERSE-8", "L1"), visit("BPH-CROSS-7", "H1", { patient: "HENRIK" }));
  await counter.answers();
  const remittances = await counter.remittances(300);
  expect(remittances.map(({ paymentDate, payer, paymentAmount }) => [paymentDate, payer.name, paymentAmount])).toEqual([
    ["2026-03-12", "Blue Peak Health", 16_000n],
    ["2026-03-19", "Acorn Mutual", 4_400n],
    ["2026-03-26", "Blue Peak Health", 1_800n],
  ]);
});

test("files that it wrote of its own accord are told when it is asked", async () => {
  const counter = new Counter();
  counter.send(visit("BPH-PAYS-1"));
  const eager = startSimulatedPayer({ directory: counter.directory, now: () => new Date("2026-03-02T19:00:00Z"), answerEveryMilliseconds: 5 });
  while (counter.outbound().length > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(await eager.answer()).toBe(3);
  expect(await eager.answer()).toBe(0);
  await eager.stop();
});

test("what it says to its log names no patient", async () => {
  const counter = new Counter();
  counter.send(visit("BPH-PAYS-1"));
  await counter.answers(0);
  await counter.answers(10);
  expect(counter.said).toEqual(["c0001.837 holds 1 transaction sets, of which 1 were accepted, with 1 claims.", "1 remittances fell due."]);
});

function pointAt(pointer: number) {
  return (claim: Draft<ProfessionalClaim>): Draft<ProfessionalClaim> => ({ ...claim, lines: claim.lines!.map((line) => ({ ...line, diagnosisPointers: [pointer] })) });
}

function withWrongPrimary(claim: Draft<ProfessionalClaim>): Draft<ProfessionalClaim> {
  return {
    ...claim,
    otherSubscribers: [
      {
        payerSequence: "P",
        relationshipCode: "18",
        payerPaidAmount: cents(8_000),
        adjustments: [{ groupCode: "PR", reasonCode: "2", amount: cents(14_499) }],
        subscriber: { entityType: "person", name: "PARK", identifierQualifier: "MI", identifier: "BPH-PAYS-1" },
        payer: { entityType: "organization", name: "BLUE PEAK", identifierQualifier: "PI", identifier: "BPH01", adjudicationDate: plainDate("2026-03-02") },
      },
    ],
  };
}
