import type { Cents, PlainDate } from "../../vocabulary";
import type { Loop } from "../x12/model";

export type EntityType = "person" | "organization";

/** NM1 — a person or an organization. */
export interface Party {
  /** NM102 — 1 person, 2 organization. */
  readonly entityType: EntityType;
  /** NM103 — last name of a person, or the name of an organization. */
  readonly name?: string;
  /** NM104 */
  readonly firstName?: string;
  /** NM105 */
  readonly middleName?: string;
  /** NM106 */
  readonly namePrefix?: string;
  /** NM107 */
  readonly nameSuffix?: string;
  /** NM108 — XX an NPI, MI a member id, PI a payer id, 46 an electronic transmitter id, C a changed id ... */
  readonly identifierQualifier?: string;
  /** NM109 */
  readonly identifier?: string;
}

/** N3 and N4. */
export interface Address {
  /** N301 */
  readonly line1?: string;
  /** N302 */
  readonly line2?: string;
  /** N401 */
  readonly city?: string;
  /** N402 — two letters, in the United States and Canada. */
  readonly state?: string;
  /** N403 — without the hyphen: 432150001. */
  readonly postalCode?: string;
  /** N404 — only outside the United States. */
  readonly countryCode?: string;
  /** N407 */
  readonly countrySubdivisionCode?: string;
}

/** REF — an identifier and what kind of identifier it is. */
export interface Reference {
  /** REF01 */
  readonly qualifier: string;
  /** REF02 */
  readonly value: string;
  /** REF03 */
  readonly description?: string;
  /** REF04-1 and REF04-2 — whose number it is, when a line names another payer's (2U and the payer's id). */
  readonly ownerQualifier?: string;
  readonly ownerIdentifier?: string;
}

/** One number of a PER segment. */
export interface CommunicationNumber {
  /** PER03, 05, 07 — TE telephone, FX fax, EM e-mail, EX extension, UR address on the web. */
  readonly qualifier: string;
  /** PER04, 06, 08 */
  readonly value: string;
}

/** PER — whom to ask. */
export interface Contact {
  /** PER01 — IC information contact, CX claims office, BL technical department. */
  readonly functionCode: string;
  /** PER02 */
  readonly name?: string;
  readonly numbers: readonly CommunicationNumber[];
}

/** NM1 with what may follow it for a provider, a facility or a place. */
export interface Provider extends Party, Loop {
  /** PRV03 — taxonomy code. */
  readonly taxonomyCode?: string;
  readonly address?: Address;
  /** REF — secondary identifiers: 0B state licence, 1G UPIN, G2 commercial, LU location. */
  readonly secondaryIds: readonly Reference[];
  readonly contacts: readonly Contact[];
}

/** A provider whose place in the guide serves several roles. */
export interface ProviderInRole extends Provider {
  /** NM101 — DN referring, P3 primary care, 82 rendering, 77 service location, DQ supervising, 85 billing ... */
  readonly role: string;
}

/** DMG */
export interface Demographics {
  /** DMG02 */
  readonly birthDate: PlainDate;
  /** DMG03 — F, M, U. */
  readonly genderCode?: string;
}

/** One triplet of a CAS segment: money that was charged and not paid, and why. */
export interface Adjustment {
  /** CAS01 — CO, PR, OA, PI, CR. */
  readonly groupCode: string;
  /** CAS02, 05, 08, 11, 14, 17 — claim adjustment reason code (CARC). */
  readonly reasonCode: string;
  /** CAS03, 06, 09, 12, 15, 18 — positive lowers the payment. */
  readonly amount: Cents;
  /** CAS04, 07, 10, 13, 16, 19 — units that the payer changed. */
  readonly quantity?: string;
}

/** SV101, SVC01, SVC06, SVD03 — a procedure with its modifiers. */
export interface Procedure {
  /** -1 — HC for HCPCS and CPT, NU revenue code, N4 drug, AD dental, ER, WK ... */
  readonly qualifier: string;
  /** -2 */
  readonly code: string;
  /** -3 to -6 */
  readonly modifiers: readonly string[];
  /** -7 — required for codes that name nothing in particular ("not otherwise classified"). */
  readonly description?: string;
}

/** MOA — what the payer says of an outpatient claim as a whole. */
export interface OutpatientAdjudication {
  /** MOA01 — a percentage as a decimal fraction. */
  readonly reimbursementRate?: string;
  /** MOA02 */
  readonly hcpcsPayableAmount?: Cents;
  /** MOA03 to MOA07 — remark codes (RARC). */
  readonly remarkCodes: readonly string[];
  /** MOA08 */
  readonly endStageRenalDiseaseAmount?: Cents;
  /** MOA09 */
  readonly nonPayableProfessionalComponentAmount?: Cents;
}
