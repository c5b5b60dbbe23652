import { InstantColumn, ServiceRow, ServiceTable, TextColumn, VersionColumn, WholeColumn } from "../../platform/database/columns";

export type InboundKind = "A_999" | "A_277CA" | "A_TA1" | "A_835" | "UNKNOWN";
export type InboundStatus = "RECEIVED" | "PROCESSED" | "WAITING" | "WAITING_FOR_REMITTANCE";

/** A file from the clearinghouse or a caller, kept whole before anything was done with it. */
@ServiceTable("inbound_file")
export class InboundFile extends ServiceRow {
  @TextColumn() name!: string;
  @TextColumn() source!: "CLEARINGHOUSE" | "API";
  @TextColumn() kind: InboundKind = "UNKNOWN";
  /** Of the bytes: the same file twice is one file. */
  @TextColumn() sha256!: string;
  @WholeColumn() sizeBytes!: number;
  /** BASE64 when the bytes are no text that PostgreSQL can hold. */
  @TextColumn() encoding!: "UTF8" | "BASE64";
  @TextColumn() content!: string;
  @TextColumn() status: InboundStatus = "RECEIVED";
  /** Why it waits, or what was done with it. */
  @TextColumn({ nullable: true }) reason: string | null = null;
  @InstantColumn() receivedAt!: Date;
  @InstantColumn({ nullable: true }) processedAt: Date | null = null;
  @VersionColumn() version!: number;
}

/** The bytes as they came. */
export function bytesOf(file: Pick<InboundFile, "encoding" | "content">): Buffer {
  return Buffer.from(file.content, file.encoding === "BASE64" ? "base64" : "utf8");
}

/** As the X12 readers take it. */
export function textOf(file: Pick<InboundFile, "encoding" | "content">): string {
  return file.encoding === "BASE64" ? bytesOf(file).toString("latin1") : file.content;
}
