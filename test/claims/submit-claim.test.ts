import { readProfessionalClaims, professionalClaimsOf } from "../../src/edi";
import { cents, plainDate } from "../../src/vocabulary";
import { findSubmissionByControlNumber, nextResponsible, openNextPayer, recordAdjudication, reverseAdjudication, Claim, ClaimLine } from "../../src/claims";
import { postJournal } from "../../src/ledger";
import { fromTypeId } from "../../src/platform/database/ids";
import { load } from "../../src/platform/work/guards";
import { a277, a999, ta1 } from "./acknowledgement-files";
import { openClaimsOffice, SUBMIT, type ClaimsOffice } from "./office-with-claims";

let office: ClaimsOffice;
beforeAll(async () => {
  office = await openClaimsOffice();
});
afterAll(() => office.close());

const uuid = (id: string) => fromTypeId("clm", id)!;
const submit = async (claimId: string) => (await office.act(SUBMIT, { input: { claimId } })).claimSubmit;
const STATE = `query ($id: ID!) { claim(id: $id) { workflow submissionStatus nextActionOwner currentSequence revision insurerOwesCents payers { sequence adjudication payerClaimControlNumber forwarded } submissions { status frequency patientControlNumber statusCodes { source code detail } payerReceivedOn payerClaimControlNumber } history { axis move fromState toState payerSequence } } }`;
const state = async (id: string) => (await office.as("ben").run(STATE, { id })).data.claim;
const events = async (type: string) => (await office.owner("select aggregate_id, data from event where type = $1 order by recorded_at, id", [type])).map((row) => ({ id: row.aggregate_id, ...(row.data as object) }));
let names = 0;
/** The other side puts a file into the mailbox; the minute passes; the queue runs. */
const arrive = async (...files: Buffer[]) => {
  for (const bytes of files) office.mailbox.waiting.set(`file-${String(++names).padStart(4, "0")}.txt`, bytes);
  await office.office.jobs.tick();
  await office.drain();
};
const files = async (filter: object = {}) => (await office.as("ben").run(`query ($f: InboundFileFilter) { inboundFiles(first: 100, filter: $f, orderBy: RECEIVED_AT_DESC) { nodes { id name kind status reason source sizeBytes } } }`, { f: filter })).data.inboundFiles.nodes;
const lastFile = async () => (await files())[0];
const controlOf = (text: string) => ({ group: Number(/~GS\*(?:[^*]*\*){5}(\d+)/.exec(text)![1]), transactions: [...text.matchAll(/~ST\*837\*(\d+)/g)].map((match) => match[1]!) });

/** What Blue Peak decides on Ada's usual claim: 210.00 = 140.00 paid + 42.00 contractual + 28.00 coinsurance. */
const partly = async (claimId: string, forwarded = false) => {
  const lines = await office.work().em.find(ClaimLine, { claimId: uuid(claimId) }, { orderBy: { lineNumber: "asc" } });
  const said = (index: number, paid: number, contractual: number, left: number) => ({
    chargeId: lines[index]!.chargeId,
    paidCents: cents(paid),
    procedureCode: lines[index]!.procedureCode,
    modifiers: lines[index]!.modifiers,
    paidQuantity: "1",
    adjustments: [{ groupCode: "CO", reasonCode: "45", amountCents: cents(contractual) }, { groupCode: "PR", reasonCode: "2", amountCents: cents(left) }],
  });
  return { claimId: uuid(claimId), payerSequence: 1, outcome: "PARTIAL" as const, payerClaimControlNumber: "BPH777", forwarded, cob: { paidCents: cents(14_000), adjustments: [], lines: [said(0, 10_000, 3_000, 2_000), said(1, 4_000, 1_200, 800)], adjudicatedOn: plainDate("2026-11-16") } };
};

