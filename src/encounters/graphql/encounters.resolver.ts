import { Arg, Ctx, Resolver } from "type-graphql";
import { Act } from "../../platform/graphql/acts";
import type { RequestContext } from "../../platform/graphql/context";
import { FindMany, FindOne } from "../../platform/graphql/reads";
import { cancelEncounter } from "../cancel-encounter";
import { addCharge, removeCharge, updateCharge } from "../change-charges";
import { createEncounter } from "../create-encounter";
import { submitEncounterForCoding } from "../submit-for-coding";
import { updateEncounter } from "../update-encounter";
import * as inputs from "./encounters.inputs";
import { ChargeType, EncounterType } from "./encounters.types";

@Resolver()
export class EncountersResolver {
  @FindOne(() => EncounterType, "One visit by id.", { permit: "encounters:read" }) encounter!: never;
  @FindMany(() => EncounterType, "Visits of the practices that you reach.", { permit: "encounters:read" }) encounters!: never;
  @FindOne(() => ChargeType, "One charge by id.", { permit: "encounters:read" }) charge!: never;

  @Act(() => inputs.EncounterPayload, "Enters a visit with its diagnoses and charges. Refusals: NOT_FOUND, INVALID_INPUT, PRICE_NOT_FOUND, ALREADY_EXISTS.", { permit: "encounters:write" })
  async encounterCreate(@Arg("input", () => inputs.EncounterCreateInput) input: inputs.EncounterCreateInput, @Ctx() { work }: RequestContext) {
    return { encounter: await createEncounter(work, input) };
  }
  @Act(
    () => inputs.EncounterPayload,
    "Changes a visit that is open, questioned or waits for coding. Refusals: NOT_FOUND, STALE_VERSION, MOVE_NOT_ALLOWED, INVALID_INPUT, PRICE_NOT_FOUND, PRICE_MUST_BE_GIVEN, ALREADY_EXISTS.",
    { permit: "encounters:write" },
  )
  async encounterUpdate(@Arg("input", () => inputs.EncounterUpdateInput) input: inputs.EncounterUpdateInput, @Ctx() { work }: RequestContext) {
    return { encounter: await updateEncounter(work, input) };
  }
  @Act(() => inputs.ChargePayload, "Adds a charge. Refusals: NOT_FOUND, STALE_VERSION, MOVE_NOT_ALLOWED, INVALID_INPUT, PRICE_NOT_FOUND.", { permit: "encounters:write" })
  async chargeAdd(@Arg("input", () => inputs.ChargeAddInput) input: inputs.ChargeAddInput, @Ctx() { work }: RequestContext) {
    return addCharge(work, input);
  }
  @Act(() => inputs.ChargePayload, "Changes a charge. Refusals: NOT_FOUND, STALE_VERSION, MOVE_NOT_ALLOWED, INVALID_INPUT, PRICE_NOT_FOUND, PRICE_MUST_BE_GIVEN.", { permit: "encounters:write" })
  async chargeUpdate(@Arg("input", () => inputs.ChargeUpdateInput) input: inputs.ChargeUpdateInput, @Ctx() { work }: RequestContext) {
    return updateCharge(work, input);
  }
  @Act(() => inputs.EncounterPayload, "Takes a charge away. Refusals: NOT_FOUND, STALE_VERSION, MOVE_NOT_ALLOWED.", { permit: "encounters:write" })
  async chargeRemove(@Arg("input", () => inputs.ChargeRemoveInput) input: inputs.ChargeRemoveInput, @Ctx() { work }: RequestContext) {
    return removeCharge(work, input);
  }
  @Act(() => inputs.EncounterPayload, "Hands a visit to the coders. Refusals: NOT_FOUND, STALE_VERSION, MOVE_NOT_ALLOWED.", { permit: "encounters:write" })
  async encounterSubmitForCoding(@Arg("input", () => inputs.EncounterSubmitForCodingInput) input: inputs.EncounterSubmitForCodingInput, @Ctx() { work }: RequestContext) {
    return { encounter: await submitEncounterForCoding(work, input) };
  }
  @Act(() => inputs.EncounterPayload, "Ends a visit that will not be billed. Refusals: NOT_FOUND, STALE_VERSION, INVALID_INPUT, MOVE_NOT_ALLOWED.", { permit: "encounters:cancel" })
  async encounterCancel(@Arg("input", () => inputs.EncounterCancelInput) input: inputs.EncounterCancelInput, @Ctx() { work }: RequestContext) {
    return { encounter: await cancelEncounter(work, input) };
  }
}
