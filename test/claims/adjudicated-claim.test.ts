import { cents, plainDate } from "../../src/vocabulary";
import { nextResponsible, openNextPayer, recordAdjudication, reverseAdjudication, Claim, ClaimLine } from "../../src/claims";
import { postJournal } from "../../src/ledger";
import { load } from "../../src/platform/work/guards";
import { a277 } from "./acknowledgement-files";
import { openClaimsOffice, type ClaimsOffice } from "./office-with-claims";
import { uuid, storiesOf } from "./stories";

let office: ClaimsOffice;
beforeAll(async () => {
  office = await openClaimsOffice();
});
afterAll(() => office.close());

const { submit, state, events, arrive, partly } = storiesOf(() => office);

test("after the primary's decision the secondary is sent what it said; the patient is next after that", async () => {
  const { id } = await office.claimOf();
  await submit(id);
  await office.drain();
  const work = office.work();
  await recordAdjudication(work, await partly(id));
  expect(await state(id)).toMatchObject({
    submissionStatus: "ADJUDICATED",
    nextActionOwner: "BILLER",
    payers: [
      { adjudication: "PARTIAL", payerClaimControlNumber: "BPH777" },
      { adjudication: "NONE", forwarded: false },
    ],
  });
  const opened = await work.atomically(async () => openNextPayer(work, await load(work, Claim, uuid(id), { lock: true })));
  expect(opened).toBe(2);
  expect(await state(id)).toMatchObject({ workflow: "READY", currentSequence: 2, submissionStatus: null });
  const { submission } = await submit(id);
  for (const segment of ["SBR*S*18*******CI", "AMT*D*140", "SVD*BPH01*100*HC:99213:25**1", "CAS*CO*45*30", "CAS*PR*2*20", "DTP*573*D8*20261116", "REF*F8*BPH777"])
    expect(submission.x12).toContain(`${segment}~`);
  const claim = await load(work, Claim, uuid(id));
  expect(await nextResponsible(work, claim, 1)).toEqual({ kind: "payer", sequence: 2, payerId: office.cast.acornMutual, forwarded: false });
  expect(await nextResponsible(work, claim, 2)).toEqual({ kind: "patient", guarantorId: claim.guarantorId });
  expect((await events("claim.paid")).at(-1)).toEqual({ id: uuid(id), payerSequence: 1, outcome: "PARTIAL", paidCents: 14_000 });
  const seen = await office.as("ben").run(`query ($id: ID!) { claim(id: $id) { adjudications { payerSequence outcome paidCents forwarded adjudicatedOn payer { name } } } }`, { id });
  expect(seen.data.claim.adjudications).toEqual([{ payerSequence: 1, outcome: "PARTIAL", paidCents: 14_000, forwarded: false, adjudicatedOn: "2026-11-16", payer: { name: "Blue Peak Health" } }]);
});

test("a claim that the primary forwarded is not sent by us", async () => {
  const { id } = await office.claimOf();
  await submit(id);
  const work = office.work();
  await recordAdjudication(work, await partly(id, true));
  await work.atomically(async () => openNextPayer(work, await load(work, Claim, uuid(id), { lock: true })));
  expect(await state(id)).toMatchObject({ currentSequence: 2, nextActionOwner: "PAYER", submissionStatus: null, payers: [{}, { forwarded: true }] });
  expect((await submit(id)).userErrors).toEqual([{ code: "CLAIM_FORWARDED", path: ["claimId"] }]);
});

test("a payer that pays a part and refuses a part is said to have denied, not to have paid", async () => {
  const { id } = await office.claimOf();
  await submit(id);
  const before = (await events("claim.paid")).length;
  const said = await partly(id);
  await recordAdjudication(office.work(), { ...said, denied: { reasonCodes: ["97"], amountCents: cents(6_000) } });
  expect((await events("claim.denied")).at(-1)).toEqual({ id: uuid(id), payerSequence: 1, reasonCodes: ["97"], amountCents: 6_000 });
  expect([(await events("claim.paid")).length, (await state(id)).nextActionOwner]).toEqual([before, "BILLER"]);
});

