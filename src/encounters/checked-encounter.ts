import { Location, Practice, Provider } from "../practices";
import { Patient } from "../patients";
import { invalid, load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { isState, Refusal, type PlainDate } from "../vocabulary";
import type { Accident, Assignment, BenefitsAssignment, Encounter, ReleaseOfInformation } from "./encounter";

export type AccidentGiven = { kind: Accident["kind"]; on: PlainDate; state?: string | null };

/** The facts of a visit as a caller gives them, but for its diagnoses and charges. */
export type VisitGiven = {
  locationId: string;
  renderingProviderId: string;
  referringProviderId?: string | null;
  supervisingProviderId?: string | null;
  servedFrom: PlainDate;
  servedTo?: PlainDate | null;
  placeOfService?: string | null;
  priorAuthorizationNumber?: string | null;
  accident?: AccidentGiven | null;
  onsetOn?: PlainDate | null;
  admittedOn?: PlainDate | null;
  dischargedOn?: PlainDate | null;
  providerSignatureOnFile?: boolean | null;
  patientSignatureOnFile?: boolean | null;
  assignment?: Assignment | null;
  benefitsAssignment?: BenefitsAssignment | null;
  releaseOfInformation?: ReleaseOfInformation | null;
};

/** The facts of a visit, complete and sound; who and what it has already may have been retired since. Refuses NOT_FOUND for place and people of another practice, INVALID_INPUT. */
export async function checkedVisit(work: Work, patient: Patient, given: VisitGiven, existing: Encounter | null = null) {
  const { practiceId } = patient;
  const practice = await load(work, Practice, practiceId);
  const today = work.today(practice.timeZone);
  const location = await placeOfPractice(work, practiceId, given.locationId, existing?.locationId ?? null);
  const servedFrom = given.servedFrom;
  const servedTo = given.servedTo ?? servedFrom;
  if (servedFrom > today) throw invalid(["servedFrom"], "servedFrom is today or earlier: what was not done yet is not charged (DTP*472).");
  if (servedFrom < patient.birthDate) throw invalid(["servedFrom"], "servedFrom is not before the patient's birth.");
  if (servedTo < servedFrom) throw invalid(["servedTo"], "servedTo is not before servedFrom.");
  if (servedTo > today) throw invalid(["servedTo"], "servedTo is today or earlier.");
  const [admittedOn, dischargedOn, onsetOn] = [given.admittedOn ?? null, given.dischargedOn ?? null, given.onsetOn ?? null];
  if (admittedOn && admittedOn > servedTo) throw invalid(["admittedOn"], "admittedOn is not after the visit (DTP*435).");
  if (dischargedOn && !admittedOn) throw invalid(["admittedOn"], "Who was discharged was admitted before: give admittedOn (DTP*435).");
  if (dischargedOn && dischargedOn < admittedOn!) throw invalid(["dischargedOn"], "dischargedOn is not before admittedOn (DTP*096).");
  if (onsetOn && onsetOn > servedTo) throw invalid(["onsetOn"], "onsetOn is not after the visit (DTP*431).");
  const renderingProviderId = await providerOfPractice(work, practiceId, given.renderingProviderId, existing?.renderingProviderId ?? null, ["renderingProviderId"]);
  return {
    locationId: location.id,
    renderingProviderId,
    referringProviderId: given.referringProviderId ? await providerOfPractice(work, practiceId, given.referringProviderId, existing?.referringProviderId ?? null, ["referringProviderId"]) : null,
    supervisingProviderId: given.supervisingProviderId
      ? await providerOfPractice(work, practiceId, given.supervisingProviderId, existing?.supervisingProviderId ?? null, ["supervisingProviderId"])
      : null,
    servedFrom,
    servedTo,
    placeOfService: takePlaceOfService(given.placeOfService, ["placeOfService"]) ?? location.placeOfService,
    priorAuthorizationNumber: takeAuthorization(given.priorAuthorizationNumber),
    accident: takeAccident(given.accident, servedTo),
    onsetOn,
    admittedOn,
    dischargedOn,
    providerSignatureOnFile: given.providerSignatureOnFile ?? true,
    patientSignatureOnFile: given.patientSignatureOnFile ?? true,
    assignment: given.assignment ?? ("ASSIGNED" as const),
    benefitsAssignment: given.benefitsAssignment ?? ("YES" as const),
    releaseOfInformation: given.releaseOfInformation ?? ("SIGNED" as const),
  };
}

/** A clinician in use of that practice. Staff of a billing service reach several, so the wall alone does not say which. */
export async function providerOfPractice(work: Work, practiceId: string, id: string, already: string | null, path: readonly string[]): Promise<string> {
  const provider = await load(work, Provider, id, { path, what: "provider" });
  if (provider.practiceId !== practiceId) throw new Refusal("NOT_FOUND", "There is no such provider in the patient's practice.", {}, path);
  if (!provider.active && id !== already) throw invalid(path, "This provider is retired.");
  return provider.id;
}

async function placeOfPractice(work: Work, practiceId: string, id: string, already: string | null): Promise<Location> {
  const location = await load(work, Location, id, { path: ["locationId"], what: "location" });
  if (location.practiceId !== practiceId) throw new Refusal("NOT_FOUND", "There is no such location in the patient's practice.", {}, ["locationId"]);
  if (!location.active && id !== already) throw invalid(["locationId"], "This location is retired.");
  return location;
}

export function takePlaceOfService(text: string | null | undefined, path: readonly string[]): string | null {
  if (text === null || text === undefined) return null;
  if (!/^\d{2}$/.test(text)) throw invalid(path, "placeOfService is a two-digit CMS place of service code such as 11 (CLM05-1, SV105).");
  return text;
}

function takeAuthorization(text: string | null | undefined): string | null {
  const number = text?.trim().toUpperCase() ?? "";
  if (!number) return null;
  if (!/^[A-Z0-9][A-Z0-9 ./-]{0,49}$/.test(number)) throw invalid(["priorAuthorizationNumber"], "priorAuthorizationNumber has at most 50 letters, digits, hyphens, slashes or points (REF*G1).");
  return number;
}

function takeAccident(given: AccidentGiven | null | undefined, servedTo: PlainDate): Accident | null {
  if (!given) return null;
  if (given.on > servedTo) throw invalid(["accident", "on"], "The accident is not after the visit (DTP*439).");
  const state = given.state?.trim().toUpperCase() || null;
  if (given.kind === "AUTO" && !state) throw invalid(["accident", "state"], "An automobile accident names the state where it happened (CLM11-4).");
  if (given.kind !== "AUTO" && state) throw invalid(["accident", "state"], "A state belongs to an automobile accident only (CLM11-4).");
  if (state && !isState(state)) throw invalid(["accident", "state"], "state is a USPS two-letter code such as CO (CLM11-4).");
  return { kind: given.kind, on: given.on, state };
}
