import { Arg, Ctx, Resolver } from "type-graphql";
import { ClaimType, InboundFileType } from "../../claims";
import { Act, ActPayload } from "../../platform/graphql/acts";
import type { RequestContext } from "../../platform/graphql/context";
import { Payload, PayloadList } from "../../platform/graphql/reads";
import { billNextPayer } from "../bill-next-payer";
import { acceptRemittance, discardRemittance } from "../decide-remittance";
import { depositRemittance } from "../deposit-remittance";
import { enterRemittance } from "../enter-remittance";
import { matchRemittanceClaim, releaseRemittanceClaim } from "../match-remittance-claim";
import { setAdjustmentPolicy } from "../policy/adjustment-policies";
import { postRemittance } from "../post-remittance";
import { receiveRemittance } from "../receive-remittance";
import {
  AdjustmentPolicySetInput,
  ClaimBillNextPayerInput,
  RemittanceAcceptInput,
  RemittanceClaimMatchInput,
  RemittanceClaimReleaseInput,
  RemittanceDepositInput,
  RemittanceDiscardInput,
  RemittanceEnterInput,
  RemittancePostInput,
  RemittanceReceiveInput,
} from "./remittance.inputs";
import { AdjustmentPolicyType, RemittanceClaimType, RemittanceType } from "./remittance.types";

@ActPayload("RemittanceReceivePayload")
export class RemittanceReceivePayload {
  @Payload(() => InboundFileType, "The file as it was kept, with what became of it: a large one is RECEIVED and read in the background.") inboundFile!: InboundFileType | null;
  @PayloadList(() => RemittanceType, "The remittances that it held, those that were known already too.") remittances!: RemittanceType[] | null;
}

@ActPayload("RemittancePayload")
export class RemittancePayload {
  @Payload(() => RemittanceType, "The remittance.") remittance!: RemittanceType | null;
}

@ActPayload("RemittanceClaimPayload")
export class RemittanceClaimPayload {
  @Payload(() => RemittanceClaimType, "The claim of the remittance.") remittanceClaim!: RemittanceClaimType | null;
}

@ActPayload("ClaimBillNextPayerPayload")
export class ClaimBillNextPayerPayload {
  @Payload(() => ClaimType, "The claim.") claim!: ClaimType | null;
}

@ActPayload("AdjustmentPolicyPayload")
export class AdjustmentPolicyPayload {
  @Payload(() => AdjustmentPolicyType, "The rule.") adjustmentPolicy!: AdjustmentPolicyType | null;
}

