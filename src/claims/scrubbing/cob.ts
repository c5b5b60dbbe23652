import { isAdjustmentGroup } from "../../edi";
import { payerOf, priorPayersOf, type ClaimContext, type PayerInContext } from "../submission/claim-context";
import { unless, type Complaint, type ScrubRule } from "./rule";

type Decided = PayerInContext & { adjudication: NonNullable<PayerInContext["adjudication"]> };

function perDecision(context: ClaimContext, look: (payer: Decided, path: readonly (string | number)[]) => readonly Complaint[]): Complaint[] {
  return priorPayersOf(context).flatMap((payer) => (payer.adjudication ? look(payer as Decided, ["payers", payer.sequence - 1, "adjudication"]) : []));
}

const sum = (amounts: readonly { amountCents: string }[]) => amounts.reduce((total, each) => total + BigInt(each.amountCents), 0n);

/** Coordination of benefits: what payers before have decided (2320, 2330, 2430). */
export const cobRules: readonly ScrubRule[] = [
  {
    id: "cob-prior-decided",
    severity: "ERROR",
    element: "2320 AMT02",
    title: "Every payer before has decided.",
    why: "A further payer pays after what came before, and is told of it. Wait for the remittance.",
    check: (context) => priorPayersOf(context).flatMap((payer) => unless(payer.adjudication !== null, ["payers", payer.sequence - 1, "adjudication"], `Payer ${payer.sequence} has not decided.`)),
  },
  {
    id: "cob-forwarded",
    severity: "ERROR",
    element: "2000B SBR01",
    title: "The payer has not got the claim from the one before.",
    why: "It was crossed over (CLP02 19, 20, 21): sending it too makes a duplicate. Wait for the remittance.",
    check: (context) => unless(!payerOf(context).forwarded, ["payers", context.sequence - 1, "forwarded"], "The payer before has sent the claim on already."),
  },
  {
    id: "cob-paid-negative",
    severity: "ERROR",
    element: "2320 AMT02",
    title: "No payer has paid less than nothing.",
    why: "AMT*D and SVD02 are zero or more. Post the correction that follows the reversal first.",
    check: (context) =>
      perDecision(context, ({ adjudication }, path) =>
        unless(adjudication.paidCents >= 0n && adjudication.cob.lines.every((line) => BigInt(line.paidCents) >= 0n), [...path, "paidCents"], "A payer's payment is negative."),
      ),
  },
  {
    id: "cob-lines-complete",
    severity: "ERROR",
    element: "2430 SVD01",
    title: "A payer that decided by line decided every line.",
    why: "The next payer balances each line by itself. Find the line in the remittance.",
    check: (context) =>
      perDecision(context, ({ adjudication: { cob } }, path) =>
        cob.lines.length
          ? context.lines.flatMap((line, index) =>
              unless(
                cob.lines.some((said) => said.chargeId === line.chargeId),
                [...path, "cob", "lines"],
                `Line ${index + 1} is missing in what the payer decided.`,
              ),
            )
          : [],
      ),
  },
  {
    id: "cob-line-balance",
    severity: "ERROR",
    element: "2430 SVD02",
    title: "For each line: charge = paid + adjustments.",
    why: "SV102 = SVD02 + sum(line CAS), or the payer rejects the claim. Correct what was recorded from the remittance.",
    check: (context) =>
      perDecision(context, ({ adjudication: { cob } }, path) =>
        context.lines.flatMap((line) => {
          const said = cob.lines.find((each) => each.chargeId === line.chargeId);
          return said
            ? unless(
                BigInt(said.paidCents) + sum(said.adjustments) === line.chargeCents,
                [...path, "cob", "lines", cob.lines.indexOf(said)],
                `Line ${line.lineNumber} does not balance: charge is not paid + adjustments.`,
              )
            : [];
        }),
      ),
  },
  {
    id: "cob-claim-balance",
    severity: "ERROR",
    element: "2320 AMT02",
    title: "For the claim: charge = paid + all adjustments.",
    why: "CLM02 = AMT*D + sum(claim CAS) + sum(line CAS), or the payer rejects the claim. Correct what was recorded from the remittance.",
    check: (context) =>
      perDecision(context, ({ adjudication: { cob, paidCents } }, path) => {
        const linesBalance = cob.lines.every((said) => {
          const line = context.lines.find((each) => each.chargeId === said.chargeId);
          return !line || BigInt(said.paidCents) + sum(said.adjustments) === line.chargeCents;
        });
        const complete = !cob.lines.length || context.lines.every((line) => cob.lines.some((said) => said.chargeId === line.chargeId));
        // A line that does not balance is said once, by its own rule.
        if (!linesBalance || !complete) return [];
        return unless(
          paidCents + sum(cob.adjustments) + cob.lines.reduce((total, line) => total + sum(line.adjustments), 0n) === context.totalChargeCents,
          [...path, "paidCents"],
          "The claim does not balance: charge is not paid + adjustments.",
        );
      }),
  },
  {
    id: "cob-adjustment-reason",
    severity: "ERROR",
    element: "2430 CAS02",
    title: "Every adjustment has a group and a reason.",
    why: "CAS01 is CO, PR, OA, PI or CR; CAS02 a reason code. Correct what was recorded from the remittance.",
    check: (context) =>
      perDecision(context, ({ adjudication: { cob } }, path) => {
        const all = [...cob.adjustments, ...cob.lines.flatMap((line) => line.adjustments)].filter((each) => BigInt(each.amountCents) !== 0n);
        return unless(
          all.every((each) => isAdjustmentGroup(each.groupCode) && /^[A-Z]?\d{1,4}$/.test(each.reasonCode)),
          [...path, "cob", "adjustments"],
          "An adjustment has no group or no reason.",
        );
      }),
  },
  {
    id: "cob-decision-date",
    severity: "ERROR",
    element: "2430 DTP03",
    title: "A payer decided on or after the service and not in the future.",
    why: "DTP*573 tells the next payer when. Correct what was recorded from the remittance.",
    check: (context) =>
      perDecision(context, ({ adjudication }, path) =>
        unless(
          adjudication.adjudicatedOn >= context.servedFrom && adjudication.adjudicatedOn <= context.today,
          [...path, "adjudicatedOn"],
          "The day of the decision is before the service or in the future.",
        ),
      ),
  },
  {
    id: "cob-payer-number",
    severity: "WARNING",
    element: "2330B REF02",
    title: "The number that the payer before gave the claim is known.",
    why: "REF*F8 of 2330B lets the next payer ask it. Record it from the remittance (CLP07).",
    check: (context) =>
      perDecision(context, ({ adjudication }, path) => unless(Boolean(adjudication.payerClaimControlNumber), [...path, "payerClaimControlNumber"], "The payer's number of the claim is missing.")),
  },
  {
    id: "cob-nothing-left",
    severity: "WARNING",
    element: "2430 AMT02",
    title: "The payer before left something to be paid.",
    why: "Without patient responsibility (PR) a further payer owes nothing, and the claim will be paid with zero.",
    check: (context) => {
      const before = priorPayersOf(context).at(-1)?.adjudication;
      return unless(!before || BigInt(before.cob.patientResponsibilityCents) > 0n, ["payers", context.sequence - 2, "adjudication"], "The payer before left nothing to be paid.");
    },
  },
];
