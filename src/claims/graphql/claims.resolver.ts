import { Arg, Ctx, Resolver } from "type-graphql";
import { Refusal } from "../../vocabulary";
import { Act, showRefusalAs } from "../../platform/graphql/acts";
import { showRefusal } from "../../platform/graphql/acts/user-error";
import { toTypeId } from "../../platform/database/ids";
import type { RequestContext } from "../../platform/graphql/context";
import { FindMany, FindOne } from "../../platform/graphql/reads";
import { billPatient } from "../bill-patient";
import { correctClaim } from "../correct-claim";
import { createClaims } from "../create-claims";
import { holdClaim, releaseClaim } from "../hold-claim";
import { scrubClaim } from "../scrub-claim";
import { submitClaim, submitClaims, type BulkResult } from "../submit-claims";
import { voidClaim } from "../void-claim";
import { voidClaimWithPayer } from "../void-with-payer";
import * as inputs from "./claims.inputs";
import { ClaimSubmissionType, ClaimType } from "./claims.types";

showRefusalAs("CLAIM_NOT_READY", "ClaimNotReady");

@Resolver()
export class ClaimsResolver {
  @FindOne(() => ClaimType, "One claim by id.", { permit: "claims:read" }) claim!: never;
  @FindMany(() => ClaimType, "Claims of the practices that you reach.", { permit: "claims:read" }) claims!: never;
  @FindOne(() => ClaimSubmissionType, "One sending of a claim by id.", { permit: "claims:read-history" }) claimSubmission!: never;

