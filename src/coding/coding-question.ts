import { InstantColumn, PracticeRow, PracticeTable, TextColumn, UuidColumn } from "../platform/database/columns";

/** What a coder asked the provider about a visit. Both texts may hold PHI: they are part of no event and no log. */
@PracticeTable("coding_question")
export class CodingQuestion extends PracticeRow {
  @UuidColumn() encounterId!: string;
  @TextColumn() question!: string;
  @UuidColumn() askedById!: string;
  @TextColumn() askedBy!: string;
  @InstantColumn() askedAt!: Date;
  @TextColumn({ nullable: true }) answer: string | null = null;
  @UuidColumn({ nullable: true }) answeredById: string | null = null;
  @TextColumn({ nullable: true }) answeredBy: string | null = null;
  @InstantColumn({ nullable: true }) answeredAt: Date | null = null;
}