@Resolver()
export class RemittanceActsResolver {
  @Act(
    () => RemittanceReceivePayload,
    "Takes an 835 file. What balances is posted in the background; what does not waits with its figures; the same payment again changes nothing. Refusals: INVALID_INPUT.",
    {
      permit: "remittances:receive",
      idempotency: "required",
    },
  )
  async remittanceReceive(@Arg("input", () => RemittanceReceiveInput) input: RemittanceReceiveInput, @Ctx() { work }: RequestContext) {
    return receiveRemittance(work, input);
  }
  @Act(() => RemittancePayload, "Enters a paper EOB and posts it. Refusals: NOT_FOUND, INVALID_INPUT, REMITTANCE_NOT_BALANCED.", { permit: "remittances:receive", idempotency: "required" })
  async remittanceEnter(@Arg("input", () => RemittanceEnterInput) input: RemittanceEnterInput, @Ctx() { work }: RequestContext) {
    return { remittance: await enterRemittance(work, input) };
  }
  @Act(() => RemittancePayload, "Posts everything of a remittance that can be posted. Safe to repeat. Refusals: NOT_FOUND, STALE_VERSION, REMITTANCE_WAITS.", {
    permit: "remittances:post",
    idempotency: "required",
  })
  async remittancePost(@Arg("input", () => RemittancePostInput) input: RemittancePostInput, @Ctx() { work }: RequestContext) {
    return { remittance: await postRemittance(work, input) };
  }
  @Act(
    () => RemittancePayload,
    "Takes a remittance that waits although its figures agree; it is posted in the background. Refusals: NOT_FOUND, STALE_VERSION, INVALID_INPUT, MOVE_NOT_ALLOWED, REMITTANCE_NOT_ACCEPTABLE.",
    {
      permit: "remittances:post",
      idempotency: "required",
    },
  )
  async remittanceAccept(@Arg("input", () => RemittanceAcceptInput) input: RemittanceAcceptInput, @Ctx() { work }: RequestContext) {
    return { remittance: await acceptRemittance(work, input) };
  }
  @Act(() => RemittancePayload, "Puts a remittance that waits away. Refusals: NOT_FOUND, STALE_VERSION, INVALID_INPUT, MOVE_NOT_ALLOWED.", { permit: "remittances:post" })
  async remittanceDiscard(@Arg("input", () => RemittanceDiscardInput) input: RemittanceDiscardInput, @Ctx() { work }: RequestContext) {
    return { remittance: await discardRemittance(work, input) };
  }
  @Act(
    () => RemittancePayload,
    "Records that the money arrived in the bank, which closes the remittance once all of it is posted. Refusals: NOT_FOUND, STALE_VERSION, INVALID_INPUT, REMITTANCE_WAITS, ALREADY_DEPOSITED, DEPOSIT_DIFFERS, NOTHING_TO_DEPOSIT.",
    {
      permit: "remittances:deposit",
      idempotency: "required",
    },
  )
  async remittanceDeposit(@Arg("input", () => RemittanceDepositInput) input: RemittanceDepositInput, @Ctx() { work }: RequestContext) {
    return { remittance: await depositRemittance(work, input) };
  }
  @Act(() => RemittanceClaimPayload, "Says which claim of ours a claim of a remittance is, and posts it. Refusals: NOT_FOUND, STALE_VERSION, INVALID_INPUT, MOVE_NOT_ALLOWED, PAYER_NOT_ON_CLAIM.", {
    permit: "remittances:post",
    idempotency: "required",
  })
  async remittanceClaimMatch(@Arg("input", () => RemittanceClaimMatchInput) input: RemittanceClaimMatchInput, @Ctx() { work }: RequestContext) {
    return { remittanceClaim: await matchRemittanceClaim(work, input) };
  }
  @Act(
    () => RemittanceClaimPayload,
    "Posts a correction whose reversal does not come, when the earlier decision moved no money. Refusals: NOT_FOUND, STALE_VERSION, INVALID_INPUT, MOVE_NOT_ALLOWED, REVERSAL_NEEDED.",
    {
      permit: "remittances:post",
      idempotency: "required",
    },
  )
  async remittanceClaimRelease(@Arg("input", () => RemittanceClaimReleaseInput) input: RemittanceClaimReleaseInput, @Ctx() { work }: RequestContext) {
    return { remittanceClaim: await releaseRemittanceClaim(work, input) };
  }
  @Act(() => ClaimBillNextPayerPayload, "Lets a partly denied claim go on to the next payer with what was left to it. Refusals: NOT_FOUND, STALE_VERSION, NEXT_PAYER_OWES_NOTHING.", {
    permit: "remittances:post",
  })
  async claimBillNextPayer(@Arg("input", () => ClaimBillNextPayerInput) input: ClaimBillNextPayerInput, @Ctx() { work }: RequestContext) {
    return { claim: await billNextPayer(work, input) };
  }
  @Act(() => AdjustmentPolicyPayload, "Decides how an adjustment is treated from a day on; what was posted stays. Refusals: NOT_FOUND, INVALID_INPUT, ALREADY_EXISTS.", {
    permit: "adjustment-policies:manage",
  })
  async adjustmentPolicySet(@Arg("input", () => AdjustmentPolicySetInput) input: AdjustmentPolicySetInput, @Ctx() { work }: RequestContext) {
    return { adjustmentPolicy: await setAdjustmentPolicy(work, input) };
  }
}