test("a ready claim is frozen, sent by the queue, and its own text shows nothing of others", async () => {
  const { id } = await office.claimOf();
  const scrubbed = await office.act(`mutation ($input: ClaimScrubInput!) { claimScrub(input: $input) { claim { workflow findings { ruleId } scrubbedAt } userErrors { code } } }`, { input: { claimId: id } });
  expect(scrubbed.claimScrub).toEqual({ claim: { workflow: "READY", findings: [], scrubbedAt: expect.any(String) }, userErrors: [] });
  const sentBefore = office.mailbox.sent.length;
  const answer = await submit(id);
  expect(answer).toEqual({
    claim: { id, workflow: "READY", submissionStatus: "QUEUED", nextActionOwner: "PAYER" },
    submission: { id: expect.stringMatching(/^sub_/), frequency: "1", patientControlNumber: expect.stringMatching(/^P\d{7}$/), replacesPayerControlNumber: null, status: "QUEUED", x12: expect.stringMatching(/^ST\*837\*0001\*.*SE\*\d+\*0001~$/) },
    userErrors: [],
  });
  expect(office.mailbox.sent.length).toBe(sentBefore);
  await office.drain();
  const sent = office.mailbox.sent.at(-1)!;
  expect(sent.name).toMatch(/^FRONTRANGE-\d{9}\.837$/);
  const { transactions, problems } = readProfessionalClaims(sent.text);
  expect(problems).toEqual([]);
  const [{ claim, subscriber }] = professionalClaimsOf(transactions[0]!.content) as never as [{ claim: { patientControlNumber: string; chargeAmount: bigint; otherSubscribers: unknown[] }; subscriber: { person: { identifier: string } } }];
  expect([claim.patientControlNumber, claim.chargeAmount, claim.otherSubscribers.length, subscriber.person.identifier]).toEqual([answer.submission.patientControlNumber, 21_000n, 1, "BPH-PAYS-001"]);
  expect((await state(id)).submissionStatus).toBe("SENT");
  const work = office.work();
  expect((await findSubmissionByControlNumber(work, answer.submission.patientControlNumber.toLowerCase()))!.claim.id).toBe(uuid(id));
  expect(await findSubmissionByControlNumber(work, "P1")).toBeNull();

  const again = await submit(id);
  expect(again).toEqual({ claim: null, submission: null, userErrors: [{ code: "CLAIM_ALREADY_SENT", path: ["claimId"] }] });
  expect((await events("claim.submitted")).filter((event) => event.id === uuid(id))).toEqual([{ id: uuid(id), payerSequence: 1, submissionId: expect.any(String), frequency: "1" }]);
});

test("one key submits once, and a submission without a key is refused", async () => {
  const { id } = await office.claimOf();
  const before = office.mailbox.sent.length;
  const once = () => office.as("ben").run(SUBMIT, { input: { claimId: id } }, { "idempotency-key": "submit-once" });
  const [first, second] = [await once(), await once()];
  expect(second.data.claimSubmit.submission.id).toBe(first.data.claimSubmit.submission.id);
  await office.drain();
  expect(office.mailbox.sent.length).toBe(before + 1);
  const bare = await office.as("ben").run(SUBMIT, { input: { claimId: id } });
  expect(bare.errors![0]!.extensions.code).toBe("BAD_USER_INPUT");
});

test("a claim with errors is refused with all of them, and nothing changes", async () => {
  const { id } = await office.claimOf({ placeOfService: "21", locationId: office.id("hospital"), charges: [{ procedureCode: "64999", diagnosisPointers: [1], chargeCents: 10_000 }] });
  const before = await state(id);
  const answer = await submit(id);
  expect(answer.userErrors).toEqual([{ code: "CLAIM_NOT_READY", path: ["claimId"], findings: [
    { ruleId: "admission-missing", severity: "ERROR", path: ["admittedOn"] },
    { ruleId: "line-description-missing", severity: "ERROR", path: ["lines", "0", "description"] },
  ] }]);
  expect(await state(id)).toEqual(before);
  const scrubbed = await office.act(`mutation ($input: ClaimScrubInput!) { claimScrub(input: $input) { claim { workflow } } }`, { input: { claimId: id } }, "cora");
  expect(scrubbed.claimScrub.claim.workflow).toBe("SCRUB_FAILED");
  expect((await events("claim.scrub_failed")).at(-1)).toEqual({ id: uuid(id), ruleIds: ["admission-missing", "line-description-missing"] });
  const corrected = await office.act(`mutation ($input: ClaimCorrectInput!) { claimCorrect(input: $input) { claim { workflow revision findings { ruleId } } userErrors { code path } } }`, {
    input: { claimId: id, reason: "described", placeOfService: "22", lines: [{ lineNumber: 1, description: "Nerve ablation" }] },
  });
  expect(corrected.claimCorrect).toEqual({ claim: { workflow: "READY", revision: 1, findings: [] }, userErrors: [] });
});

