import { professionalClaimsOf, type ClaimInContext, type ProfessionalClaims, type StatusCode } from "../../edi";
import { add, addDays, isNpi, ZERO, type PlainDate } from "../../vocabulary";
import { outcomeOf, type MemberOutcome } from "./member-outcomes";
import type { ClaimOnFile, Due } from "./memory";
import { termsOf, type SimulatedPayerTerms } from "./payers";
import { readPriorDecision } from "./prior-decision";

/** Who looked at a claim, and what is wrong with it: the codes of its STC in the 277CA. */
export interface Rejection {
  readonly by: "clearinghouse" | "payer";
  readonly codes: readonly StatusCode[];
}

export interface Admission {
  readonly terms: SimulatedPayerTerms;
  readonly outcome: MemberOutcome;
  readonly leftByPriorPayer?: readonly bigint[];
  /** The claim that frequency 7 replaces or 8 voids, by its payer's number. */
  readonly original: string | null;
}

export interface FrontDoor {
  readonly today: PlainDate;
  readonly claims: Readonly<Record<string, ClaimOnFile>>;
  readonly agenda: readonly Due[];
}

/** Whether a claim is taken in for adjudication: first the clearinghouse's look at its form, then the payer's. */
export function admit(context: ClaimInContext, door: FrontDoor): Admission | Rejection {
  const codes = wrongInForm(context, door.today);
  const terms = termsOf(context.subscriber.payer.identifier ?? "");
  if (!terms) codes.push(code("A3", "116"));
  if (codes.length || !terms) return { by: "clearinghouse", codes: codes.slice(0, MOST_CODES) };
  const outcome = outcomeOf(memberIdOf(context), terms);
  if (outcome === null) return { by: "payer", codes: [code("A3", "33", "IL")] };
  if (outcome === "REJECT") return { by: "clearinghouse", codes: [code("A7", "164", "IL")] };
  return admitToPayer(context, door, terms, outcome);
}

function admitToPayer({ claim, subscriber, billingProvider }: ClaimInContext, door: FrontDoor, terms: SimulatedPayerTerms, outcome: MemberOutcome): Admission | Rejection {
  const rejected = (...codes: StatusCode[]): Rejection => ({ by: "payer", codes });
  let original: string | null = null;
  if (claim.frequencyCode !== "1") {
    if (!terms.takesReplacements) return rejected(code("A3", "535"));
    original = findOnFile(door, terms, billingProvider.provider.identifier, claim.payerClaimControlNumber);
    if (original === null) return rejected(code("A3", "478", "PR"));
  }
  if (subscriber.payerSequence === "P" || claim.frequencyCode === "8") return { terms, outcome, original };
  const prior = readPriorDecision(claim, subscriber.payerSequence);
  if ("problem" in prior) return rejected(prior.problem === "not told" ? code("A6", "286") : code("A7", "690"));
  return { terms, outcome, original, leftByPriorPayer: prior.left };
}

/** A claim that was reversed, or that another sending is about to take back, is not there any more. */
function findOnFile({ claims, agenda }: FrontDoor, terms: SimulatedPayerTerms, npi: string | undefined, given: string | undefined): string | null {
  const found = Object.entries(claims).find(
    ([number, onFile]) => (number === given || onFile.decision.payerClaimControlNumber === given) && onFile.payerId === terms.payerId && onFile.payee.npi === npi && onFile.state !== "reversed",
  );
  if (!found) return null;
  const [number] = found;
  const superseded = agenda.some((due) => (due.act === "replace" && due.original === number) || (due.act === "void" && due.number === number));
  return superseded ? null : number;
}

const MOST_CODES = 3;

function wrongInForm({ claim, billingProvider, subscriber, patient }: ClaimInContext, today: PlainDate): StatusCode[] {
  const { lines, diagnoses } = claim;
  const charges = add(ZERO, ...lines.map((line) => line.chargeAmount));
  // Practices east of the payer are already in tomorrow when they send.
  const latest = addDays(today, 1);
  const pointers = lines.flatMap((line) => [...line.diagnosisPointers]);
  const checks: readonly (readonly [wrong: boolean, code: StatusCode])[] = [
    [!isNpi(billingProvider.provider.identifier ?? ""), code("A7", "562", "85")],
    [claim.renderingProvider !== undefined && !isNpi(claim.renderingProvider.identifier ?? ""), code("A7", "562", "82")],
    [!billingProvider.provider.employerId && !billingProvider.provider.socialSecurityNumber, code("A6", "128", "85")],
    [!billingProvider.provider.address?.line1, code("A6", "126", "85")],
    [memberIdOf({ subscriber }) === "", code("A6", "164", "IL")],
    [!(patient ?? subscriber).person.name, code("A6", "125", "QC")],
    [!(patient ?? subscriber).person.demographics?.birthDate, code("A6", "158", "QC")],
    [lines.length === 0 || lines.length > 50, code("A7", "121")],
    [charges !== claim.chargeAmount, code("A7", "400")],
    [claim.chargeAmount <= 0n, code("A7", "694")],
    [diagnoses.length === 0 || diagnoses.length > 12, code("A7", "255")],
    [new Set(diagnoses.map((each) => each.code)).size !== diagnoses.length, code("A7", "255")],
    [lines.some((line) => line.diagnosisPointers.length === 0) || pointers.some((at) => at < 1 || at > diagnoses.length), code("A7", "477")],
    [lines.some((line) => (line.serviceTo ?? line.serviceFrom) > latest || (line.serviceTo ?? line.serviceFrom) < line.serviceFrom), code("A7", "187")],
    [!["1", "7", "8"].includes(claim.frequencyCode), code("A7", "535")],
    [claim.frequencyCode !== "1" && !claim.payerClaimControlNumber, code("A6", "478", "PR")],
  ];
  return checks.filter(([wrong]) => wrong).map(([, status]) => status);
}

function code(categoryCode: string, statusCode: string, entityCode?: string): StatusCode {
  return { categoryCode, statusCode, ...(entityCode ? { entityCode } : {}) };
}

export function memberIdOf({ subscriber }: Pick<ClaimInContext, "subscriber">): string {
  return subscriber.person.identifier ?? "";
}

/** Claims whose member asks for a 999 that rejects: outcome BADFILE. */
export function badFileClaims(batch: ProfessionalClaims): readonly ClaimInContext[] {
  return professionalClaimsOf(batch).filter((context) => {
    const terms = termsOf(context.subscriber.payer.identifier ?? "");
    return terms !== undefined && outcomeOf(memberIdOf(context), terms) === "BADFILE";
  });
}