test("a denied claim is corrected as a replacement with the payer's number; a payer that takes none refuses it", async () => {
  const { id } = await office.claimOf();
  await submit(id);
  const CORRECT = `mutation ($input: ClaimCorrectInput!) { claimCorrect(input: $input) { claim { workflow revision } userErrors { code path } } }`;
  expect((await office.act(CORRECT, { input: { claimId: id, reason: "too soon" } })).claimCorrect).toEqual({ claim: null, userErrors: [{ code: "CLAIM_ALREADY_SENT", path: ["claimId"] }] });
  const said = await partly(id);
  const denial = [{ groupCode: "CO", reasonCode: "16", amountCents: cents(15_000) }];
  const work = office.work();
  await recordAdjudication(work, {
    ...said,
    outcome: "DENIED",
    cob: {
      ...said.cob,
      paidCents: cents(0),
      lines: [
        { ...said.cob.lines[0]!, paidCents: cents(0), adjustments: denial },
        { ...said.cob.lines[1]!, paidCents: cents(0), adjustments: [{ groupCode: "CO", reasonCode: "16", amountCents: cents(6_000) }] },
      ],
    },
  });
  expect(await state(id)).toMatchObject({ nextActionOwner: "BILLER", insurerOwesCents: 21_000, payers: [{ adjudication: "DENIED" }, {}] });
  expect((await events("claim.denied")).at(-1)).toEqual({ id: uuid(id), payerSequence: 1, reasonCodes: ["16"], amountCents: 21_000 });
  expect((await office.act(CORRECT, { input: { claimId: id, reason: "authorisation was missing", priorAuthorizationNumber: "PA9" } })).claimCorrect).toEqual({
    claim: { workflow: "READY", revision: 2 },
    userErrors: [],
  });
  const { submission } = await submit(id);
  expect(submission).toMatchObject({ frequency: "7", replacesPayerControlNumber: "BPH777" });
  for (const segment of ["REF*G1*PA9", "REF*F8*BPH777"]) expect(submission.x12).toContain(`${segment}~`);
  expect((await state(id)).submissions.map((each: { frequency: string }) => each.frequency)).toEqual(["7", "1"]);
  await office.owner("update payer set takes_replacements = false where id = $1", [office.cast.bluePeak]);
  await recordAdjudication(office.work(), { ...said, outcome: "DENIED" });
  expect((await office.act(CORRECT, { input: { claimId: id, reason: "again" } })).claimCorrect.userErrors).toEqual([{ code: "PAYER_TAKES_NO_REPLACEMENTS", path: ["claimId"] }]);
  await office.owner("update payer set takes_replacements = true where id = $1", [office.cast.bluePeak]);
});

test("a payer takes back its decision: the claim waits for the correction, which moves it again", async () => {
  const { id } = await office.claimOf();
  await submit(id);
  const said = await partly(id);
  await recordAdjudication(office.work(), said);
  await reverseAdjudication(office.work(), { claimId: uuid(id), payerSequence: 1, reason: "CLP02 22" });
  expect(await state(id)).toMatchObject({ submissionStatus: "REVERSED", nextActionOwner: "PAYER", payers: [{ adjudication: "REVERSED_AWAITING_CORRECTION" }, {}] });
  expect((await events("claim.reversed")).at(-1)).toEqual({ id: uuid(id), payerSequence: 1 });
  await expect(reverseAdjudication(office.work(), { claimId: uuid(id), payerSequence: 1, reason: "twice" })).rejects.toMatchObject({ code: "MOVE_NOT_ALLOWED" });
  await recordAdjudication(office.work(), { ...said, outcome: "PAID" });
  expect(await state(id)).toMatchObject({ submissionStatus: "ADJUDICATED", payers: [{ adjudication: "PAID" }, {}] });
});

