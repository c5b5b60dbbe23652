import { payerOf } from "../submission/claim-context";
import { unless, type ScrubRule } from "./rule";

const STATES = /^(A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[AIT]|W[AIVY]|GU|AS|MP)$/;

/** CLM11 and DTP*439. */
export const accidentRules: readonly ScrubRule[] = [
  {
    id: "accident-auto-state",
    severity: "ERROR",
    element: "2300 CLM11-4",
    title: "An automobile accident names its state.",
    why: "CLM11-4 is required with AA. Correct the visit.",
    check: ({ accident }) => (accident?.kind === "AUTO" ? unless(STATES.test(accident.state ?? ""), ["accident", "state"], "The state of the automobile accident is missing.") : []),
  },
  {
    id: "accident-after-service",
    severity: "ERROR",
    element: "2300 DTP03",
    title: "The accident was on or before the first day of service.",
    why: "DTP*439 after the service contradicts it. Correct the visit.",
    check: ({ accident, servedFrom }) => unless(accident === null || accident.on <= servedFrom, ["accident", "on"], "The accident is after the first day of service."),
  },
  {
    id: "accident-at-work",
    severity: "WARNING",
    element: "2300 CLM11-1",
    title: "An accident at work is billed to workers' compensation.",
    why: "Health plans deny work-related care (CARC 19). Ask for the employer's carrier.",
    check: (context) =>
      context.accident?.kind === "EMPLOYMENT" ? unless(payerOf(context).filingIndicator === "WC", ["accident", "kind"], "An accident at work that is not billed to workers' compensation.") : [],
  },
  {
    id: "accident-missing",
    severity: "WARNING",
    element: "2300 CLM11-1",
    title: "An injury says whether an accident caused it.",
    why: "Payers hold claims with an injury (S00 to T34) and ask the patient about other insurance. Say which kind of accident it was, where it was one.",
    check: ({ diagnoses, accident }) => unless(accident !== null || !/^(S|T[0-2]|T3[0-4])/.test(diagnoses[0] ?? ""), ["accident"], "The principal diagnosis is an injury, and no accident is named."),
  },
];
