import { ID, Int } from "type-graphql";
import { PracticeType } from "../../practices";
import { NodeType } from "../../platform/graphql/node";
import { Column, Id, Reads, Reference } from "../../platform/graphql/reads";
import { DateTimeScalar } from "../../platform/graphql/scalars";
import { InboundKindEnum, InboundSourceEnum, InboundStatusEnum, OutboundStatusEnum, UsageEnum } from "./claims.enums";

@Reads("InboundFile", {
  description: "A file from the clearinghouse, or handed in through the API; kept whole before anything was done with it.",
  table: "inbound_file",
  prefix: "ifl",
  tenancy: "service",
  permit: "clearinghouse:read",
  implements: () => NodeType as never,
  filters: {
    status: { kind: "anyOf", column: "status", type: () => InboundStatusEnum, description: "In any of these states." },
    kind: { kind: "anyOf", column: "kind", type: () => InboundKindEnum, description: "Of any of these kinds." },
    source: { kind: "anyOf", column: "source", type: () => InboundSourceEnum, description: "By any of these doors." },
  },
  orders: { RECEIVED_AT: ["received_at"] },
})
export class InboundFileType {
  @Id(() => ID) id!: string;
  @Column(() => String, "Its name where it came from.") name!: string;
  @Column(() => InboundSourceEnum, "By which door it came.") source!: string;
  @Column(() => InboundKindEnum, "What it is.") kind!: string;
  @Column(() => String, "SHA-256 of its bytes, 64 hexadecimal digits: the same file twice is one.") sha256!: string;
  @Column(() => Int, "How many bytes it has.") sizeBytes!: number;
  @Column(() => String, "UTF8 when content is its text, BASE64 when its bytes are none.") encoding!: string;
  @Column(() => String, "The whole file.", { nullable: true, permit: "clearinghouse:read-content" }) content!: string | null;
  @Column(() => InboundStatusEnum, "What became of it.") status!: string;
  @Column(() => String, "Why it waits, or what was done.", { nullable: true }) reason!: string | null;
  @Column(() => DateTimeScalar, "When it was stored.") receivedAt!: Date;
  @Column(() => DateTimeScalar, "When it was looked at last.", { nullable: true }) processedAt!: Date | null;
  @Column(() => Int, "Counts changes.") version!: number;
}

@Reads("OutboundFile", {
  description: "One 837P interchange that was written, with its sending. Its text is read per submission.",
  table: "outbound_file",
  prefix: "ofl",
  permit: "clearinghouse:read",
  implements: () => NodeType as never,
  filters: {
    practiceId: { kind: "id", column: "practice_id", prefix: "prc", description: "Of this practice." },
    status: { kind: "anyOf", column: "status", type: () => OutboundStatusEnum, description: "In any of these states." },
  },
  orders: { CREATED_AT: ["created_at"] },
})
export class OutboundFileType {
  @Id(() => ID) id!: string;
  @Reference(() => PracticeType, "The practice.", { nullable: true }) practice!: PracticeType | null;
  @Column(() => String, "Its name.") name!: string;
  @Column(() => Int, "ISA13 and GS06.") interchangeControlNumber!: number;
  @Column(() => Int, "How many claims it holds, each in a transaction set of its own.") claimCount!: number;
  @Column(() => OutboundStatusEnum, "Whether it was handed over.") status!: string;
  @Column(() => Int, "How often it was tried.") attempts!: number;
  @Column(() => String, "The kind of trouble of the last try, such as ECONNREFUSED.", { nullable: true }) lastError!: string | null;
  @Column(() => DateTimeScalar, "When it was written.") createdAt!: Date;
  @Column(() => DateTimeScalar, "When it was handed over.", { nullable: true }) sentAt!: Date | null;
}

@Reads("ClearinghouseAccount", {
  description: "Who the billing service is to its clearinghouse.",
  table: "clearinghouse_account",
  prefix: "cha",
  tenancy: "service",
  permit: "clearinghouse:read",
})
export class ClearinghouseAccountType {
  @Id(() => ID) id!: string;
  @Column(() => String, "Our id (ISA06).") submitterId!: string;
  @Column(() => String, "Its qualifier (ISA05).") submitterQualifier!: string;
  @Column(() => String, "Our name (1000A NM103).") submitterName!: string;
  @Column(() => String, "Whom to ask (1000A PER02).") contactName!: string;
  @Column(() => String, "Telephone, ten digits.") contactPhone!: string;
  @Column(() => String, "E-mail address.", { nullable: true }) contactEmail!: string | null;
  @Column(() => String, "The clearinghouse's id (ISA08).") receiverId!: string;
  @Column(() => String, "Its qualifier (ISA07).") receiverQualifier!: string;
  @Column(() => String, "The clearinghouse's name (1000B NM103).") receiverName!: string;
  @Column(() => UsageEnum, "Test or production (ISA15).") usage!: string;
  @Column(() => Int, "The control number of the newest file (ISA13); 0 before the first.") lastInterchangeNumber!: number;
  @Column(() => Int, "Counts changes; pass it back as expectedVersion.") version!: number;
}
