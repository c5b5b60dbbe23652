// Made by `npm run codegen` from schema/operations; not written by hand.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** A United States postal address (X12 N3 and N4). */
export type AddressInput = {
  /** City, 1 to 30 characters (N401). */
  city: string;
  /** USPS two-letter code (N402). */
  state: string;
  /** Street and number, 1 to 55 characters (N301). */
  street: string;
  /** Second line, at most 55 characters (N302). */
  street2?: string | null | undefined;
  /** ZIP of five or nine digits, with or without a hyphen (N403). */
  zip: string;
};

/** What another system calls this object. A value names one object of a kind within a practice. */
export type ExternalRefInput = {
  /** The system, 1 to 100 characters. */
  system: string;
  /** Its id of the object, 1 to 200 characters. */
  value: string;
};

/** Someone other than the patient who answers for the bills. */
export type GuarantorInput = {
  /** Where statements go. */
  address: AddressInput;
  /** Date of birth. */
  birthDate?: string | null | undefined;
  /** E-mail address. */
  email?: string | null | undefined;
  /** Whether statements and reminders may go by e-mail; false when omitted. */
  emailConsent?: boolean | null | undefined;
  /** Given name. */
  firstName: string;
  /** Family name. */
  lastName: string;
  /** Telephone, ten digits. */
  phone?: string | null | undefined;
};

/** What the guarantor is to the patient. */
export type GuarantorRelationship =
  /** Someone else. */
  | 'OTHER'
  /** A parent. */
  | 'PARENT'
  /** The patient. */
  | 'SELF'
  /** A spouse. */
  | 'SPOUSE';

/** A patient to register. */
export type PatientCreateInput = {
  /** Home address (N3, N4). */
  address: AddressInput;
  /** Date of birth, today or earlier (DMG02). */
  birthDate: string;
  /** E-mail address. */
  email?: string | null | undefined;
  /** Whether statements and reminders may go by e-mail, when the patient is their own guarantor. */
  emailConsent?: boolean | null | undefined;
  /** What other systems call the patient. */
  externalRefs?: Array<ExternalRefInput> | null | undefined;
  /** Given name (NM104). */
  firstName: string;
  /** A new account that answers for the bills. */
  guarantor?: GuarantorInput | null | undefined;
  /** An existing account that answers for the bills; omit both for the patient's own. */
  guarantorId?: string | number | null | undefined;
  /** What the guarantor is to the patient. */
  guarantorRelationship?: GuarantorRelationship | null | undefined;
  /** Family name (NM103). */
  lastName: string;
  /** The practice's number of the patient; unique within it, 1 to 50 characters. */
  medicalRecordNumber: string;
  /** Middle name (NM105). */
  middleName?: string | null | undefined;
  /** Telephone, ten digits. */
  phone?: string | null | undefined;
  /** The practice. */
  practiceId: string | number;
  /** As the payer has it on file (DMG03). */
  sex: Sex;
  /** Suffix, such as JR (NM107). */
  suffix?: string | null | undefined;
};

/** Which Patient to list; every field given must match. */
export type PatientFilter = {
  /** Only those in care (true) or no longer (false). */
  active?: boolean | null | undefined;
  /** Born in this range of days. */
  birthDate?: PlainDateRange | null | undefined;
  /** With this external reference. */
  externalRef?: ExternalRefInput | null | undefined;
  /** Given name starts with, whatever the case. */
  firstName?: string | null | undefined;
  /** This guarantor answers for. */
  guarantorId?: string | number | null | undefined;
  /** Family name starts with, whatever the case. */
  lastName?: string | null | undefined;
  /** With any of these medical record numbers. */
  medicalRecordNumber?: Array<string> | null | undefined;
  /** Of this practice. */
  practiceId?: string | number | null | undefined;
};

