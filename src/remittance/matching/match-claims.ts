import { absolute, negate } from "../../vocabulary";
import { Claim, ClaimLine, ClaimPayer, ClaimSubmission } from "../../claims";
import { Coverage } from "../../coverage";
import { Patient } from "../../patients";
import type { Work } from "../../platform/work/work";
import type { ClaimMatchedBy, RemittanceClaim } from "../remittance-claim";
import type { RemittanceLine } from "../remittance-line";
import { matchLines, sameService, type BilledLine, type RemittedLine } from "./match-lines";
import { sequenceOf } from "./sequence-of";

/** What the outside world may know of a claim: enough to say whose a remittance is. */
export type Candidate = { claim: Claim; lines: ClaimLine[]; payers: ClaimPayer[]; submission: ClaimSubmission | null };

export type ClaimToMatch = { row: RemittanceClaim; lines: RemittanceLine[] };

const BATCH = 500;

/**
 * Finds which of our claims each claim of a remittance is: by our control number, else by our line item control
 * numbers, else by the services themselves together with the patient. It never guesses: two claims that fit are none.
 */
export async function matchClaims(work: Work, practiceId: string, payerId: string | null, claims: readonly ClaimToMatch[]): Promise<void> {
  for (let at = 0; at < claims.length; at += BATCH) await matchBatch(work, practiceId, payerId, claims.slice(at, at + BATCH));
}

async function matchBatch(work: Work, practiceId: string, payerId: string | null, claims: readonly ClaimToMatch[]): Promise<void> {
  const numbers = [...new Set(claims.map(({ row }) => row.patientControlNumber.toUpperCase()).filter(Boolean))];
  const submissions = numbers.length ? await work.em.find(ClaimSubmission, { practiceId, patientControlNumber: { $in: numbers } }, ONLY_READ) : [];
  const byNumber = new Map(submissions.map((submission) => [submission.patientControlNumber, submission]));
  const candidates = await loadCandidates(work, practiceId, [...new Set(submissions.map((submission) => submission.claimId))]);
  const strangers: ClaimToMatch[] = [];
  for (const each of claims) {
    const submission = byNumber.get(each.row.patientControlNumber.toUpperCase());
    const known = submission && candidates.get(submission.claimId);
    if (known) tie(each, { ...known, submission }, payerId, "CONTROL_NUMBER");
    else strangers.push(each);
  }
  const alike = await linesAlike(work, practiceId, strangers);
  for (const each of strangers) await matchWithoutNumber(work, practiceId, payerId, each, alike);
}

/** Loaded to compare, not to change: kept out of the unit of work, which would look through them at every flush. */
const ONLY_READ = { disableIdentityMap: true } as const;

export async function loadCandidates(work: Work, practiceId: string, claimIds: readonly string[]): Promise<Map<string, Candidate>> {
  if (!claimIds.length) return new Map();
  const ids = { $in: [...claimIds] };
  const claims = await work.em.find(Claim, { practiceId, id: ids }, ONLY_READ);
  const lines = grouped(await work.em.find(ClaimLine, { practiceId, claimId: ids }, { ...ONLY_READ, orderBy: { lineNumber: "asc" } }));
  const payers = grouped(await work.em.find(ClaimPayer, { practiceId, claimId: ids }, { ...ONLY_READ, orderBy: { sequence: "asc" } }));
  return new Map(claims.map((claim) => [claim.id, { claim, lines: lines.get(claim.id) ?? [], payers: payers.get(claim.id) ?? [], submission: null }]));
}

function grouped<T extends { claimId: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(row.claimId, [...(groups.get(row.claimId) ?? []), row]);
  return groups;
}

type Alike = { byControl: ReadonlyMap<string, readonly string[]>; byService: ReadonlyMap<string, readonly string[]> };
const MOST_ALIKE = 5_000;

/** Claims of ours that have a line in common with any of these, in two statements for all of them. */
async function linesAlike(work: Work, practiceId: string, strangers: readonly ClaimToMatch[]): Promise<Alike> {
  const controls = [...new Set(strangers.flatMap(({ lines }) => lines.map((line) => line.lineItemControlNumber)).filter((number) => number !== null))];
  const services = new Map(strangers.flatMap(({ lines: [first] }) => (first?.servedOn ? [[serviceKey(first), first] as const] : [])));
  const own = controls.length ? await work.em.find(ClaimLine, { practiceId, lineItemControlNumber: { $in: controls } }, ONLY_READ) : [];
  const alike = services.size
    ? await work.em.find(
        ClaimLine,
        { practiceId, $or: [...services.values()].map((line) => ({ servedOn: line.servedOn!, procedureCode: codeBilled(line), chargeCents: absolute(line.chargeCents) })) },
        { ...ONLY_READ, limit: MOST_ALIKE },
      )
    : [];
  return { byControl: claimIdsBy(own, (line) => line.lineItemControlNumber), byService: claimIdsBy(alike, (line) => `${line.servedOn} ${line.procedureCode} ${line.chargeCents}`) };
}

const codeBilled = (line: RemittanceLine) => line.originalProcedureCode ?? line.procedureCode;
const serviceKey = (line: RemittanceLine) => `${line.servedOn} ${codeBilled(line)} ${absolute(line.chargeCents)}`;

