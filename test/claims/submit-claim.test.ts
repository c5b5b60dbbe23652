import { readProfessionalClaims, professionalClaimsOf } from "../../src/edi";
import { findSubmissionByControlNumber } from "../../src/claims";
import { a277, a999, ta1 } from "./acknowledgement-files";
import { openClaimsOffice, SUBMIT, type ClaimsOffice } from "./office-with-claims";
import { controlOf, uuid, storiesOf } from "./stories";

let office: ClaimsOffice;
beforeAll(async () => {
  office = await openClaimsOffice();
});
afterAll(() => office.close());

const { submit, state, events, arrive, files, lastFile } = storiesOf(() => office);

test("a ready claim is frozen, sent by the queue, and its own text shows nothing of others", async () => {
  const { id } = await office.claimOf();
  const scrubbed = await office.act(`mutation ($input: ClaimScrubInput!) { claimScrub(input: $input) { claim { workflow findings { ruleId } scrubbedAt } userErrors { code } } }`, {
    input: { claimId: id },
  });
  expect(scrubbed.claimScrub).toEqual({ claim: { workflow: "READY", findings: [], scrubbedAt: expect.any(String) }, userErrors: [] });
  const sentBefore = office.mailbox.sent.length;
  const answer = await submit(id);
  expect(answer).toEqual({
    claim: { id, workflow: "READY", submissionStatus: "QUEUED", nextActionOwner: "PAYER" },
    submission: {
      id: expect.stringMatching(/^sub_/),
      frequency: "1",
      patientControlNumber: expect.stringMatching(/^P\d{7}$/),
      replacesPayerControlNumber: null,
      status: "QUEUED",
      x12: expect.stringMatching(/^ST\*837\*0001\*.*SE\*\d+\*0001~$/),
    },
    userErrors: [],
  });
  expect(office.mailbox.sent.length).toBe(sentBefore);
  await office.drain();
  const sent = office.mailbox.sent.at(-1)!;
  expect(sent.name).toMatch(/^FRONTRANGE-\d{9}\.837$/);
  const { transactions, problems } = readProfessionalClaims(sent.text);
  expect(problems).toEqual([]);
  const [{ claim, subscriber }] = professionalClaimsOf(transactions[0]!.content) as never as [
    { claim: { patientControlNumber: string; chargeAmount: bigint; otherSubscribers: unknown[] }; subscriber: { person: { identifier: string } } },
  ];
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
  expect(answer.userErrors).toEqual([
    {
      code: "CLAIM_NOT_READY",
      path: ["claimId"],
      findings: [
        { ruleId: "admission-missing", severity: "ERROR", path: ["admittedOn"] },
        { ruleId: "line-description-missing", severity: "ERROR", path: ["lines", "0", "description"] },
      ],
    },
  ]);
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
  await arrive(
    a277("PR", [{ controlNumber: submission.patientControlNumber, category: "A2", payerNumber: "BPH2026A" }]),
    a277("AY", [{ controlNumber: submission.patientControlNumber, category: "A1" }]),
  );
  const now = await state(id);
  expect(now).toMatchObject({ submissionStatus: "PAYER_ACCEPTED", nextActionOwner: "PAYER", payers: [{ payerClaimControlNumber: "BPH2026A" }, {}] });
  expect(now.submissions[0]).toMatchObject({
    status: "PAYER_ACCEPTED",
    payerReceivedOn: "2026-11-23",
    payerClaimControlNumber: "BPH2026A",
    statusCodes: [{ source: "277CA", code: "A2:20", detail: null }],
  });
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
  expect(await state(id)).toMatchObject({
    submissionStatus: "ACK_999_REJECTED",
    submissions: [{ patientControlNumber: third.submission.patientControlNumber, statusCodes: [{ source: "TA1", code: "TA1-025", detail: "control number is used before" }] }, {}, {}],
  });
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
  const text =
    "ISA*00*          *00*          *ZZ*SIMCLEAR       *ZZ*FRONTRANGE     *261123*1200*^*00501*000000001*0*T*:~GS*HP*SIMCLEAR*FRONTRANGE*20261123*1200*1*X*005010X221A1~ST*835*0001~SE*2*0001~GE*1*1~IEA*1*000000001~";
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
  await office.owner(
    "insert into clearinghouse_account (billing_service_id, id, submitter_id, submitter_qualifier, submitter_name, contact_name, contact_phone, receiver_id, receiver_qualifier, receiver_name, usage, created_at) values ($1, gen_random_uuid(), 'HARBOR', 'ZZ', 'Harbor', 'H', '3035550100', 'SIMCLEAR', 'ZZ', 'S', 'T', now())",
    [other!.id],
  );
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
  await arrive(
    a999(group, [
      { transaction: "0001", accepted: true },
      { transaction: "0002", accepted: false },
    ]),
  );
  expect([(await state(good.id)).submissionStatus, (await state(better.id)).submissionStatus].sort()).toEqual(["ACK_999_ACCEPTED", "ACK_999_REJECTED"]);
  expect((await office.act(BULK, { inputs: [{ claimId: good.id }, { claimId: good.id }] })).claimSubmitBulk.userErrors).toEqual([{ code: "INVALID_INPUT", path: ["inputs"] }]);
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
