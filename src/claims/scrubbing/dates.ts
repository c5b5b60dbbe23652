import { daysBetween, type PlainDate } from "../../vocabulary";
import { payerOf, priorPayersOf, type ClaimContext } from "../submission/claim-context";
import { perLine, unless, type ScrubRule } from "./rule";

const NEAR_DAYS = 14;
const INPATIENT = new Set(["21", "51", "61"]);

/** Days that are left to file with the current payer; null when the day from which it counts is not known. */
function filingDaysLeft(context: ClaimContext): number | null {
  const payer = payerOf(context);
  const remitted = priorPayersOf(context)
    .map((prior) => prior.adjudication?.adjudicatedOn)
    .filter((day) => day !== undefined)
    .sort()
    .at(-1);
  const bases: Record<typeof payer.filingBasis, PlainDate | undefined> = {
    SERVICE_FROM: context.servedFrom,
    SERVICE_THROUGH: context.servedTo,
    PRIMARY_REMITTANCE: context.sequence === 1 ? context.servedFrom : remitted,
  };
  const basis = bases[payer.filingBasis];
  return basis ? payer.filingLimitDays - daysBetween(basis, context.today) : null;
}

/** DTP */
export const dateRules: readonly ScrubRule[] = [
  {
    id: "service-in-future",
    severity: "ERROR",
    element: "2400 DTP03",
    title: "No service is in the future.",
    why: "A claim is for what was done. Correct the charge, or wait.",
    check: (context) => perLine(context, (line, path) => unless(line.servedTo <= context.today, [...path, "servedTo"], "The service is in the future.")),
  },
  {
    id: "service-dates-order",
    severity: "ERROR",
    element: "2400 DTP03",
    title: "A service ends on or after the day on which it began.",
    why: "Correct the charge.",
    check: (context) => perLine(context, (line, path) => unless(line.servedOn <= line.servedTo, [...path, "servedTo"], "The service ends before it begins.")),
  },
  {
    id: "claim-dates",
    severity: "ERROR",
    element: "2400 DTP03",
    title: "The claim's first and last day are those of its lines.",
    why: "This is a fault of ours: report it.",
    check: ({ lines, servedFrom, servedTo }) =>
      unless(
        !lines.length || lines.every((line) => line.servedOn >= servedFrom && (line.servedTo <= servedTo || line.servedTo < line.servedOn)),
        ["servedFrom"],
        "A line lies outside the claim's days of service.",
      ),
  },
  {
    id: "timely-filing-past",
    severity: "WARNING",
    element: "2400 DTP03",
    title: "The payer's filing limit is not past.",
    why: "The payer will deny it (CARC 29), unless an exception or a delay reason applies. Send it at once, with proof.",
    check: (context) => unless((filingDaysLeft(context) ?? 0) >= 0, ["servedFrom"], "The payer's filing limit is past."),
  },
  {
    id: "timely-filing-near",
    severity: "WARNING",
    element: "2400 DTP03",
    title: "The payer's filing limit is more than two weeks away.",
    why: "The clock stops when the payer has received the claim, not when it is sent: leave time for a rejection.",
    check: (context) => {
      const left = filingDaysLeft(context);
      return left === null || left < 0 ? [] : unless(left > NEAR_DAYS, ["servedFrom"], `${left} days are left to file with the payer.`);
    },
  },
  {
    id: "onset-after-service",
    severity: "ERROR",
    element: "2300 DTP03",
    title: "The illness began on or before the first day of service.",
    why: "DTP*431 after the service is rejected. Correct the visit.",
    check: ({ onsetOn, servedFrom }) => unless(onsetOn === null || onsetOn <= servedFrom, ["onsetOn"], "The onset is after the first day of service."),
  },
  {
    id: "admission-missing",
    severity: "ERROR",
    element: "2300 DTP03",
    title: "Care of an inpatient says when the patient was admitted.",
    why: "DTP*435 is required for visits in hospital (place of service 21, 51, 61). Correct the visit.",
    check: ({ placeOfService, admittedOn }) => (INPATIENT.has(placeOfService) ? unless(admittedOn !== null, ["admittedOn"], "The day of admission is missing.") : []),
  },
  {
    id: "admission-after-service",
    severity: "ERROR",
    element: "2300 DTP03",
    title: "The patient was admitted on or before the first day of service.",
    why: "DTP*435 after the service contradicts it. Correct the visit.",
    check: ({ admittedOn, servedFrom }) => unless(admittedOn === null || admittedOn <= servedFrom, ["admittedOn"], "The admission is after the first day of service."),
  },
  {
    id: "discharge-before-admission",
    severity: "ERROR",
    element: "2300 DTP03",
    title: "The patient was discharged on or after the day of admission.",
    why: "DTP*096 before DTP*435 is rejected. Correct the visit.",
    check: ({ admittedOn, dischargedOn }) => unless(dischargedOn === null || admittedOn === null || dischargedOn >= admittedOn, ["dischargedOn"], "The discharge is before the admission."),
  },
];