  @Act(
    () => inputs.ClaimCreatePayload,
    "Makes claims of coded visits of one patient and puts their charges in the book. Refusals: NOT_FOUND, INVALID_INPUT, ENCOUNTERS_DIFFER, ENCOUNTER_NOT_CODED, NOTHING_TO_BILL, NOT_INSURED.",
    { permit: "claims:create", idempotency: "required" },
  )
  async claimCreate(@Arg("input", () => inputs.ClaimCreateInput) input: inputs.ClaimCreateInput, @Ctx() { work }: RequestContext) {
    return { claims: await createClaims(work, input) };
  }
  @Act(() => inputs.EncounterBillPatientPayload, "Bills a coded visit to the patient, without a claim. Refusals: NOT_FOUND, ENCOUNTER_NOT_CODED, NOTHING_TO_BILL.", {
    permit: "claims:create",
    idempotency: "required",
  })
  async encounterBillPatient(@Arg("input", () => inputs.EncounterBillPatientInput) input: inputs.EncounterBillPatientInput, @Ctx() { work }: RequestContext) {
    return { encounter: await billPatient(work, input) };
  }
  @Act(() => inputs.ClaimPayload, "Judges a claim by every rule at once: READY without errors, SCRUB_FAILED with one. Refusals: NOT_FOUND, STALE_VERSION, MOVE_NOT_ALLOWED.", {
    permit: "claims:scrub",
  })
  async claimScrub(@Arg("input", () => inputs.ClaimScrubInput) input: inputs.ClaimScrubInput, @Ctx() { work }: RequestContext) {
    return { claim: (await scrubClaim(work, input)).claim };
  }
  @Act(
    () => inputs.ClaimSubmitPayload,
    "Judges a claim again, freezes it and sends it to its current payer. Refusals: NOT_FOUND, STALE_VERSION, MOVE_NOT_ALLOWED, CLAIM_NOT_READY, CLAIM_ALREADY_SENT, CLAIM_FORWARDED, PAYER_TAKES_NO_REPLACEMENTS, CLEARINGHOUSE_NOT_SET_UP.",
    { permit: "claims:submit", idempotency: "required" },
  )
  async claimSubmit(@Arg("input", () => inputs.ClaimSubmitInput) input: inputs.ClaimSubmitInput, @Ctx() { work }: RequestContext) {
    return submitClaim(work, input);
  }
  @Act(
    () => inputs.ClaimSubmitBulkPayload,
    "Submits up to 100 claims, each by itself; those that can go travel in one file per practice and payer. Refusals: INVALID_INPUT, CLEARINGHOUSE_NOT_SET_UP; per item those of claimSubmit.",
    { permit: "claims:submit", idempotency: "required" },
  )
  async claimSubmitBulk(@Arg("inputs", () => [inputs.ClaimSubmitInput], { description: "1 to 100 claims, each once." }) items: inputs.ClaimSubmitInput[], @Ctx() { work }: RequestContext) {
    return { results: (await submitClaims(work, items)).map(shownResult) };
  }
  @Act(
    () => inputs.ClaimPayload,
    "Takes back a claim that no payer has: its charges leave the book and its visits can be billed again. Refusals: NOT_FOUND, STALE_VERSION, INVALID_INPUT, CLAIM_NOT_VOIDABLE, MOVE_NOT_ALLOWED.",
    { permit: "claims:void", idempotency: "required" },
  )
  async claimVoid(@Arg("input", () => inputs.ClaimReasonInput) input: inputs.ClaimReasonInput, @Ctx() { work }: RequestContext) {
    return { claim: await voidClaim(work, input) };
  }
  @Act(
    () => inputs.ClaimSubmitPayload,
    "Asks the current payer to void an accepted claim (frequency 8); the book changes when it confirms. Refusals: NOT_FOUND, STALE_VERSION, INVALID_INPUT, PAYER_HAS_NOT_ACCEPTED, PAYER_TAKES_NO_REPLACEMENTS, CLAIM_ALREADY_SENT, CLEARINGHOUSE_NOT_SET_UP.",
    { permit: "claims:void", idempotency: "required" },
  )
  async claimVoidWithPayer(@Arg("input", () => inputs.ClaimReasonInput) input: inputs.ClaimReasonInput, @Ctx() { work }: RequestContext) {
    return voidClaimWithPayer(work, input);
  }
  @Act(() => inputs.ClaimPayload, "Keeps a claim back. Refusals: NOT_FOUND, STALE_VERSION, INVALID_INPUT, MOVE_NOT_ALLOWED.", { permit: "claims:hold" })
  async claimHold(@Arg("input", () => inputs.ClaimReasonInput) input: inputs.ClaimReasonInput, @Ctx() { work }: RequestContext) {
    return { claim: await holdClaim(work, input) };
  }
  @Act(() => inputs.ClaimPayload, "Lets a held claim go on, as a draft. Refusals: NOT_FOUND, STALE_VERSION, MOVE_NOT_ALLOWED.", { permit: "claims:hold" })
  async claimRelease(@Arg("input", () => inputs.ClaimReleaseInput) input: inputs.ClaimReleaseInput, @Ctx() { work }: RequestContext) {
    return { claim: await releaseClaim(work, input) };
  }
  @Act(
    () => inputs.ClaimPayload,
    "Changes what a claim says, as a new revision, and judges it again. Refusals: NOT_FOUND, STALE_VERSION, INVALID_INPUT, MOVE_NOT_ALLOWED, CLAIM_ALREADY_SENT, PAYER_HAS_NOT_ACCEPTED, PAYER_TAKES_NO_REPLACEMENTS.",
    { permit: "claims:correct" },
  )
  async claimCorrect(@Arg("input", () => inputs.ClaimCorrectInput) { accident, ...input }: inputs.ClaimCorrectInput, @Ctx() { work }: RequestContext) {
    return { claim: await correctClaim(work, { ...input, accident: accident ? { ...accident, state: accident.state ?? null } : null }) };
  }
}

function shownResult(result: BulkResult) {
  return "refusal" in result
    ? { claimId: toTypeId("clm", result.claimId), submissionId: null, userErrors: [shown(result.refusal)] }
    : { claimId: toTypeId("clm", result.claim.id), submissionId: toTypeId("sub", result.submission.id), userErrors: [] };
}

/** None of what refuses a claim succeeds later unchanged. */
const shown = (refusal: Refusal) => showRefusal(refusal, false);
