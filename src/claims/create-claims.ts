import { cents, Refusal, type Cents, type PlainDate } from "../vocabulary";
import { coveragesInForce, type Coverage } from "../coverage";
import { loadEncounterWithLines, markEncounterBilled, type Charge, type Encounter, type EncounterWithLines } from "../encounters";
import { postJournal } from "../ledger";
import { Patient } from "../patients";
import { Practice } from "../practices";
import { invalid, load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { Claim } from "./claim";
import { ClaimLine, lineItemControlNumberOf } from "./claim-line";
import { ClaimPayer } from "./claim-payer";
import { keepHistory } from "./claim-history";
import { splitCharges, type ChargeOnClaim } from "./split-charges";

export type CreateClaims = { encounterIds: readonly string[] };

/**
 * Makes claims of coded encounters of one patient: one, or several past 50 lines or 12 diagnoses. Lines are copied and
 * frozen, the charges enter the book as the first payer's debt, and the encounters are billed.
 * Refuses NOT_FOUND, INVALID_INPUT, ENCOUNTERS_DIFFER, ENCOUNTER_NOT_CODED, NOTHING_TO_BILL, NOT_INSURED.
 */
export async function createClaims(work: Work, { encounterIds }: CreateClaims): Promise<Claim[]> {
  return work.atomically(async () => {
    const visits = await loadVisits(work, encounterIds);
    const first = visits[0]!.encounter;
    const { practiceId, patientId } = first;
    const coverages = await coveragesOfAll(work, visits);
    if (!coverages.length) {
      throw new Refusal("NOT_INSURED", "No coverage of the patient is in force on the day of service: bill the patient instead.", {}, ["encounterIds"]);
    }
    const patient = await load(work, Patient, patientId);
    const charges = await unbilledCharges(work, visits);
    const claims: Claim[] = [];
    for (const part of splitCharges(charges)) claims.push(await makeClaim(work, { patient, visits, coverages, part }));
    for (const { encounter } of visits) {
      if (encounter.status === "CODED") await markEncounterBilled(work, { encounterId: encounter.id, reason: claims.map((claim) => claim.claimNumber).join(", ") });
    }
    await work.em.flush();
    for (const claim of claims) {
      work.publish({ type: "claim.created", practiceId, aggregate: { type: "claim", id: claim.id }, data: { patientId, chargeCents: Number(claim.totalChargeCents), payerId: coverages[0]!.payerId } });
    }
    return claims;
  });
}

/** Locked in the order of their ids, so that two who bill the same visits wait for each other instead of deadlocking. */
export async function loadVisits(work: Work, encounterIds: readonly string[], at: readonly string[] | null = null): Promise<EncounterWithLines[]> {
  if (!encounterIds.length || encounterIds.length > 50) throw invalid(["encounterIds"], "encounterIds names 1 to 50 encounters.");
  if (new Set(encounterIds).size !== encounterIds.length) throw invalid(["encounterIds"], "encounterIds names each encounter once.");
  const byId = new Map<string, EncounterWithLines>();
  for (const encounterId of [...encounterIds].sort())
    byId.set(encounterId, await loadEncounterWithLines(work, encounterId, { lock: true, path: at ?? ["encounterIds", String(encounterIds.indexOf(encounterId))] }));
  const visits = [...byId.values()].sort((a, b) =>
    a.encounter.servedFrom === b.encounter.servedFrom ? (a.encounter.id < b.encounter.id ? -1 : 1) : a.encounter.servedFrom < b.encounter.servedFrom ? -1 : 1,
  );
  for (const { encounter } of visits) {
    // BILLED is let in for what a voided part of a split left behind; whether anything is left shows in the charges.
    if (encounter.status !== "CODED" && encounter.status !== "BILLED") {
      throw new Refusal("ENCOUNTER_NOT_CODED", `An encounter that is ${encounter.status} is not ready to be billed: it must be CODED.`, { status: encounter.status }, at ?? ["encounterIds"]);
    }
  }
  return visits;
}

/** What one claim says once must be true of all its visits; the first field that differs is named. */
const SAME = [
  "practiceId",
  "patientId",
  "locationId",
  "renderingProviderId",
  "referringProviderId",
  "supervisingProviderId",
  "placeOfService",
  "priorAuthorizationNumber",
  "accident",
  "onsetOn",
  "admittedOn",
  "dischargedOn",
  "providerSignatureOnFile",
  "patientSignatureOnFile",
  "assignment",
  "benefitsAssignment",
  "releaseOfInformation",
] as const satisfies readonly (keyof Encounter)[];

async function coveragesOfAll(work: Work, visits: readonly EncounterWithLines[]): Promise<Coverage[]> {
  const first = visits[0]!.encounter;
  for (const { encounter } of visits.slice(1)) {
    const field = SAME.find((name) => JSON.stringify(encounter[name]) !== JSON.stringify(first[name]));
    if (field) throw new Refusal("ENCOUNTERS_DIFFER", `The encounters differ in ${field}, which a claim says once: bill them apart.`, { field }, ["encounterIds"]);
  }
  const sets = await Promise.all(visits.map(async ({ encounter }) => coveragesInForce(work, { practiceId: encounter.practiceId, patientId: encounter.patientId, on: encounter.servedFrom })));
  if (sets.some((set) => set.map((each) => each.id).join() !== sets[0]!.map((each) => each.id).join())) {
    throw new Refusal("ENCOUNTERS_DIFFER", "The patient's coverages changed between the visits: bill them apart.", { field: "coverages" }, ["encounterIds"]);
  }
  return sets[0]!;
}

/** Charges that stand on no living claim and were not billed to the patient. Refuses NOTHING_TO_BILL. */
export async function unbilledCharges(work: Work, visits: readonly EncounterWithLines[], at: readonly string[] = ["encounterIds"]): Promise<ChargeOnClaim[]> {
  const { practiceId } = visits[0]!.encounter;
  const ids = visits.flatMap(({ charges }) => charges.map((charge) => charge.id));
  const billed = new Set(
    (
      await work.sql(
        `select l.charge_id as id from claim_line l join claim c on c.practice_id = l.practice_id and c.id = l.claim_id
         where l.practice_id = $1 and l.charge_id = any ($2::uuid[]) and c.voided_at is null
         union
         select service_line_id from ledger_entry where practice_id = $1 and service_line_id = any ($2::uuid[]) and account = 'CHARGES' group by 1 having sum(amount_cents) <> 0`,
        [practiceId, `{${ids.join(",")}}`],
      )
    ).map((row) => row.id as string),
  );
  const open = visits.flatMap(({ encounter, diagnoses, charges }) =>
    charges.filter((charge) => !billed.has(charge.id)).map((charge) => ({ charge, encounter, codes: pointedCodes(charge, diagnoses), visitCodes: diagnoses.map((diagnosis) => diagnosis.code) })),
  );
  if (!open.length) throw new Refusal("NOTHING_TO_BILL", "Every charge of these encounters is billed already, or there is none.", {}, at);
  return open;
}

/** What a line points to, as codes: on a claim of several visits the same disease has another place in the list. */
function pointedCodes(charge: Charge, diagnoses: EncounterWithLines["diagnoses"]): string[] {
  return charge.diagnosisPointers.map((pointer) => diagnoses.find((diagnosis) => diagnosis.position === pointer)?.code).filter((code) => code !== undefined);
}

type Part = { charges: readonly ChargeOnClaim[]; diagnoses: readonly string[] };

async function makeClaim(work: Work, { patient, visits, coverages, part }: { patient: Patient; visits: readonly EncounterWithLines[]; coverages: readonly Coverage[]; part: Part }): Promise<Claim> {
  const { practiceId, id: patientId, guarantorId } = patient;
  const { encounter } = part.charges[0]!;
  const days = part.charges.flatMap(({ charge }) => [charge.servedOn, charge.servedTo]).sort();
  const [row] = await work.sql(`select nextval('claim_number_seq')::text as number`);
  const claim = Object.assign(new Claim(), {
    practiceId,
    patientId,
    guarantorId,
    claimNumber: `C${row!.number as string}`,
    totalChargeCents: sumOf(part.charges),
    servedFrom: days[0] as PlainDate,
    servedTo: days.at(-1) as PlainDate,
    locationId: encounter.locationId,
    renderingProviderId: encounter.renderingProviderId,
    referringProviderId: encounter.referringProviderId,
    supervisingProviderId: encounter.supervisingProviderId,
    placeOfService: encounter.placeOfService,
    priorAuthorizationNumber: encounter.priorAuthorizationNumber,
    accident: encounter.accident,
    onsetOn: encounter.onsetOn,
    admittedOn: encounter.admittedOn,
    dischargedOn: encounter.dischargedOn,
    providerSignatureOnFile: encounter.providerSignatureOnFile,
    patientSignatureOnFile: encounter.patientSignatureOnFile,
    assignment: encounter.assignment,
    benefitsAssignment: encounter.benefitsAssignment,
    releaseOfInformation: encounter.releaseOfInformation,
    diagnoses: [...part.diagnoses],
    createdAt: work.now,
  });
  work.em.persist(claim);
  for (const [index, coverage] of coverages.entries()) {
    work.em.persist(Object.assign(new ClaimPayer(), { practiceId, claimId: claim.id, patientId, sequence: index + 1, payerId: coverage.payerId, coverageId: coverage.id }));
  }
  for (const [index, { charge, encounter: visit, codes }] of part.charges.entries()) {
    const { procedureCode, modifiers, unitKind, quantity, chargeCents, servedOn, servedTo, placeOfService, renderingProviderId, description, ndc, emergency } = charge;
    work.em.persist(
      Object.assign(new ClaimLine(), {
        practiceId,
        claimId: claim.id,
        patientId,
        encounterId: visit.id,
        chargeId: charge.id,
        lineNumber: index + 1,
        lineItemControlNumber: lineItemControlNumberOf(charge.id),
        procedureCode,
        modifiers: [...modifiers],
        unitKind,
        quantity,
        chargeCents,
        diagnosisPointers: codes.map((code) => part.diagnoses.indexOf(code) + 1),
        servedOn,
        servedTo,
        placeOfService: placeOfService === claim.placeOfService ? null : placeOfService,
        renderingProviderId: renderingProviderId === claim.renderingProviderId ? null : renderingProviderId,
        description,
        ndc,
        emergency,
      }),
    );
  }
  keepHistory(work, claim, { axis: "WORKFLOW", move: "create", from: "DRAFT", to: "DRAFT" });
  await work.em.flush();
  await linkEncounters(work, claim, part, visits);
  claim.chargeJournalId = await postCharges(work, claim, part.charges, coverages[0]!.payerId);
  return claim;
}

async function linkEncounters(work: Work, claim: Claim, part: Part, visits: readonly EncounterWithLines[]): Promise<void> {
  for (const { encounter } of visits) {
    if (!part.charges.some((each) => each.encounter.id === encounter.id)) continue;
    await work.sql(`insert into claim_encounter (practice_id, claim_id, encounter_id) values ($1, $2, $3)`, [claim.practiceId, claim.id, encounter.id]);
  }
}

/** Per line: the first payer owes it, and it is revenue. */
async function postCharges(work: Work, claim: Claim, charges: readonly ChargeOnClaim[], payerId: string): Promise<string | null> {
  const practice = await load(work, Practice, claim.practiceId);
  return postJournal(work, {
    practiceId: claim.practiceId,
    kind: "charge",
    sourceId: claim.id,
    effectiveOn: work.today(practice.timeZone),
    entries: charges.flatMap(({ charge }) => {
      const about = { patientId: claim.patientId, guarantorId: claim.guarantorId, claimId: claim.id, serviceLineId: charge.id, payerId, payerSequence: 1 };
      return [
        { ...about, account: "RECEIVABLE_INSURER" as const, amount: charge.chargeCents },
        { ...about, account: "CHARGES" as const, amount: cents(-charge.chargeCents) },
      ];
    }),
  });
}

function sumOf(charges: readonly ChargeOnClaim[]): Cents {
  return cents(charges.reduce((total, { charge }) => total + charge.chargeCents, 0n));
}