/** Changes to a patient; what is omitted stays. */
export type PatientUpdateInput = {
  /** False when no longer in care. */
  active?: boolean | null | undefined;
  /** Home address. */
  address?: AddressInput | null | undefined;
  /** Date of birth (DMG02). */
  birthDate?: string | null | undefined;
  /** E-mail address. */
  email?: string | null | undefined;
  /** The version that you read; the mutation is refused as STALE_VERSION when it is no longer that. Omit to write regardless. */
  expectedVersion?: number | null | undefined;
  /** References to add. */
  externalRefs?: Array<ExternalRefInput> | null | undefined;
  /** Given name (NM104). */
  firstName?: string | null | undefined;
  /** Another account that answers for bills from now on. */
  guarantorId?: string | number | null | undefined;
  /** What the guarantor is to the patient. */
  guarantorRelationship?: GuarantorRelationship | null | undefined;
  /** Family name (NM103). */
  lastName?: string | null | undefined;
  /** Middle name (NM105). */
  middleName?: string | null | undefined;
  /** The patient. */
  patientId: string | number;
  /** Telephone, ten digits. */
  phone?: string | null | undefined;
  /** As the payer has it on file (DMG03). */
  sex?: Sex | null | undefined;
  /** Suffix (NM107). */
  suffix?: string | null | undefined;
};

/** Days from one to another, both included; either may be left open. */
export type PlainDateRange = {
  /** The first day. */
  from?: string | null | undefined;
  /** The last day. */
  to?: string | null | undefined;
};

/** Why a mutation was refused. Stable; each has a page in docs/refusals. */
export type RefusalCode =
  | 'ACCOUNT_HELD'
  | 'ALREADY_DEPOSITED'
  | 'ALREADY_EXISTS'
  | 'BELOW_MINIMUM'
  | 'CLAIM_ALREADY_SENT'
  | 'CLAIM_FORWARDED'
  | 'CLAIM_NOT_READY'
  | 'CLAIM_NOT_VOIDABLE'
  | 'CLEARINGHOUSE_NOT_SET_UP'
  | 'CODES_NOT_IN_FORCE'
  | 'CODING_NOT_COMPLETE'
  | 'COVERAGE_OVERLAPS'
  | 'DEPOSIT_DIFFERS'
  | 'ENCOUNTERS_DIFFER'
  | 'ENCOUNTER_NOT_CODED'
  | 'FILE_NOT_WAITING'
  | 'INVALID_ID'
  | 'INVALID_INPUT'
  | 'MOVE_NOT_ALLOWED'
  | 'NEXT_PAYER_OWES_NOTHING'
  | 'NOTHING_OWED'
  | 'NOTHING_TO_BILL'
  | 'NOTHING_TO_DEPOSIT'
  | 'NOT_FOUND'
  | 'NOT_INSURED'
  | 'NOT_REFUNDABLE'
  | 'NO_CREDIT'
  | 'NO_STATEMENT_POLICY'
  | 'PAYER_HAS_NOT_ACCEPTED'
  | 'PAYER_NOT_ON_CLAIM'
  | 'PAYER_TAKES_NO_REPLACEMENTS'
  | 'PAYMENT_DISPUTED'
  | 'PAYMENT_NOT_VOIDABLE'
  | 'PAY_LINK_INVALID'
  | 'PAY_LINK_WRONG_BIRTH_DATE'
  | 'PRICE_MUST_BE_GIVEN'
  | 'PRICE_NOT_FOUND'
  | 'PROCESSOR_NOT_CONFIGURED'
  | 'REMITTANCE_NOT_ACCEPTABLE'
  | 'REMITTANCE_NOT_BALANCED'
  | 'REMITTANCE_WAITS'
  | 'REVERSAL_NEEDED'
  | 'ROLE_NOT_GRANTABLE'
  | 'RUN_UNDER_WAY'
  | 'SANDBOX_ONLY'
  | 'STALE_VERSION'
  | 'TASK_ASSIGNEE_OUT_OF_REACH'
  | 'TOO_SOON';

/** As the payer has it on file (DMG03). */
export type Sex =
  /** F */
  | 'FEMALE'
  /** M */
  | 'MALE'
  /** U */
  | 'UNKNOWN';

export type PatientCardFragment = { id: string, version: number, medicalRecordNumber: string, fullName: string, birthDate: string, active: boolean, externalRefs: Array<{ system: string, value: string }> };

