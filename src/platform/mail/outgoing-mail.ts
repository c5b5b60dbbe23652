import type { Lifecycle } from "../../vocabulary";
import { InstantColumn, PracticeRow, PracticeTable, TextColumn, UuidColumn, VersionColumn, WholeColumn } from "../database/columns";

export type MailStatus = "QUEUED" | "SENDING" | "SENT" | "FAILED";

export const mailLife: Lifecycle<MailStatus, "take" | "deliver" | "postpone" | "fail" | "retry"> = {
  name: "outgoing mail",
  initial: "QUEUED",
  table: { QUEUED: { take: "SENDING" }, SENDING: { take: "SENDING", deliver: "SENT", postpone: "QUEUED", fail: "FAILED" }, FAILED: { retry: "QUEUED" }, SENT: {} },
};

/** One e-mail to one address about one thing: a receipt, a statement, a reminder. */
@PracticeTable("outgoing_mail")
export class OutgoingMail extends PracticeRow {
  @TextColumn() kind!: string;
  @UuidColumn() subjectId!: string;
  @TextColumn() recipient!: string;
  /** The task that writes and sends it. */
  @TextColumn() task!: string;
  @TextColumn() status: MailStatus = "QUEUED";
  @WholeColumn() attempts = 0;
  @TextColumn({ nullable: true }) failureCode: string | null = null;
  @InstantColumn({ nullable: true }) attemptedAt: Date | null = null;
  @InstantColumn({ nullable: true }) sentAt: Date | null = null;
  @InstantColumn() createdAt!: Date;
  @VersionColumn() version!: number;
}
