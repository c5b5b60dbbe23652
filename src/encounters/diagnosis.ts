import { PracticeRow, PracticeTable, TextColumn, UuidColumn, WholeColumn } from "../platform/database/columns";

/** HI — an ICD-10-CM code without its point; position 1 is the principal one (ABK), the others follow (ABF). */
@PracticeTable("diagnosis")
export class Diagnosis extends PracticeRow {
  @UuidColumn() encounterId!: string;
  @WholeColumn() position!: number;
  @TextColumn() code!: string;
}
