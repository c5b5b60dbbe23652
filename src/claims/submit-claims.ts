import { allows, follow, Refusal } from "../vocabulary";
import { Practice } from "../practices";
import { expectVersion, invalid, load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { Claim } from "./claim";
import { workflowLifecycle } from "./claim-lifecycles";
import { ClaimSubmission } from "./claim-submission";
import { lockAccount, nextControlNumber } from "./clearinghouse/account";
import { OutboundFile } from "./clearinghouse/outbound-file";
import { keepHistory } from "./claim-history";
import { giveTo, moveWorkflow } from "./move-claim";
import { payersOf } from "./next-responsible";
import { judge } from "./scrub-claim";
import type { Finding } from "./scrubbing/finding";
import type { ClaimContext } from "./submission/claim-context";
import { REJECTED } from "./submission/next-frequency";
import { plainSnapshot } from "./submission/snapshot";
import { transactionControlNumber, writeFile } from "./submission/write-file";

export type SubmitClaim = { claimId: string; expectedVersion?: number | null };
type Prepared = { claim: Claim; context: ClaimContext; findings: Finding[] };

/**
 * Judges the claim again, freezes it as a submission with its 837P, and hands the file to the queue, which sends it
 * after COMMIT. Refuses NOT_FOUND, STALE_VERSION, MOVE_NOT_ALLOWED, CLAIM_NOT_READY, CLAIM_ALREADY_SENT,
 * CLAIM_FORWARDED, PAYER_HAS_NOT_ACCEPTED, PAYER_TAKES_NO_REPLACEMENTS, CLEARINGHOUSE_NOT_SET_UP.
 */
export async function submitClaim(work: Work, input: SubmitClaim): Promise<{ claim: Claim; submission: ClaimSubmission }> {
  return work.atomically(async () => {
    const prepared = await prepare(work, input);
    const [submission] = await freeze(work, [prepared]);
    return { claim: prepared.claim, submission: submission! };
  });
}

export type BulkResult = { claim: Claim; submission: ClaimSubmission } | { claimId: string; refusal: Refusal };

/** Up to 100, each by itself: those that can go travel together in one file per practice and payer. */
export async function submitClaims(work: Work, inputs: readonly SubmitClaim[]): Promise<BulkResult[]> {
  if (!inputs.length || inputs.length > 100) throw invalid(["inputs"], "inputs has 1 to 100 items.");
  if (new Set(inputs.map((input) => input.claimId)).size !== inputs.length) throw invalid(["inputs"], "inputs names each claim once.");
  return work.atomically(async () => {
    const results = new Map<string, BulkResult>();
    const ready: Prepared[] = [];
    // In the order of their ids: two batches with claims in common wait for each other instead of deadlocking.
    for (const input of [...inputs].sort((a, b) => (a.claimId < b.claimId ? -1 : 1))) {
      try {
        ready.push(await prepare(work, input));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        results.set(input.claimId, { claimId: input.claimId, refusal: error });
      }
    }
    const batchOf = ({ claim, context }: Prepared) => `${claim.practiceId}/${context.payers.find((payer) => payer.sequence === context.sequence)!.electronicPayerId}`;
    for (const key of [...new Set(ready.map(batchOf))]) {
      const batch = ready.filter((each) => batchOf(each) === key);
      const submissions = await freeze(work, batch);
      for (const [index, { claim }] of batch.entries()) results.set(claim.id, { claim, submission: submissions[index]! });
    }
    return inputs.map(({ claimId }) => results.get(claimId)!);
  });
}

/** Everything that can refuse, and nothing that changes: a refused item of a batch leaves no trace. */
async function prepare(work: Work, { claimId, expectedVersion }: SubmitClaim): Promise<Prepared> {
  const claim = await load(work, Claim, claimId, { lock: true, path: ["claimId"], what: "claim" });
  expectVersion(claim, expectedVersion);
  follow(workflowLifecycle, claim.workflow, "pass");
  const payer = (await payersOf(work, claim)).find((each) => each.sequence === claim.currentSequence)!;
  if (payer.forwarded) throw new Refusal("CLAIM_FORWARDED", "The payer before has sent this claim on to this payer: wait for its remittance.", { payerSequence: payer.sequence }, ["claimId"]);
  await refuseDuplicate(work, claim);
  const { context, findings } = await judge(work, claim);
  refuseUnreplaceable(context);
  const errors = findings.filter((finding) => finding.severity === "ERROR");
  if (errors.length) {
    throw new Refusal("CLAIM_NOT_READY", `The claim has ${errors.length} error${errors.length === 1 ? "" : "s"}: mend ${errors.length === 1 ? "it" : "them"} and submit again.`, { findings }, [
      "claimId",
    ]);
  }
  return { claim, context, findings };
}

/** One sending per revision and payer, unless it never got in. */
async function refuseDuplicate(work: Work, claim: Claim): Promise<void> {
  const sent = await work.em.find(ClaimSubmission, { practiceId: claim.practiceId, claimId: claim.id, payerSequence: claim.currentSequence, revision: claim.revision });
  const live = sent.find((each) => !REJECTED.has(each.status));
  if (live) throw new Refusal("CLAIM_ALREADY_SENT", `The claim was sent to this payer and is ${live.status}: another sending would be a duplicate.`, { status: live.status }, ["claimId"]);
}

/** Frequency 7 and 8 go only to payers that take them, and only with their own number of the claim. */
function refuseUnreplaceable(context: ClaimContext): void {
  if (context.frequency === "1") return;
  const payer = context.payers.find((each) => each.sequence === context.sequence)!;
  if (!payer.takesReplacements) throw new Refusal("PAYER_TAKES_NO_REPLACEMENTS", "This payer takes no replacement or void claims: ask it for a reopening, or appeal.", {}, ["claimId"]);
}

/** One interchange for all of them. */
export async function freeze(work: Work, batch: readonly Prepared[]): Promise<ClaimSubmission[]> {
  const { claim: first } = batch[0]!;
  const practice = await load(work, Practice, first.practiceId);
  const account = await lockAccount(work);
  const controlNumber = nextControlNumber(account);
  const numbers = await patientControlNumbers(work, batch.length);
  const createdOn = work.today(practice.timeZone);
  const content = writeFile(
    batch.map(({ context }, index) => ({ context, patientControlNumber: numbers[index]! })),
    {
      createdOn,
      createdAtTime: timeOf(work.now, practice.timeZone),
      submitter: { id: account.submitterId, name: account.submitterName, contactName: account.contactName, contactPhone: account.contactPhone, contactEmail: account.contactEmail },
      receiver: { id: account.receiverId, name: account.receiverName },
      submitterQualifier: account.submitterQualifier,
      receiverQualifier: account.receiverQualifier,
      usage: account.usage,
      controlNumber,
    },
  );
  const file = Object.assign(new OutboundFile(), {
    practiceId: first.practiceId,
    name: `${account.submitterId}-${String(controlNumber).padStart(9, "0")}.837`,
    content,
    interchangeControlNumber: controlNumber,
    groupControlNumber: controlNumber,
    claimCount: batch.length,
    createdAt: work.now,
  });
  work.em.persist(file);
  const submissions: ClaimSubmission[] = [];
  for (const [index, { claim, context, findings }] of batch.entries()) {
    submissions.push(await keepSubmission(work, { claim, context, findings, file, index, patientControlNumber: numbers[index]! }));
  }
  work.enqueue("clearinghouse.send-file", first.practiceId, { outboundFileId: file.id }, { key: `send-${file.id}` });
  await work.em.flush();
  return submissions;
}

type KeepSubmission = Prepared & { file: OutboundFile; index: number; patientControlNumber: string };

async function keepSubmission(work: Work, { claim, context, findings, file, index, patientControlNumber }: KeepSubmission): Promise<ClaimSubmission> {
  const payer = (await payersOf(work, claim)).find((each) => each.sequence === claim.currentSequence)!;
  const submission = Object.assign(new ClaimSubmission(), {
    practiceId: claim.practiceId,
    claimId: claim.id,
    payerSequence: claim.currentSequence,
    payerId: payer.payerId,
    revision: claim.revision,
    frequency: context.frequency,
    patientControlNumber,
    replacesPayerControlNumber: context.replacesPayerControlNumber,
    chargeCents: context.totalChargeCents,
    outboundFileId: file.id,
    transactionControlNumber: transactionControlNumber(index),
    snapshot: plainSnapshot(context),
    submittedAt: work.now,
    statusAt: work.now,
  });
  work.em.persist(submission);
  if (allows(workflowLifecycle, claim.workflow, "pass") && claim.workflow !== "READY") moveWorkflow(work, claim, "pass");
  claim.findings = findings;
  claim.scrubbedAt = work.now;
  claim.submissionStatus = "QUEUED";
  keepHistory(work, claim, {
    axis: "SUBMISSION",
    move: "submit",
    from: "QUEUED",
    to: "QUEUED",
    payerSequence: submission.payerSequence,
    submissionId: submission.id,
    reason: `frequency ${context.frequency}`,
  });
  giveTo(work, claim, "PAYER", "submitted");
  work.publish({
    practiceId: claim.practiceId,
    aggregate: { type: "claim", id: claim.id },
    type: "claim.submitted",
    data: { payerSequence: submission.payerSequence, submissionId: submission.id, frequency: submission.frequency },
  });
  return submission;
}

async function patientControlNumbers(work: Work, count: number): Promise<string[]> {
  const rows = await work.sql(`select nextval('patient_control_number_seq')::text as number from generate_series(1, $1::int)`, [count]);
  return rows.map((row) => `P${row.number as string}`);
}

/** HHMM of the practice's day. */
function timeOf(now: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(now).replace(":", "");
}
