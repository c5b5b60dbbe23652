import { Arg, Ctx, Resolver } from "type-graphql";
import type { RequestContext } from "../../platform/graphql/context";
import { Act } from "../../platform/graphql/acts";
import { FindMany, FindOne } from "../../platform/graphql/reads";
import { addLocation, updateLocation } from "../add-location";
import { addPayer, updatePayer } from "../add-payer";
import { addProvider, updateProvider } from "../add-provider";
import { createPractice, updatePractice } from "../open-practice";
import { setFeeSchedule } from "../set-fee-schedule";
import * as inputs from "./practices.inputs";
import { FeeScheduleType, LocationType, PayerType, PracticeType, ProviderType } from "./practices.types";

@Resolver()
export class PracticesResolver {
  @FindOne(() => PracticeType, "One practice by id.", { permit: "practices:read" }) practice!: never;
  @FindMany(() => PracticeType, "The practices that you reach.", { permit: "practices:read" }) practices!: never;
  @FindOne(() => LocationType, "One place of care by id.", { permit: "practices:read" }) location!: never;
  @FindMany(() => LocationType, "Places of care.", { permit: "practices:read" }) locations!: never;
  @FindOne(() => ProviderType, "One clinician by id.", { permit: "practices:read" }) provider!: never;
  @FindMany(() => ProviderType, "Clinicians.", { permit: "practices:read" }) providers!: never;
  @FindOne(() => PayerType, "One insurer by id.", { permit: "payers:read" }) payer!: never;
  @FindMany(() => PayerType, "The insurers of the billing service.", { permit: "payers:read" }) payers!: never;
  @FindOne(() => FeeScheduleType, "One fee schedule by id.", { permit: "practices:read" }) feeSchedule!: never;

  @Act(() => inputs.PracticePayload, "Takes a practice on as a client. Refusals: ALREADY_EXISTS, INVALID_INPUT.", { permit: "practices:create" })
  async practiceCreate(@Arg("input", () => inputs.PracticeCreateInput) input: inputs.PracticeCreateInput, @Ctx() { work }: RequestContext) {
    return { practice: await createPractice(work, input) };
  }
  @Act(() => inputs.PracticePayload, "Changes a practice. Refusals: NOT_FOUND, STALE_VERSION, INVALID_INPUT.", { permit: "practices:manage" })
  async practiceUpdate(@Arg("input", () => inputs.PracticeUpdateInput) input: inputs.PracticeUpdateInput, @Ctx() { work }: RequestContext) {
    return { practice: await updatePractice(work, input) };
  }
  @Act(() => inputs.LocationPayload, "Adds a place of care. Refusals: NOT_FOUND, ALREADY_EXISTS, INVALID_INPUT.", { permit: "practices:manage" })
  async locationAdd(@Arg("input", () => inputs.LocationAddInput) input: inputs.LocationAddInput, @Ctx() { work }: RequestContext) {
    return { location: await addLocation(work, input) };
  }
  @Act(() => inputs.LocationPayload, "Changes or retires a place of care. Refusals: NOT_FOUND, STALE_VERSION, INVALID_INPUT.", { permit: "practices:manage" })
  async locationUpdate(@Arg("input", () => inputs.LocationUpdateInput) input: inputs.LocationUpdateInput, @Ctx() { work }: RequestContext) {
    return { location: await updateLocation(work, input) };
  }
  @Act(() => inputs.ProviderPayload, "Adds a clinician. Refusals: NOT_FOUND, ALREADY_EXISTS, INVALID_INPUT.", { permit: "practices:manage" })
  async providerAdd(@Arg("input", () => inputs.ProviderAddInput) input: inputs.ProviderAddInput, @Ctx() { work }: RequestContext) {
    return { provider: await addProvider(work, input) };
  }
  @Act(() => inputs.ProviderPayload, "Changes or retires a clinician. Refusals: NOT_FOUND, STALE_VERSION, INVALID_INPUT.", { permit: "practices:manage" })
  async providerUpdate(@Arg("input", () => inputs.ProviderUpdateInput) input: inputs.ProviderUpdateInput, @Ctx() { work }: RequestContext) {
    return { provider: await updateProvider(work, input) };
  }
  @Act(() => inputs.PayerPayload, "Adds an insurer for all practices of the service. Refusals: ALREADY_EXISTS, INVALID_INPUT.", { permit: "payers:manage" })
  async payerAdd(@Arg("input", () => inputs.PayerAddInput) input: inputs.PayerAddInput, @Ctx() { work }: RequestContext) {
    return { payer: await addPayer(work, input) };
  }
  @Act(() => inputs.PayerPayload, "Changes or retires an insurer. Refusals: NOT_FOUND, STALE_VERSION, INVALID_INPUT.", { permit: "payers:manage" })
  async payerUpdate(@Arg("input", () => inputs.PayerUpdateInput) input: inputs.PayerUpdateInput, @Ctx() { work }: RequestContext) {
    return { payer: await updatePayer(work, input) };
  }
  @Act(() => inputs.FeeSchedulePayload, "Sets what a practice charges from a day on. Refusals: NOT_FOUND, ALREADY_EXISTS, INVALID_INPUT.", { permit: "practices:manage" })
  async feeScheduleSet(@Arg("input", () => inputs.FeeScheduleSetInput) input: inputs.FeeScheduleSetInput, @Ctx() { work }: RequestContext) {
    return { feeSchedule: await setFeeSchedule(work, input) };
  }
}