function claimIdsBy(lines: readonly ClaimLine[], key: (line: ClaimLine) => string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const line of lines) found.set(key(line), [...(found.get(key(line)) ?? []), line.claimId]);
  return found;
}

/** The payer garbled or left out our number. */
async function matchWithoutNumber(work: Work, practiceId: string, payerId: string | null, each: ClaimToMatch, alike: Alike): Promise<void> {
  const { row, lines } = each;
  const controls = lines.map((line) => line.lineItemControlNumber).filter((number) => number !== null);
  if (lines.length && controls.length === lines.length) {
    const own = controls.flatMap((control) => alike.byControl.get(control) ?? []);
    const fitting = await fittingClaims(work, practiceId, own, (candidate) => matchLines(lines.map(remitted), candidate.lines.map(billed)).unmatched.length === 0);
    if (fitting.length === 1) return tie(each, fitting[0]!, payerId, "LINE_CONTROL_NUMBERS");
  }
  const first = lines[0];
  if (first?.servedOn) {
    const fitting = await fittingClaims(work, practiceId, alike.byService.get(serviceKey(first)) ?? [], (candidate) => sameServices(each, candidate));
    const ofPatient: Candidate[] = [];
    for (const candidate of fitting) if (await samePatient(work, row, candidate)) ofPatient.push(candidate);
    if (ofPatient.length === 1) return tie(each, ofPatient[0]!, payerId, "SERVICE");
    if (ofPatient.length > 1) return leave(each, "SEVERAL_CLAIMS_FIT", { claims: ofPatient.length });
  }
  leave(each, "CONTROL_NUMBER_UNKNOWN", {});
}

async function fittingClaims(work: Work, practiceId: string, claimIds: readonly string[], fits: (candidate: Candidate) => boolean): Promise<Candidate[]> {
  const candidates = await loadCandidates(work, practiceId, [...new Set(claimIds)]);
  return [...candidates.values()].filter((candidate) => !candidate.claim.voidedAt && fits(candidate));
}

function sameServices({ row, lines }: ClaimToMatch, candidate: Candidate): boolean {
  if (absolute(row.chargeCents) !== candidate.claim.totalChargeCents || lines.length !== candidate.lines.length) return false;
  return lines.every((line) => candidate.lines.some((own) => sameService(remitted(line), billed(own)))) && matchLines(lines.map(remitted), candidate.lines.map(billed)).unmatched.length === 0;
}

/** Alike services are common; money goes to nobody whose name or member id was not said. */
async function samePatient(work: Work, row: RemittanceClaim, { claim, payers }: Candidate): Promise<boolean> {
  const patient = await work.em.findOne(Patient, { practiceId: claim.practiceId, id: claim.patientId });
  const same = (a: string | null, b: string | null) => a !== null && b !== null && a.trim().toUpperCase() === b.trim().toUpperCase();
  if (patient && same(row.patientLastName, patient.lastName) && same(row.patientFirstName, patient.firstName)) return true;
  if (!row.memberId) return false;
  const coverages = await work.em.find(Coverage, { practiceId: claim.practiceId, id: { $in: payers.map((payer) => payer.coverageId) } });
  return coverages.some((coverage) => same(coverage.memberId, row.memberId));
}

/** Ties a remittance claim and its lines to a claim of ours; what of it does not fit is said. */
export function tie({ row, lines }: ClaimToMatch, candidate: Candidate, payerId: string | null, by: ClaimMatchedBy, sequence?: number): void {
  row.claimId = candidate.claim.id;
  row.patientId = candidate.claim.patientId;
  row.submissionId = candidate.submission?.id ?? null;
  row.matchedBy = by;
  row.payerSequence = sequence ?? sequenceOf({ payerId, statusCode: row.statusCode, submittedTo: candidate.submission?.payerSequence ?? null, payers: candidate.payers });
  const { matched, unmatched } = matchLines(lines.map(remitted), candidate.lines.map(billed));
  for (const line of lines) {
    const own = matched.get(line.id);
    // What somebody matched by hand stays.
    if (line.matchedBy === "HAND" && line.chargeId) continue;
    line.chargeId = own?.chargeId ?? null;
    line.matchedBy = own?.by ?? null;
  }
  row.waitingReason = null;
  row.facts = {};
  row.state = "MATCHED";
  if (row.payerSequence === null) {
    row.waitingReason = "PAYER_NOT_ON_CLAIM";
    row.state = "WAITING";
  } else if (unmatched.length && row.kind === "PAYMENT" && lines.some((line) => line.chargeId === null)) {
    row.waitingReason = "LINES_UNMATCHED";
    row.facts = { lines: lines.filter((line) => line.chargeId === null).map((line) => line.position) };
    row.state = "WAITING";
  }
}

function leave({ row }: ClaimToMatch, reason: "CONTROL_NUMBER_UNKNOWN" | "SEVERAL_CLAIMS_FIT", facts: Record<string, unknown>): void {
  row.state = "UNMATCHED";
  row.waitingReason = reason;
  row.facts = facts;
}

/** A reversal's charges are negative; it is the same line. */
export const remitted = (line: RemittanceLine): RemittedLine => ({ ...line, chargeCents: line.chargeCents < 0n ? negate(line.chargeCents) : line.chargeCents });
export const billed = (line: ClaimLine): BilledLine => line;
