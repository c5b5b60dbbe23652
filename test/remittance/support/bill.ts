import { cents, plainDate } from "../../../src/vocabulary";
import { Claim, ClaimLine, ClaimSubmission, createClaims, payersOf } from "../../../src/claims";
import { createEncounter, moveEncounter } from "../../../src/encounters";
import { checkLedger } from "../../../src/ledger";
import { toTypeId, uuidv7 } from "../../../src/platform/database/ids";
import type { Work } from "../../../src/platform/work/work";
import type { TestOffice } from "../../support/office";

export type BilledClaim = {
  readonly claimId: string;
  readonly patientId: string;
  readonly guarantorId: string;
  /** CLM01 of the submission to each payer, from the first. */
  readonly controlNumbers: readonly string[];
  readonly lines: readonly { readonly chargeId: string; readonly control: string; readonly code: string; readonly cents: bigint }[];
  readonly id: string;
};

export type ToBill = {
  patientId: string;
  locationId: string;
  renderingProviderId: string;
  servedOn?: string;
  charges: readonly { code: string; modifiers?: readonly string[]; cents: number; quantity?: string }[];
};

/** A visit of the cast, coded and billed through the rooms' verbs, and sent to each of its payers. */
export async function bill(work: Work, { servedOn = "2026-11-02", charges, ...visit }: ToBill): Promise<BilledClaim> {
  return work.atomically(async () => {
    const encounter = await createEncounter(work, {
      ...visit,
      servedFrom: plainDate(servedOn),
      diagnoses: ["E119"],
      charges: charges.map((each) => ({ procedureCode: each.code, modifiers: [...(each.modifiers ?? [])], chargeCents: cents(each.cents), quantity: each.quantity ?? "1", diagnosisPointers: [1] })),
    } as never);
    moveEncounter(work, encounter, "submitForCoding");
    moveEncounter(work, encounter, "completeCoding");
    await work.em.flush();
    const [claim] = await createClaims(work, { encounterIds: [encounter.id] });
    await work.em.flush();
    return describe(work, claim!);
  });
}

let numbers = 0;
/** A submission as the claims room keeps one; what the 837P says does not matter here, only the numbers that come back. */
async function submitted(work: Work, claim: Claim, payerSequence: number, payerId: string): Promise<string> {
  const patientControlNumber = `T${process.pid}X${++numbers}`;
  work.em.persist(
    Object.assign(new ClaimSubmission(), {
      practiceId: claim.practiceId,
      claimId: claim.id,
      payerSequence,
      payerId,
      revision: claim.revision,
      frequency: "1" as const,
      patientControlNumber,
      chargeCents: claim.totalChargeCents,
      outboundFileId: uuidv7(),
      transactionControlNumber: "0001",
      snapshot: {},
      submittedAt: work.now,
      status: "SENT" as const,
      statusAt: work.now,
    }),
  );
  return patientControlNumber;
}

async function describe(work: Work, claim: Claim): Promise<BilledClaim> {
  const lines = await work.em.find(ClaimLine, { practiceId: claim.practiceId, claimId: claim.id }, { orderBy: { lineNumber: "asc" } });
  const controlNumbers: string[] = [];
  for (const payer of await payersOf(work, claim)) controlNumbers.push(await submitted(work, claim, payer.sequence, payer.payerId));
  return {
    claimId: claim.id,
    id: toTypeId("clm", claim.id),
    patientId: claim.patientId,
    guarantorId: claim.guarantorId,
    controlNumbers,
    lines: lines.map((line) => ({ chargeId: line.chargeId, control: line.lineItemControlNumber, code: line.procedureCode, cents: line.chargeCents })),
  };
}

/** Another submission of the same claim to its first payer: after a denial, corrected. */
export async function sendAgain(work: Work, { claimId }: BilledClaim): Promise<string> {
  return work.atomically(async () => {
    const claim = (await work.em.findOne(Claim, { id: claimId }))!;
    const [payer] = await payersOf(work, claim);
    return submitted(work, claim, 1, payer!.payerId);
  });
}

/** What the book says of a claim's lines, in whole cents, over all of its lines. */
export async function balancesOf(office: TestOffice, claimId: string) {
  const rows = await office.owner(
    `select account, payer_sequence, sum(amount_cents)::int as amount from ledger_entry
     where service_line_id in (select charge_id from claim_line where claim_id = $1) group by 1, 2 having sum(amount_cents) <> 0`,
    [claimId],
  );
  const result: Record<string, number> = {};
  for (const { account, payer_sequence, amount } of rows) {
    const name =
      account === "RECEIVABLE_INSURER"
        ? `insurer${payer_sequence as number}`
        : ({
            RECEIVABLE_PATIENT: "patient",
            PAYER_CASH_CLEARING: "insurerPaid",
            CONTRACTUAL_ADJUSTMENT: "contractual",
            SEQUESTRATION: "sequestration",
            CHARGES: "charges",
            UNAPPLIED_PATIENT_CREDIT: "patientPaid",
          }[account as string] ?? (account as string));
    result[name] = (result[name] ?? 0) + (amount as number) * (account === "CHARGES" ? -1 : 1);
  }
  return Object.fromEntries(Object.entries(result).filter(([, amount]) => amount !== 0));
}

/** Every invariant of the book of Riverside, or what breaks. */
export async function brokenInvariants(office: TestOffice): Promise<string[]> {
  const checks = await checkLedger((text, values) => office.owner(text, [...values]), office.cast.riverside!);
  return checks.filter((check) => !check.ok).map((check) => `${check.name}: ${check.found}`);
}
