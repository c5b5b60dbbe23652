import { ID, Int, registerEnumType } from "type-graphql";
import { AddressType, PracticeType } from "../../practices";
import { Input, InputField } from "../../platform/graphql/acts";
import { NodeType } from "../../platform/graphql/node";
import { Children, Column, Connection, Expression, Id, Reads, Reference } from "../../platform/graphql/reads";
import { DateTimeScalar, PlainDateScalar } from "../../platform/graphql/scalars";
import type { Address, PlainDate } from "../../vocabulary";
import type { GuarantorRelationship, Sex } from "../patient";
import type { ContactKind } from "../patient-contact";

export const SexEnum = { FEMALE: "FEMALE", MALE: "MALE", UNKNOWN: "UNKNOWN" } as const;
registerEnumType(SexEnum, {
  name: "Sex",
  description: "As the payer has it on file (DMG03).",
  valuesConfig: { FEMALE: { description: "F" }, MALE: { description: "M" }, UNKNOWN: { description: "U" } },
});
export const GuarantorRelationshipEnum = { SELF: "SELF", SPOUSE: "SPOUSE", PARENT: "PARENT", OTHER: "OTHER" } as const;
registerEnumType(GuarantorRelationshipEnum, {
  name: "GuarantorRelationship",
  description: "What the guarantor is to the patient.",
  valuesConfig: { SELF: { description: "The patient." }, SPOUSE: { description: "A spouse." }, PARENT: { description: "A parent." }, OTHER: { description: "Someone else." } },
});
export const ContactKindEnum = { EMERGENCY: "EMERGENCY", CAREGIVER: "CAREGIVER", LEGAL_REPRESENTATIVE: "LEGAL_REPRESENTATIVE", OTHER: "OTHER" } as const;
registerEnumType(ContactKindEnum, {
  name: "ContactKind",
  description: "Why one would call this contact.",
  valuesConfig: {
    EMERGENCY: { description: "In an emergency." },
    CAREGIVER: { description: "Takes care of the patient." },
    LEGAL_REPRESENTATIVE: { description: "Decides for the patient." },
    OTHER: { description: "Another reason." },
  },
});

@Reads("ExternalRef", { description: "What another system calls this object.", table: "external_reference", prefix: "xrf", permit: "inherit" })
export class ExternalRefType {
  @Column(() => String, "The system, such as the EHR's name.") system!: string;
  @Column(() => String, "Its id of the object.") value!: string;
}

@Input("ExternalRefInput", "What another system calls this object. A value names one object of a kind within a practice.")
export class ExternalRefInput {
  @InputField(() => String, "The system, 1 to 100 characters.") system!: string;
  @InputField(() => String, "Its id of the object, 1 to 200 characters.") value!: string;
}

/** The filter that finds an object by what a partner calls it. */
export const externalRefFilter = (objectType: string) =>
  ({
    kind: "matches",
    type: () => ExternalRefInput,
    sql: (t: string, value: { system: string; value: string }, bind: (value: unknown) => string) =>
      `exists (select 1 from external_reference x where x.practice_id = ${t}.practice_id and x.object_id = ${t}.id and x.object_type = '${objectType}' and x.system = ${bind(value.system)} and x.value = ${bind(value.value)})`,
    description: "With this external reference.",
  }) as const;

@Reads("PatientContact", { description: "Someone to call about a patient.", table: "patient_contact", prefix: "pct", permit: "patients:read", orders: { CREATED_AT: ["created_at"] } })
export class PatientContactType {
  @Id(() => ID) id!: string;
  @Column(() => ContactKindEnum, "Why one would call.") kind!: ContactKind;
  @Column(() => String, "Name.") name!: string;
  @Column(() => String, "Telephone.", { nullable: true }) phone!: string | null;
  @Column(() => String, "E-mail address.", { nullable: true }) email!: string | null;
}