test("999, clearinghouse and payer acknowledgements move the submission on evidence, in any order, each once", async () => {
  const { id } = await office.claimOf();
  const { submission } = await submit(id);
  await office.drain();
  const { group, transactions } = controlOf(office.mailbox.sent.at(-1)!.text);
  const accepted = a999(group, [{ transaction: transactions[0]!, accepted: true }]);
  await arrive(accepted);
  expect((await state(id)).submissionStatus).toBe("ACK_999_ACCEPTED");
  expect(await lastFile()).toMatchObject({ kind: "A_999", status: "PROCESSED", reason: "1 acknowledged.", source: "CLEARINGHOUSE" });
  const before = (await files()).length;
  await arrive(accepted);
  expect((await files()).length).toBe(before);
  expect(office.mailbox.waiting.size).toBe(0);
  await arrive(a277("PR", [{ controlNumber: submission.patientControlNumber, category: "A2", payerNumber: "BPH2026A" }]), a277("AY", [{ controlNumber: submission.patientControlNumber, category: "A1" }]));
  const now = await state(id);
  expect(now).toMatchObject({ submissionStatus: "PAYER_ACCEPTED", nextActionOwner: "PAYER", payers: [{ payerClaimControlNumber: "BPH2026A" }, {}] });
  expect(now.submissions[0]).toMatchObject({ status: "PAYER_ACCEPTED", payerReceivedOn: "2026-11-23", payerClaimControlNumber: "BPH2026A", statusCodes: [{ source: "277CA", code: "A2:20", detail: null }] });
  expect(now.history.filter((step: { axis: string }) => step.axis === "SUBMISSION").map((step: { toState: string }) => step.toState)).toEqual(["QUEUED", "SENT", "ACK_999_ACCEPTED", "PAYER_ACCEPTED"]);
  expect((await events("claim.accepted")).at(-1)).toMatchObject({ id: uuid(id), payerSequence: 1 });
});

test("a rejection gives the claim back to the biller with its codes and no PHI; the next sending is an original again", async () => {
  const { id } = await office.claimOf();
  const { submission } = await submit(id);
  await office.drain();
  const { group, transactions } = controlOf(office.mailbox.sent.at(-1)!.text);
  await arrive(a999(group, [{ transaction: transactions[0]!, accepted: false }]));
  const rejected = await state(id);
  expect(rejected).toMatchObject({ submissionStatus: "ACK_999_REJECTED", nextActionOwner: "BILLER" });
  expect(rejected.submissions[0].statusCodes.map((each: { code: string }) => each.code)).toEqual(["IK5-5", "IK3-8", "IK4-7"]);
  expect(JSON.stringify(await events("claim.rejected"))).not.toContain("PARK");
  expect((await events("claim.rejected")).at(-1)).toEqual({ id: uuid(id), payerSequence: 1, submissionId: expect.any(String), status: "ACK_999_REJECTED", codes: ["IK5-5", "IK3-8", "IK4-7"] });
  const again = await submit(id);
  expect(again.submission).toMatchObject({ frequency: "1", replacesPayerControlNumber: null });
  expect(again.submission.patientControlNumber).not.toBe(submission.patientControlNumber);
  expect(again.submission.x12).not.toContain("REF*F8");
  await office.drain();
  await arrive(a277("AY", [{ controlNumber: again.submission.patientControlNumber, category: "A7", status: "562", entity: "85" }]));
  expect(await state(id)).toMatchObject({ submissionStatus: "CH_REJECTED", submissions: [{ statusCodes: [{ source: "277CA", code: "A7:562:85", detail: null }] }, { status: "ACK_999_REJECTED" }] });
  const third = await submit(id);
  await office.drain();
  const control = Number(/FRONTRANGE-(\d+)/.exec(office.mailbox.sent.at(-1)!.name)![1]);
  await arrive(ta1(control, "R", "025"));
  expect(await state(id)).toMatchObject({ submissionStatus: "ACK_999_REJECTED", submissions: [{ patientControlNumber: third.submission.patientControlNumber, statusCodes: [{ source: "TA1", code: "TA1-025", detail: "control number is used before" }] }, {}, {}] });
});

