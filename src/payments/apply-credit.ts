import { Refusal, type Cents } from "../vocabulary";
import { unappliedCredit } from "../ledger";
import type { Guarantor } from "../patients";
import { invalid, load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { Practice } from "../practices";
import { allocateCredit } from "./allocate-credit";
import { lockAccount } from "./lock-account";
import type { PaymentAllocation } from "./payment-allocation";
import { publishAllocated } from "./settle-guarantor";

export type ApplyCredit = { guarantorId: string; serviceLineIds?: readonly string[] | null; amountCents?: Cents | null };

/** Puts unapplied credit on open lines: those named, or the longest owed first. Refuses NOT_FOUND, INVALID_INPUT, NO_CREDIT, NOTHING_OWED. */
export async function applyCredit(work: Work, { guarantorId, serviceLineIds, amountCents }: ApplyCredit): Promise<{ guarantor: Guarantor; allocations: PaymentAllocation[] }> {
  return work.atomically(async () => {
    const guarantor = await lockAccount(work, guarantorId, ["guarantorId"]);
    if (amountCents !== null && amountCents !== undefined && amountCents <= 0n) throw invalid(["amountCents"], "amountCents is above zero.");
    const practice = await load(work, Practice, guarantor.practiceId);
    if ((await unappliedCredit(work, practice.id, guarantorId)) <= 0n) throw new Refusal("NO_CREDIT", "The guarantor has no unapplied credit.", {}, ["guarantorId"]);
    const allocations = await allocateCredit(work, {
      practice,
      guarantorId,
      cause: "BY_HAND",
      ...(serviceLineIds?.length ? { preferredLineIds: serviceLineIds, onlyPreferred: true } : {}),
      ...(amountCents ? { atMost: amountCents } : {}),
    });
    if (!allocations.length) throw new Refusal("NOTHING_OWED", "None of these lines is owed by the guarantor.", {}, ["serviceLineIds"]);
    publishAllocated(work, practice.id, allocations);
    return { guarantor, allocations };
  });
}