test("a void goes to the payer with its number; the book changes only when it confirms", async () => {
  const { id } = await office.claimOf();
  const VOID = `mutation ($input: ClaimReasonInput!) { claimVoidWithPayer(input: $input) { claim { insurerOwesCents workflow } submission { frequency patientControlNumber x12 } userErrors { code path } } }`;
  const { submission } = await submit(id);
  await office.drain();
  expect((await office.act(VOID, { input: { claimId: id, reason: "wrong patient" } })).claimVoidWithPayer.userErrors).toEqual([{ code: "PAYER_HAS_NOT_ACCEPTED", path: ["claimId"] }]);
  const plain = await office.act(`mutation ($input: ClaimReasonInput!) { claimVoid(input: $input) { userErrors { code } } }`, { input: { claimId: id, reason: "x" } });
  expect(plain.claimVoid.userErrors).toEqual([{ code: "CLAIM_NOT_VOIDABLE" }]);
  await arrive(a277("PR", [{ controlNumber: submission.patientControlNumber, category: "A2", payerNumber: "BPH55" }]));
  const asked = (await office.act(VOID, { input: { claimId: id, reason: "wrong patient" } })).claimVoidWithPayer;
  expect(asked).toMatchObject({ claim: { insurerOwesCents: 21_000 }, submission: { frequency: "8" }, userErrors: [] });
  expect(asked.submission.x12).toContain("REF*F8*BPH55~");
  expect(asked.submission.x12).toContain(":B:8*");
  await office.drain();
  await arrive(a277("PR", [{ controlNumber: asked.submission.patientControlNumber, category: "A2", payerNumber: "BPH56" }]));
  expect(await state(id)).toMatchObject({ workflow: "CLOSED", insurerOwesCents: 0, nextActionOwner: "NONE" });
  expect((await office.as("ben").run(`query ($id: ID!) { ledgerHealth(practiceId: $id) { ok } }`, { id: office.id("riverside") })).data.ledgerHealth.ok).toBe(true);
});

test("a void of a paid claim waits for the payer's reversal", async () => {
  const { id } = await office.claimOf();
  const { submission } = await submit(id);
  await office.drain();
  await arrive(a277("PR", [{ controlNumber: submission.patientControlNumber, category: "A2", payerNumber: "BPH60" }]));
  await recordAdjudication(office.work(), await partly(id));
  const asked = (
    await office.act(`mutation ($input: ClaimReasonInput!) { claimVoidWithPayer(input: $input) { submission { patientControlNumber } userErrors { code } } }`, {
      input: { claimId: id, reason: "billed twice" },
    })
  ).claimVoidWithPayer;
  await office.drain();
  await arrive(a277("PR", [{ controlNumber: asked.submission.patientControlNumber, category: "A2" }]));
  expect((await state(id)).workflow).toBe("READY");
  await reverseAdjudication(office.work(), { claimId: uuid(id), payerSequence: 1, reason: "CLP02 22" });
  expect(await state(id)).toMatchObject({ workflow: "CLOSED", insurerOwesCents: 0 });
});

test("a claim on which nobody owes anything is closed, and opened again when a payer decides anew", async () => {
  const { id } = await office.claimOf();
  await submit(id);
  const work = office.work();
  const claim = await load(work, Claim, uuid(id));
  const lines = await work.em.find(ClaimLine, { claimId: uuid(id) });
  await work.atomically(() =>
    postJournal(work, {
      practiceId: claim.practiceId,
      kind: "test-settlement",
      sourceId: claim.id,
      effectiveOn: plainDate("2026-11-23"),
      entries: lines.flatMap((line) => [
        { account: "RECEIVABLE_INSURER" as const, amount: cents(-line.chargeCents), serviceLineId: line.chargeId, claimId: claim.id, payerSequence: 1, patientId: claim.patientId },
        { account: "COURTESY_DISCOUNT" as const, amount: line.chargeCents, serviceLineId: line.chargeId, claimId: claim.id, patientId: claim.patientId },
      ]),
    }),
  );
  await office.office.jobs.tick();
  expect(await state(id)).toMatchObject({ workflow: "CLOSED", nextActionOwner: "NONE", insurerOwesCents: 0 });
  const visits = await office.as("ben").run(`query ($id: ID!) { claim(id: $id) { lines { claim { id } charge { claimLines { arOwner } } } } }`, { id });
  expect(visits.data.claim.lines).toEqual([
    { claim: { id }, charge: { claimLines: [{ arOwner: "NONE" }] } },
    { claim: { id }, charge: { claimLines: [{ arOwner: "NONE" }] } },
  ]);
  await recordAdjudication(office.work(), await partly(id));
  expect((await state(id)).workflow).toBe("DRAFT");
});