@Reads("Guarantor", {
  description: "Who answers for the patient's side of bills: statements go here, payments and unapplied credit belong here.",
  table: "guarantor",
  prefix: "gua",
  permit: "patients:read",
  implements: () => NodeType as never,
  filters: {
    practiceId: { kind: "id", column: "practice_id", prefix: "prc", description: "Of this practice." },
    lastName: { kind: "startsWith", column: "last_name_key", description: "Family name starts with, whatever the case." },
  },
  orders: { NAME: ["last_name_key"], CREATED_AT: ["created_at"] },
})
export class GuarantorType {
  @Id(() => ID) id!: string;
  @Reference(() => PracticeType, "The practice.", { nullable: true }) practice!: PracticeType | null;
  @Column(() => String, "Given name.") firstName!: string;
  @Column(() => String, "Family name.") lastName!: string;
  @Column(() => PlainDateScalar, "Date of birth.", { nullable: true }) birthDate!: PlainDate | null;
  @Column(() => AddressType, "Where statements go.") address!: Address;
  @Column(() => String, "Telephone, ten digits.", { nullable: true }) phone!: string | null;
  @Column(() => String, "E-mail address.", { nullable: true }) email!: string | null;
  @Column(() => Boolean, "Whether statements and reminders may go by e-mail.") emailConsent!: boolean;
  @Connection(() => PatientType as never, "The patients it answers for.", { by: "guarantor_id" }) patients!: never;
  @Column(() => DateTimeScalar, "When the account was opened.") createdAt!: Date;
  @Column(() => Int, "Counts changes; pass it back as expectedVersion.") version!: number;
}

@Reads("Patient", {
  description: "Someone who is cared for by a practice (2010BA or 2010CA).",
  table: "patient",
  prefix: "pat",
  permit: "patients:read",
  implements: () => NodeType as never,
  filters: {
    practiceId: { kind: "id", column: "practice_id", prefix: "prc", description: "Of this practice." },
    guarantorId: { kind: "id", column: "guarantor_id", prefix: "gua", description: "This guarantor answers for." },
    lastName: { kind: "startsWith", column: "last_name_key", description: "Family name starts with, whatever the case." },
    firstName: { kind: "startsWith", column: "first_name_key", description: "Given name starts with, whatever the case." },
    birthDate: { kind: "days", column: "birth_date", description: "Born in this range of days." },
    medicalRecordNumber: { kind: "anyOf", column: "medical_record_number", type: () => String, description: "With any of these medical record numbers." },
    externalRef: externalRefFilter("patient"),
    active: { kind: "flag", sql: (t) => `${t}.active`, description: "Only those in care (true) or no longer (false)." },
  },
  orders: { NAME: ["last_name_key", "first_name_key"], CREATED_AT: ["created_at"], BIRTH_DATE: ["birth_date"] },
})
export class PatientType {
  @Id(() => ID) id!: string;
  @Reference(() => PracticeType, "The practice that cares for the patient.", { nullable: true }) practice!: PracticeType | null;
  @Column(() => String, "The practice's number of the patient; unique within it.") medicalRecordNumber!: string;
  @Column(() => String, "Given name (NM104).") firstName!: string;
  @Column(() => String, "Middle name (NM105).", { nullable: true }) middleName!: string | null;
  @Column(() => String, "Family name (NM103).") lastName!: string;
  @Column(() => String, "Suffix, such as JR (NM107).", { nullable: true }) suffix!: string | null;
  @Expression(() => String, "Family name, given name.", (t) => `${t}.last_name || ', ' || ${t}.first_name`) fullName!: string;
  @Column(() => PlainDateScalar, "Date of birth (DMG02).") birthDate!: PlainDate;
  @Column(() => SexEnum, "As the payer has it on file (DMG03).") sex!: Sex;
  @Column(() => AddressType, "Home address (N3, N4).") address!: Address;
  @Column(() => String, "Telephone, ten digits.", { nullable: true }) phone!: string | null;
  @Column(() => String, "E-mail address.", { nullable: true }) email!: string | null;
  @Reference(() => GuarantorType, "Who answers for the bills.") guarantor!: GuarantorType;
  @Column(() => GuarantorRelationshipEnum, "What the guarantor is to the patient.") guarantorRelationship!: GuarantorRelationship;
  @Children(() => PatientContactType, "Whom to call about the patient.", { by: "patient_id", order: [["created_at", "asc"]] }) contacts!: PatientContactType[];
  @Children(() => ExternalRefType, "What other systems call the patient.", {
    by: "object_id",
    where: (t) => `${t}.object_type = 'patient'`,
    order: [
      ["system", "asc"],
      ["value", "asc"],
    ],
  })
  externalRefs!: ExternalRefType[];
  @Column(() => Boolean, "False when no longer in care.") active!: boolean;
  @Column(() => DateTimeScalar, "When the patient was registered.") createdAt!: Date;
  @Column(() => Int, "Counts changes; pass it back as expectedVersion.") version!: number;
}
