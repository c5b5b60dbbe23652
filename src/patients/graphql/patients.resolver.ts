import { Arg, Ctx, Resolver } from "type-graphql";
import { AddressInput } from "../../practices";
import { Act, ActPayload, ExpectedVersion, Input, InputField, InputId } from "../../platform/graphql/acts";
import type { RequestContext } from "../../platform/graphql/context";
import { FindMany, FindOne, Payload } from "../../platform/graphql/reads";
import { PlainDateScalar } from "../../platform/graphql/scalars";
import type { PlainDate } from "../../vocabulary";
import { addPatientContact } from "../add-patient-contact";
import type { GuarantorRelationship, Sex } from "../patient";
import type { ContactKind } from "../patient-contact";
import { createPatient, updatePatient } from "../register-patient";
import { ContactKindEnum, ExternalRefInput, GuarantorRelationshipEnum, GuarantorType, PatientType, SexEnum } from "./patients.types";

@Input("GuarantorInput", "Someone other than the patient who answers for the bills.")
export class GuarantorInput {
  @InputField(() => String, "Given name.") firstName!: string;
  @InputField(() => String, "Family name.") lastName!: string;
  @InputField(() => PlainDateScalar, "Date of birth.", { nullable: true }) birthDate?: PlainDate | null;
  @InputField(() => AddressInput, "Where statements go.") address!: AddressInput;
  @InputField(() => String, "Telephone, ten digits.", { nullable: true }) phone?: string | null;
  @InputField(() => String, "E-mail address.", { nullable: true }) email?: string | null;
  @InputField(() => Boolean, "Whether statements and reminders may go by e-mail; false when omitted.", { nullable: true }) emailConsent?: boolean | null;
}

@Input("PatientCreateInput", "A patient to register.")
export class PatientCreateInput {
  @InputId("prc", "The practice.") practiceId!: string;
  @InputField(() => String, "The practice's number of the patient; unique within it, 1 to 50 characters.") medicalRecordNumber!: string;
  @InputField(() => String, "Given name (NM104).") firstName!: string;
  @InputField(() => String, "Middle name (NM105).", { nullable: true }) middleName?: string | null;
  @InputField(() => String, "Family name (NM103).") lastName!: string;
  @InputField(() => String, "Suffix, such as JR (NM107).", { nullable: true }) suffix?: string | null;
  @InputField(() => PlainDateScalar, "Date of birth, today or earlier (DMG02).") birthDate!: PlainDate;
  @InputField(() => SexEnum, "As the payer has it on file (DMG03).") sex!: Sex;
  @InputField(() => AddressInput, "Home address (N3, N4).") address!: AddressInput;
  @InputField(() => String, "Telephone, ten digits.", { nullable: true }) phone?: string | null;
  @InputField(() => String, "E-mail address.", { nullable: true }) email?: string | null;
  @InputField(() => Boolean, "Whether statements and reminders may go by e-mail, when the patient is their own guarantor.", { nullable: true }) emailConsent?: boolean | null;
  @InputId("gua", "An existing account that answers for the bills; omit both for the patient's own.", { nullable: true }) guarantorId?: string | null;
  @InputField(() => GuarantorInput, "A new account that answers for the bills.", { nullable: true }) guarantor?: GuarantorInput | null;
  @InputField(() => GuarantorRelationshipEnum, "What the guarantor is to the patient.", { nullable: true }) guarantorRelationship?: GuarantorRelationship | null;
  @InputField(() => [ExternalRefInput], "What other systems call the patient.", { nullable: true }) externalRefs?: ExternalRefInput[] | null;
}

@Input("PatientUpdateInput", "Changes to a patient; what is omitted stays.")
export class PatientUpdateInput {
  @InputId("pat", "The patient.") patientId!: string;
  @ExpectedVersion() expectedVersion?: number | null;
  @InputField(() => String, "Given name (NM104).", { nullable: true }) firstName?: string;
  @InputField(() => String, "Middle name (NM105).", { nullable: true }) middleName?: string;
  @InputField(() => String, "Family name (NM103).", { nullable: true }) lastName?: string;
  @InputField(() => String, "Suffix (NM107).", { nullable: true }) suffix?: string;
  @InputField(() => PlainDateScalar, "Date of birth (DMG02).", { nullable: true }) birthDate?: PlainDate;
  @InputField(() => SexEnum, "As the payer has it on file (DMG03).", { nullable: true }) sex?: Sex;
  @InputField(() => AddressInput, "Home address.", { nullable: true }) address?: AddressInput;
  @InputField(() => String, "Telephone, ten digits.", { nullable: true }) phone?: string;
  @InputField(() => String, "E-mail address.", { nullable: true }) email?: string;
  @InputId("gua", "Another account that answers for bills from now on.", { nullable: true }) guarantorId?: string | null;
  @InputField(() => GuarantorRelationshipEnum, "What the guarantor is to the patient.", { nullable: true }) guarantorRelationship?: GuarantorRelationship | null;
  @InputField(() => [ExternalRefInput], "References to add.", { nullable: true }) externalRefs?: ExternalRefInput[] | null;
  @InputField(() => Boolean, "False when no longer in care.", { nullable: true }) active?: boolean | null;
}

@Input("PatientContactAddInput", "Someone to call about a patient.")
export class PatientContactAddInput {
  @InputId("pat", "The patient.") patientId!: string;
  @InputField(() => ContactKindEnum, "Why one would call.") kind!: ContactKind;
  @InputField(() => String, "Name.") name!: string;
  @InputField(() => String, "Telephone; this or an e-mail address.", { nullable: true }) phone?: string | null;
  @InputField(() => String, "E-mail address.", { nullable: true }) email?: string | null;
}

@ActPayload("PatientPayload")
export class PatientPayload {
  @Payload(() => PatientType, "The patient.") patient!: PatientType | null;
}

@Resolver()
export class PatientsResolver {
  @FindOne(() => PatientType, "One patient by id.", { permit: "patients:read" }) patient!: never;
  @FindMany(() => PatientType, "Patients of the practices that you reach.", { permit: "patients:read" }) patients!: never;
  @FindOne(() => GuarantorType, "One guarantor account by id.", { permit: "patients:read" }) guarantor!: never;
  @FindMany(() => GuarantorType, "Guarantor accounts.", { permit: "patients:read" }) guarantors!: never;

  @Act(() => PatientPayload, "Registers a patient with the account that answers for the bills. Refusals: NOT_FOUND, ALREADY_EXISTS, INVALID_INPUT.", { permit: "patients:write" })
  async patientCreate(@Arg("input", () => PatientCreateInput) input: PatientCreateInput, @Ctx() { work }: RequestContext) {
    return { patient: await createPatient(work, input) };
  }
  @Act(() => PatientPayload, "Changes a patient. Refusals: NOT_FOUND, STALE_VERSION, ALREADY_EXISTS, INVALID_INPUT.", { permit: "patients:write" })
  async patientUpdate(@Arg("input", () => PatientUpdateInput) input: PatientUpdateInput, @Ctx() { work }: RequestContext) {
    return { patient: await updatePatient(work, input) };
  }
  @Act(() => PatientPayload, "Adds someone to call about a patient. Refusals: NOT_FOUND, INVALID_INPUT.", { permit: "patients:write" })
  async patientContactAdd(@Arg("input", () => PatientContactAddInput) input: PatientContactAddInput, @Ctx() { work }: RequestContext) {
    return { patient: await addPatientContact(work, input) };
  }
}
