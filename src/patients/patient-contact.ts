import { InstantColumn, PracticeRow, PracticeTable, TextColumn, UuidColumn } from "../platform/database/columns";

export const CONTACT_KINDS = ["EMERGENCY", "CAREGIVER", "LEGAL_REPRESENTATIVE", "OTHER"] as const;
export type ContactKind = (typeof CONTACT_KINDS)[number];

/** Someone to call about a patient. */
@PracticeTable("patient_contact")
export class PatientContact extends PracticeRow {
  @UuidColumn() patientId!: string;
  @TextColumn() kind!: ContactKind;
  @TextColumn() name!: string;
  @TextColumn({ nullable: true }) phone: string | null = null;
  @TextColumn({ nullable: true }) email: string | null = null;
  @InstantColumn() createdAt!: Date;
}