test("what cannot be read, is not known, or contradicts itself waits with its reason, and can be tried again", async () => {
  await arrive(Buffer.from("hello"));
  expect(await lastFile()).toMatchObject({ kind: "UNKNOWN", status: "WAITING", reason: expect.stringContaining("no X12 interchange") });
  await arrive(Buffer.from([0, 255, 1, 2, 0]));
  expect(await lastFile()).toMatchObject({ kind: "UNKNOWN", status: "WAITING", sizeBytes: 5 });
  await arrive(a999(4_711, [{ transaction: "0001", accepted: true }]));
  expect(await lastFile()).toMatchObject({ kind: "A_999", status: "WAITING", reason: "We sent no group 4711." });
  await arrive(a277("PR", [{ controlNumber: "NOTOURS", category: "A2" }]));
  const unknown = await lastFile();
  expect(unknown).toMatchObject({ status: "WAITING", reason: "We sent no claim NOTOURS." });
  const RETRY = `mutation ($input: InboundFileRetryInput!) { inboundFileRetry(input: $input) { inboundFile { status reason } userErrors { code } } }`;
  expect((await office.act(RETRY, { input: { inboundFileId: unknown.id } })).inboundFileRetry).toEqual({ inboundFile: { status: "WAITING", reason: "We sent no claim NOTOURS." }, userErrors: [] });

  const { id } = await office.claimOf();
  const { submission } = await submit(id);
  await office.drain();
  await arrive(a277("PR", [{ controlNumber: submission.patientControlNumber, category: "A3", status: "21" }]));
  await arrive(a277("PR", [{ controlNumber: submission.patientControlNumber, category: "A2" }]));
  expect(await lastFile()).toMatchObject({ status: "WAITING", reason: `${submission.patientControlNumber} is PAYER_REJECTED, which does not go with what the file says (acceptByPayer).` });
  expect((await state(id)).submissionStatus).toBe("PAYER_REJECTED");
  const done = (await files({ status: ["PROCESSED"] }))[0];
  expect((await office.act(RETRY, { input: { inboundFileId: done.id } })).inboundFileRetry.userErrors).toEqual([{ code: "FILE_NOT_WAITING" }]);
});

test("a remittance is stored whole and left to the remittance room; a file by API takes the same door, once", async () => {
  const text = "ISA*00*          *00*          *ZZ*SIMCLEAR       *ZZ*FRONTRANGE     *261123*1200*^*00501*000000001*0*T*:~GS*HP*SIMCLEAR*FRONTRANGE*20261123*1200*1*X*005010X221A1~ST*835*0001~SE*2*0001~GE*1*1~IEA*1*000000001~";
  const HAND = `mutation ($input: InboundFileSubmitInput!) { inboundFileSubmit(input: $input) { inboundFile { id kind status source content } userErrors { code } } }`;
  const first = (await office.act(HAND, { input: { name: "era.835", content: text } })).inboundFileSubmit;
  expect(first).toEqual({ inboundFile: { id: expect.stringMatching(/^ifl_/), kind: "A_835", status: "RECEIVED", source: "API", content: text }, userErrors: [] });
  expect((await office.act(HAND, { input: { name: "again.835", content: text } })).inboundFileSubmit.inboundFile.id).toBe(first.inboundFile.id);
  await office.drain();
  // The remittance room took it from the queue, and says why it cannot post it.
  expect((await files({ kind: ["A_835"] }))[0]).toMatchObject({ status: "WAITING", reason: "Transaction set 1: no practice here has the payee's NPI or tax id (1000B)." });
  const poster = await office.as("petra").run(`query ($id: ID!) { inboundFile(id: $id) { kind content } }`, { id: first.inboundFile.id });
  expect([poster.data.inboundFile, poster.errors![0]!.extensions.code]).toEqual([{ kind: "A_835", content: null }, "FORBIDDEN"]);
  const desk = await office.as("finn").run(`query ($id: ID!) { inboundFile(id: $id) { kind } }`, { id: first.inboundFile.id });
  expect(desk.errors![0]!.extensions.code).toBe("FORBIDDEN");
});

test("a file for another billing service of the mailbox is left lying", async () => {
  const [other] = await office.owner("select id from billing_service where id <> $1", [office.cast.billingServiceId]);
  await office.owner("insert into clearinghouse_account (billing_service_id, id, submitter_id, submitter_qualifier, submitter_name, contact_name, contact_phone, receiver_id, receiver_qualifier, receiver_name, usage, created_at) values ($1, gen_random_uuid(), 'HARBOR', 'ZZ', 'Harbor', 'H', '3035550100', 'SIMCLEAR', 'ZZ', 'S', 'T', now())", [other!.id]);
  const before = (await files()).length;
  office.mailbox.waiting.set("theirs.999", a999(1, [{ transaction: "0001", accepted: true }], "HARBOR"));
  await office.office.jobs.tick();
  const [row] = await office.owner("select billing_service_id from inbound_file where name = 'theirs.999'");
  expect([(await files()).length, row!.billing_service_id]).toEqual([before, other!.id]);
});

