import { loadEncounterWithLines, moveEncounter, openEncounter, setCharges, setDiagnoses, touchEncounter, type ChargeInList, type Encounter } from "../encounters";
import { expectVersion } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { Refusal } from "../vocabulary";
import { checkCodes, checkCoding, type CodingFinding } from "./check-coding";

export type CodeEncounter = { encounterId: string; diagnoses?: readonly string[] | null; charges?: readonly ChargeInList[] | null; expectedVersion?: number | null };

/**
 * A coder's codes for a visit in the queue: each list that is given replaces the whole. Refuses NOT_FOUND,
 * STALE_VERSION, MOVE_NOT_ALLOWED, INVALID_INPUT, PRICE_NOT_FOUND, PRICE_MUST_BE_GIVEN, CODES_NOT_IN_FORCE.
 */
export async function codeEncounter(work: Work, { encounterId, diagnoses, charges, expectedVersion }: CodeEncounter): Promise<Encounter> {
  return work.atomically(async () => {
    const encounter = await openEncounter(work, { encounterId, expectedVersion: expectedVersion ?? null, move: "code" });
    touchEncounter(work, encounter);
    if (diagnoses) await setDiagnoses(work, encounter, diagnoses);
    if (charges) await setCharges(work, encounter, charges);
    await work.em.flush();
    const findings = await checkCodes(work, await loadEncounterWithLines(work, encounterId));
    if (findings.length) throw refusal("CODES_NOT_IN_FORCE", "Some codes are not in force on the day of service", findings);
    return encounter;
  });
}

export type CompleteCoding = { encounterId: string; expectedVersion?: number | null };

/** The visit is coded and can be billed. Refuses NOT_FOUND, STALE_VERSION, MOVE_NOT_ALLOWED, CODING_NOT_COMPLETE with all findings. */
export async function completeCoding(work: Work, { encounterId, expectedVersion }: CompleteCoding): Promise<Encounter> {
  return work.atomically(async () => {
    const visit = await loadEncounterWithLines(work, encounterId, { lock: true });
    const { encounter, charges } = visit;
    expectVersion(encounter, expectedVersion);
    moveEncounter(work, encounter, "completeCoding");
    const findings = await checkCoding(work, visit);
    if (findings.length) throw refusal("CODING_NOT_COMPLETE", "The visit is not wholly coded", findings);
    const chargeCents = Number(charges.reduce((total, charge) => total + charge.chargeCents, 0n));
    work.publish({
      type: "encounter.coded",
      practiceId: encounter.practiceId,
      aggregate: { type: "encounter", id: encounter.id },
      data: { patientId: encounter.patientId, chargeCount: charges.length, chargeCents },
    });
    return encounter;
  });
}

/** The first finding gives the refusal its path, for clients that know no findings. */
function refusal(code: string, what: string, findings: readonly CodingFinding[]): Refusal {
  return new Refusal(code, `${what}: ${findings.length === 1 ? "one finding" : `${findings.length} findings`}.`, { findings }, findings[0]!.path);
}
