import { dayOf, follow, formatUsd, ZERO, type PlainDate } from "../../vocabulary";
import type { Problem, Remittance as RemittanceModel } from "../../edi";
import type { Practice } from "../../practices";
import { uuidv7 } from "../../platform/database/ids";
import type { Work } from "../../platform/work/work";
import { ClaimPayer } from "../../claims";
import { matchClaims } from "../matching/match-claims";
import { Remittance, type RemittanceSource, type WaitingReason } from "../remittance";
import { RemittanceClaim } from "../remittance-claim";
import { remittanceLifecycle } from "../remittance-lifecycle";
import { ProviderAdjustment, RemittanceAdjustment, RemittanceLine } from "../remittance-line";
import { contentDigest } from "./content-digest";
import { gravest, reviewContent } from "./review-content";
import { rowsOf, text, type RemittanceRows } from "./rows-of";
import { payerKeyOf, payerPaying } from "./whose-remittance";

export type TakeRemittance = {
  practice: Practice;
  content: RemittanceModel;
  /** As it came: the transaction set, or the entry. */
  raw: string;
  source: RemittanceSource;
  inboundFileId: string | null;
  transactionNumber: number;
  controlNumber: string;
  problems: readonly Problem[];
  damage: readonly Problem[];
  /** When the payer is known already (an entry by hand). */
  payerId?: string | null;
};

/**
 * Keeps one remittance with everything that it says, ties its claims to ours, and either queues it for posting or
 * lets it wait with the figures. The same payment again changes nothing and answers with the first.
 */
export async function takeRemittance(work: Work, given: TakeRemittance): Promise<{ remittance: Remittance; isNew: boolean }> {
  return work.atomically(async () => {
    const { practice, content } = given;
    const practiceId = practice.id;
    const digest = contentDigest(content);
    // Two takers of one payment come one after the other.
    await work.sql(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [`${practiceId}/${digest}`]);
    const first = await work.em.findOne(Remittance, { practiceId, contentDigest: digest, status: { $ne: "DISCARDED" } });
    if (first) return { remittance: mended(work, first, given), isNew: false };

    const review = reviewContent(content, given.problems, given.damage);
    const reasons = new Set<WaitingReason>(review.reasons);
    const problems = [...review.problems];
    const payer = given.payerId ? { id: given.payerId } : await payerPaying(work, content);
    const remittance = Object.assign(new Remittance(), {
      id: uuidv7(),
      practiceId,
      source: given.source,
      inboundFileId: given.inboundFileId,
      transactionNumber: given.transactionNumber,
      controlNumber: text(given.controlNumber),
      payerId: payer?.id ?? null,
      payerName: text(content.payer?.name) || "?",
      payerKey: payerKeyOf(content),
      payeeIdentifier: text(content.payee?.identifier) || "?",
      traceNumber: text(content.trace?.number) || "?",
      handlingCode: text(content.handlingCode),
      paymentMethod: text(content.paymentMethod),
      paymentCents: content.paymentAmount ?? ZERO,
      paymentOn: paymentDay(content, dayOf(work.now, practice.timeZone)),
      contentDigest: digest,
      content: given.raw,
      receivedAt: work.now,
    });
    const earlier = await work.em.findOne(Remittance, {
      practiceId,
      traceNumber: remittance.traceNumber,
      status: { $ne: "DISCARDED" },
      $or: [{ payerKey: remittance.payerKey }, ...(payer ? [{ payerId: payer.id }] : [])],
    });
    if (earlier) {
      reasons.add("TRACE_REPEATED");
      problems.push({
        code: "TRACE_REPEATED",
        message: `This payer has sent trace ${remittance.traceNumber} before with other content: ${formatUsd(earlier.paymentCents)} then, ${formatUsd(remittance.paymentCents)} now (TRN02).`,
        segment: "TRN",
        expectedCents: Number(earlier.paymentCents),
        actualCents: Number(remittance.paymentCents),
        differenceCents: Number(remittance.paymentCents - earlier.paymentCents),
      });
    }
    // What cannot be read has no rows that could be trusted; its text is kept.
    const rows = reasons.has("UNREADABLE") ? NOTHING : rowsOf(content, { practiceId, remittanceId: remittance.id, receivedAt: work.now });
    await matchClaims(work, practiceId, remittance.payerId, grouped(rows));
    remittance.payerId ??= await payerOfClaims(work, rows.claims);
    if (!remittance.payerId && rows.providerAdjustments.length) {
      reasons.add("PAYER_UNKNOWN");
      problems.push({ code: "PAYER_UNKNOWN", message: "Provider-level adjustments are kept per payer, and none of ours has this payer's ids or name (1000A).", segment: "N1" });
    }
    remittance.claimCount = rows.claims.length;
    remittance.waitingReason = gravest([...reasons]);
    remittance.status = remittance.waitingReason ? "WAITING" : "READY";
    remittance.problems = problems;
    work.em.persist(remittance);
    await work.em.flush();
    await keepRows(work, rows);
    announce(work, remittance, rows.claims);
    return { remittance, isNew: true };
  });
}