test("a line that is down is seen, tried again, and nothing is sent twice", async () => {
  const { id } = await office.claimOf();
  office.mailbox.failure = Object.assign(new Error("connect to sftp://secret"), { code: "ECONNREFUSED" });
  const before = office.mailbox.sent.length;
  await submit(id);
  await office.drain();
  const outbound = async () => (await office.as("ben").run(`{ outboundFiles(first: 1, orderBy: CREATED_AT_DESC) { nodes { status attempts lastError claimCount } } }`)).data.outboundFiles.nodes[0];
  expect(await outbound()).toEqual({ status: "QUEUED", attempts: 1, lastError: "ECONNREFUSED", claimCount: 1 });
  expect((await state(id)).submissionStatus).toBe("QUEUED");
  office.mailbox.failure = null;
  await office.owner("update graphile_worker._private_jobs set run_at = now() where locked_at is null");
  await office.drain();
  expect(await outbound()).toEqual({ status: "SENT", attempts: 2, lastError: null, claimCount: 1 });
  expect([(await state(id)).submissionStatus, office.mailbox.sent.length]).toEqual(["SENT", before + 1]);
});

test("a hundred at most, each by itself, in one file per practice and payer", async () => {
  const [good, better] = [await office.claimOf(), await office.claimOf({ patientId: office.id("cy") })];
  const bad = await office.claimOf({ charges: [{ procedureCode: "64999", diagnosisPointers: [1], chargeCents: 10_000 }] });
  const before = office.mailbox.sent.length;
  const BULK = `mutation ($inputs: [ClaimSubmitInput!]!) { claimSubmitBulk(inputs: $inputs) { results { claimId submissionId userErrors { code path ... on ClaimNotReady { findings { ruleId } } } } userErrors { code path } } }`;
  const { claimSubmitBulk } = await office.act(BULK, { inputs: [bad, good, better].map(({ id }) => ({ claimId: id })) });
  expect(claimSubmitBulk).toEqual({
    results: [
      { claimId: bad.id, submissionId: null, userErrors: [{ code: "CLAIM_NOT_READY", path: ["claimId"], findings: [{ ruleId: "line-description-missing" }] }] },
      { claimId: good.id, submissionId: expect.stringMatching(/^sub_/), userErrors: [] },
      { claimId: better.id, submissionId: expect.stringMatching(/^sub_/), userErrors: [] },
    ],
    userErrors: [],
  });
  await office.drain();
  expect(office.mailbox.sent.length).toBe(before + 1);
  expect(controlOf(office.mailbox.sent.at(-1)!.text).transactions).toEqual(["0001", "0002"]);
  expect((await state(bad.id)).workflow).toBe("DRAFT");
  const { group } = controlOf(office.mailbox.sent.at(-1)!.text);
  await arrive(a999(group, [{ transaction: "0001", accepted: true }, { transaction: "0002", accepted: false }]));
  expect([(await state(good.id)).submissionStatus, (await state(better.id)).submissionStatus].sort()).toEqual(["ACK_999_ACCEPTED", "ACK_999_REJECTED"]);
  expect((await office.act(BULK, { inputs: [{ claimId: good.id }, { claimId: good.id }] })).claimSubmitBulk.userErrors).toEqual([{ code: "INVALID_INPUT", path: ["inputs"] }]);
});

