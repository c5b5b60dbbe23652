import { Payer, takeAddress, type AddressGiven } from "../practices";
import type { Sex } from "../patients";
import { invalid, load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import type { PlainDate } from "../vocabulary";
import type { CoverageRank, Subscriber, SubscriberRelationship } from "./coverage";

export type SubscriberGiven = { firstName: string; middleName?: string | null; lastName: string; birthDate: PlainDate; sex: Sex; address: AddressGiven };

export type CoverageGiven = {
  payerId: string;
  rank: CoverageRank;
  memberId: string;
  groupNumber?: string | null;
  planName?: string | null;
  subscriberRelationship: SubscriberRelationship;
  subscriber?: SubscriberGiven | null;
  effectiveFrom: PlainDate;
  effectiveTo?: PlainDate | null;
};

/** The facts of a coverage, tidied as a claim will carry them. Refuses NOT_FOUND for the payer, INVALID_INPUT. */
export async function checkedCoverage(work: Work, given: CoverageGiven, today: PlainDate) {
  const payer = await load(work, Payer, given.payerId, { path: ["payerId"], what: "payer" });
  if (!payer.active) throw invalid(["payerId"], "This payer is retired; choose one that is in use.");
  const effectiveTo = given.effectiveTo ?? null;
  if (effectiveTo && effectiveTo < given.effectiveFrom) throw invalid(["effectiveTo"], "effectiveTo is not before effectiveFrom.");
  return {
    payerId: payer.id,
    rank: given.rank,
    memberId: takeMemberId(given.memberId),
    groupNumber: shortText(given.groupNumber, "groupNumber", 50, "SBR03"),
    planName: shortText(given.planName, "planName", 60, "SBR04"),
    subscriberRelationship: given.subscriberRelationship,
    subscriber: takeSubscriber(given, today),
    effectiveFrom: given.effectiveFrom,
    effectiveTo,
  };
}

/** As it is stored and searched: upper case, no spaces. Card and file differ in both, and payers read over them. */
export function tidyMemberId(text: string): string {
  return text.replace(/\s+/g, "").toUpperCase();
}

function takeMemberId(text: string): string {
  const memberId = tidyMemberId(text);
  if (!/^[A-Z0-9][A-Z0-9./-]{1,79}$/.test(memberId)) throw invalid(["memberId"], "memberId has 2 to 80 letters, digits, hyphens, slashes or points (2010BA NM109).");
  return memberId;
}

function shortText(text: string | null | undefined, field: string, most: number, element: string): string | null {
  const tidy = text?.trim() ?? "";
  if (tidy.length > most) throw invalid([field], `${field} has at most ${most} characters (${element}).`);
  return tidy || null;
}

function takeSubscriber({ subscriberRelationship, subscriber }: CoverageGiven, today: PlainDate): Subscriber | null {
  if (subscriberRelationship === "SELF") {
    if (subscriber) throw invalid(["subscriber"], "The patient is the subscriber (SELF), so there is no other one to give.");
    return null;
  }
  if (!subscriber) throw invalid(["subscriber"], "Give the subscriber, because the patient is not the one who holds the policy (2010BA).");
  if (!subscriber.firstName.trim()) throw invalid(["subscriber", "firstName"], "firstName is not empty (2010BA NM104).");
  if (!subscriber.lastName.trim()) throw invalid(["subscriber", "lastName"], "lastName is not empty (2010BA NM103).");
  if (subscriber.birthDate > today) throw invalid(["subscriber", "birthDate"], "birthDate is today or earlier (2010BA DMG02).");
  return {
    firstName: subscriber.firstName.trim(),
    middleName: subscriber.middleName?.trim() || null,
    lastName: subscriber.lastName.trim(),
    birthDate: subscriber.birthDate,
    sex: subscriber.sex,
    address: takeAddress(subscriber.address, ["subscriber", "address"]),
  };
}