/** The same payment, first in a file that was cut off, now in a whole one: what was wrong with it was the file. */
function mended(work: Work, first: Remittance, { problems, damage, practice }: TakeRemittance): Remittance {
  const isWhole = damage.length === 0 && problems.every((problem) => problem.severity !== "error");
  if (first.waitingReason !== "FILE_DAMAGED" || !isWhole) return first;
  const left = first.problems.filter((problem) => problem.code === "TRACE_REPEATED" || problem.code === "PAYER_UNKNOWN");
  const reason = gravest(left.map((problem) => problem.code as WaitingReason));
  Object.assign(first, { problems: left, waitingReason: reason, decisionReason: "The same payment came again in a whole file." });
  if (reason) return first;
  first.status = follow(remittanceLifecycle, first.status, "accept");
  work.enqueue("remittance.post", practice.id, { remittanceId: first.id });
  return first;
}

const NOTHING: RemittanceRows = { claims: [], lines: [], adjustments: [], providerAdjustments: [] };
const CHUNK = 500;

/** Inserted in bulk and as plain data: tens of thousands of rows that the unit of work would look through at every flush. */
async function keepRows(work: Work, rows: RemittanceRows): Promise<void> {
  const keep = async <T extends object>(entity: new () => T, list: readonly T[]) => {
    for (let at = 0; at < list.length; at += CHUNK) await work.em.insertMany(entity as never, list.slice(at, at + CHUNK).map((row) => ({ ...row })) as never);
  };
  await keep(RemittanceClaim, rows.claims);
  await keep(RemittanceLine, rows.lines);
  await keep(RemittanceAdjustment, rows.adjustments);
  await keep(ProviderAdjustment, rows.providerAdjustments);
}

function grouped({ claims, lines }: RemittanceRows) {
  const byClaim = new Map<string, RemittanceLine[]>();
  for (const line of lines) {
    const known = byClaim.get(line.remittanceClaimId);
    if (known) known.push(line);
    else byClaim.set(line.remittanceClaimId, [line]);
  }
  return claims.map((row) => ({ row, lines: byClaim.get(row.id) ?? [] }));
}

/** A payer that is none of ours by name is still the one to which we sent the claims, when they all agree. */
async function payerOfClaims(work: Work, claims: readonly RemittanceClaim[]): Promise<string | null> {
  const found = new Set<string>();
  const matched = claims.filter((claim) => claim.claimId !== null && claim.payerSequence !== null);
  for (let at = 0; at < matched.length; at += CHUNK) {
    const part = matched.slice(at, at + CHUNK);
    const payers = await work.em.find(ClaimPayer, { practiceId: part[0]!.practiceId, claimId: { $in: part.map((claim) => claim.claimId!) } });
    for (const claim of part) {
      const payer = payers.find((each) => each.claimId === claim.claimId && each.sequence === claim.payerSequence);
      if (payer) found.add(payer.payerId);
    }
  }
  return found.size === 1 ? [...found][0]! : null;
}

function paymentDay(content: RemittanceModel, today: PlainDate): PlainDate {
  const day = content.paymentDate ?? content.productionDate ?? today;
  // A day without a year is what the reader puts for one that is none; it waits as unreadable.
  return day < "1900-01-01" ? today : day;
}

const MOST_ANNOUNCED = 100;

function announce(work: Work, remittance: Remittance, claims: readonly RemittanceClaim[]): void {
  const { practiceId } = remittance;
  const aggregate = { type: "remittance", id: remittance.id };
  work.publish({ type: "remittance.received", practiceId, aggregate, data: { claims: claims.length, amountCents: Number(remittance.paymentCents), payerId: remittance.payerId } });
  if (remittance.status === "WAITING") work.publish({ type: "remittance.waiting", practiceId, aggregate, data: { reason: remittance.waitingReason } });
  else work.enqueue("remittance.post", practiceId, { remittanceId: remittance.id });
  const unmatched = claims.filter((claim) => claim.waitingReason && claim.kind !== "NOT_OURS" && claim.kind !== "PREDETERMINATION");
  // A file of strangers is one problem, not ten thousand tasks; the list of unmatched claims shows them all.
  for (const claim of unmatched.slice(0, MOST_ANNOUNCED)) {
    work.publish({ type: "remittance.unmatched", practiceId, aggregate, data: { remittanceClaimId: claim.id, reason: claim.waitingReason } });
  }
}