test("after the primary's decision the secondary is sent what it said; the patient is next after that", async () => {
  const { id } = await office.claimOf();
  await submit(id);
  await office.drain();
  const work = office.work();
  await recordAdjudication(work, await partly(id));
  expect(await state(id)).toMatchObject({ submissionStatus: "ADJUDICATED", nextActionOwner: "BILLER", payers: [{ adjudication: "PARTIAL", payerClaimControlNumber: "BPH777" }, { adjudication: "NONE", forwarded: false }] });
  const opened = await work.atomically(async () => openNextPayer(work, await load(work, Claim, uuid(id), { lock: true })));
  expect(opened).toBe(2);
  expect(await state(id)).toMatchObject({ workflow: "READY", currentSequence: 2, submissionStatus: null });
  const { submission } = await submit(id);
  for (const segment of ["SBR*S*18*******CI", "AMT*D*140", "SVD*BPH01*100*HC:99213:25**1", "CAS*CO*45*30", "CAS*PR*2*20", "DTP*573*D8*20261116", "REF*F8*BPH777"]) expect(submission.x12).toContain(`${segment}~`);
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
  await recordAdjudication(work, { ...said, outcome: "DENIED", cob: { ...said.cob, paidCents: cents(0), lines: [{ ...said.cob.lines[0]!, paidCents: cents(0), adjustments: denial }, { ...said.cob.lines[1]!, paidCents: cents(0), adjustments: [{ groupCode: "CO", reasonCode: "16", amountCents: cents(6_000) }] }] } });
  expect(await state(id)).toMatchObject({ nextActionOwner: "BILLER", insurerOwesCents: 21_000, payers: [{ adjudication: "DENIED" }, {}] });
  expect((await events("claim.denied")).at(-1)).toEqual({ id: uuid(id), payerSequence: 1, reasonCodes: ["16"], amountCents: 21_000 });
  expect((await office.act(CORRECT, { input: { claimId: id, reason: "authorisation was missing", priorAuthorizationNumber: "PA9" } })).claimCorrect).toEqual({ claim: { workflow: "READY", revision: 2 }, userErrors: [] });
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
  const asked = (await office.act(`mutation ($input: ClaimReasonInput!) { claimVoidWithPayer(input: $input) { submission { patientControlNumber } userErrors { code } } }`, { input: { claimId: id, reason: "billed twice" } })).claimVoidWithPayer;
  await office.drain();
  await arrive(a277("PR", [{ controlNumber: asked.submission.patientControlNumber, category: "A2" }]));
  expect((await state(id)).workflow).toBe("READY");
  await reverseAdjudication(office.work(), { claimId: uuid(id), payerSequence: 1, reason: "CLP02 22" });
  expect(await state(id)).toMatchObject({ workflow: "CLOSED", insurerOwesCents: 0 });
});

test("a held claim is not sent, and goes on as a draft when it is released", async () => {
  const { id } = await office.claimOf();
  const HOLD = `mutation ($input: ClaimReasonInput!) { claimHold(input: $input) { claim { workflow holdReason version } userErrors { code path } } }`;
  const RELEASE = `mutation ($input: ClaimReleaseInput!) { claimRelease(input: $input) { claim { workflow holdReason } userErrors { code } } }`;
  const held = (await office.act(HOLD, { input: { claimId: id, reason: "waits for the authorisation" } })).claimHold;
  expect(held).toMatchObject({ claim: { workflow: "HELD", holdReason: "waits for the authorisation" }, userErrors: [] });
  expect((await submit(id)).userErrors[0].code).toBe("MOVE_NOT_ALLOWED");
  expect((await office.act(HOLD, { input: { claimId: id, reason: "again", expectedVersion: 1 } })).claimHold.userErrors).toEqual([{ code: "STALE_VERSION", path: ["expectedVersion"] }]);
  expect((await office.act(RELEASE, { input: { claimId: id } })).claimRelease).toEqual({ claim: { workflow: "DRAFT", holdReason: null }, userErrors: [] });
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
  expect(visits.data.claim.lines).toEqual([{ claim: { id }, charge: { claimLines: [{ arOwner: "NONE" }] } }, { claim: { id }, charge: { claimLines: [{ arOwner: "NONE" }] } }]);
  await recordAdjudication(office.work(), await partly(id));
  expect((await state(id)).workflow).toBe("DRAFT");
});

test("what was submitted cannot be changed, not even by the office itself", async () => {
  const { id } = await office.claimOf();
  await submit(id);
  const work = office.work();
  await expect(work.sql(`update claim_submission set snapshot = '{}' where claim_id = $1`, [uuid(id)])).rejects.toMatchObject({ code: "42501" });
  await expect(work.sql(`update outbound_file set content = 'x'`)).rejects.toMatchObject({ code: "42501" });
  await expect(work.sql(`delete from claim_history where claim_id = $1`, [uuid(id)])).rejects.toMatchObject({ code: "42501" });
  const auditor = await office.as("audrey").run(`query ($id: ID!) { claim(id: $id) { submissions { x12 } history { move } } }`, { id });
  expect(auditor.data.claim.submissions[0].x12).toContain("CLM*P");
  const coder = await office.as("cora").run(`query ($id: ID!) { claim(id: $id) { submissions { status x12 } } }`, { id });
  expect(coder.data.claim.submissions[0]).toEqual({ status: "QUEUED", x12: null });
});