export type FindPatientsQueryVariables = Exact<{
  filter?: PatientFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type FindPatientsQuery = { patients: { totalCount: number, nodes: Array<{ id: string, version: number, medicalRecordNumber: string, fullName: string, birthDate: string, active: boolean, externalRefs: Array<{ system: string, value: string }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type RegisterPatientMutationVariables = Exact<{
  input: PatientCreateInput;
}>;


export type RegisterPatientMutation = { patientCreate: { patient: { id: string, version: number, medicalRecordNumber: string, fullName: string, birthDate: string, active: boolean, externalRefs: Array<{ system: string, value: string }> } | null, userErrors: Array<
      | { code: RefusalCode, message: string, path: Array<string> | null }
      | { code: RefusalCode, message: string, path: Array<string> | null }
      | { code: RefusalCode, message: string, path: Array<string> | null }
      | { code: RefusalCode, message: string, path: Array<string> | null }
      | { code: RefusalCode, message: string, path: Array<string> | null }
    > } | null };

export type ChangePatientMutationVariables = Exact<{
  input: PatientUpdateInput;
}>;


export type ChangePatientMutation = { patientUpdate: { patient: { phone: string | null, id: string, version: number, medicalRecordNumber: string, fullName: string, birthDate: string, active: boolean, externalRefs: Array<{ system: string, value: string }> } | null, userErrors: Array<
      | { code: RefusalCode, message: string, path: Array<string> | null }
      | { code: RefusalCode, message: string, path: Array<string> | null }
      | { code: RefusalCode, message: string, path: Array<string> | null }
      | { code: RefusalCode, message: string, path: Array<string> | null }
      | { currentVersion: number, code: RefusalCode, message: string, path: Array<string> | null }
    > } | null };

export const PatientCardFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PatientCard"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Patient"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"medicalRecordNumber"}},{"kind":"Field","name":{"kind":"Name","value":"fullName"}},{"kind":"Field","name":{"kind":"Name","value":"birthDate"}},{"kind":"Field","name":{"kind":"Name","value":"active"}},{"kind":"Field","name":{"kind":"Name","value":"externalRefs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"system"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]} as unknown as DocumentNode<PatientCardFragment, unknown>;
export const FindPatientsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"FindPatients"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"PatientFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"patients"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"EnumValue","value":"NAME_ASC"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PatientCard"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PatientCard"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Patient"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"medicalRecordNumber"}},{"kind":"Field","name":{"kind":"Name","value":"fullName"}},{"kind":"Field","name":{"kind":"Name","value":"birthDate"}},{"kind":"Field","name":{"kind":"Name","value":"active"}},{"kind":"Field","name":{"kind":"Name","value":"externalRefs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"system"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]} as unknown as DocumentNode<FindPatientsQuery, FindPatientsQueryVariables>;
export const RegisterPatientDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RegisterPatient"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PatientCreateInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"patientCreate"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"patient"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PatientCard"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PatientCard"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Patient"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"medicalRecordNumber"}},{"kind":"Field","name":{"kind":"Name","value":"fullName"}},{"kind":"Field","name":{"kind":"Name","value":"birthDate"}},{"kind":"Field","name":{"kind":"Name","value":"active"}},{"kind":"Field","name":{"kind":"Name","value":"externalRefs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"system"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]} as unknown as DocumentNode<RegisterPatientMutation, RegisterPatientMutationVariables>;
export const ChangePatientDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ChangePatient"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PatientUpdateInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"patientUpdate"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"patient"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PatientCard"}},{"kind":"Field","name":{"kind":"Name","value":"phone"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StaleVersion"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"currentVersion"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PatientCard"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Patient"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"medicalRecordNumber"}},{"kind":"Field","name":{"kind":"Name","value":"fullName"}},{"kind":"Field","name":{"kind":"Name","value":"birthDate"}},{"kind":"Field","name":{"kind":"Name","value":"active"}},{"kind":"Field","name":{"kind":"Name","value":"externalRefs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"system"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]} as unknown as DocumentNode<ChangePatientMutation, ChangePatientMutationVariables>;