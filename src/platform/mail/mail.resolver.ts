import { Arg, Ctx, ID, Int, registerEnumType, Resolver } from "type-graphql";
import { Act, ActPayload, Input, InputId } from "../graphql/acts";
import type { RequestContext } from "../graphql/context";
import { NodeType } from "../graphql/node";
import { Column, FindMany, FindOne, Id, Payload, Reads } from "../graphql/reads";
import { DateTimeScalar } from "../graphql/scalars";
import { retryMail } from "./send-mail";
import type { MailStatus } from "./outgoing-mail";

export const MailStatusEnum = { QUEUED: "QUEUED", SENDING: "SENDING", SENT: "SENT", FAILED: "FAILED" } as const;
registerEnumType(MailStatusEnum, {
  name: "OutgoingMailStatus",
  description: "What became of an e-mail.",
  valuesConfig: {
    QUEUED: { description: "Waits for its turn, or for the next attempt." },
    SENDING: { description: "Being handed over." },
    SENT: { description: "The mail server took it." },
    FAILED: { description: "It was refused, or tried too often; outgoingMailRetry tries again." },
  },
});

@Reads("OutgoingMail", {
  description: "An e-mail to a guarantor: what it is about and what became of it. Its text is not kept.",
  table: "outgoing_mail",
  prefix: "mai",
  permit: "mail:read",
  implements: () => NodeType as never,
  filters: {
    practiceId: { kind: "id", column: "practice_id", prefix: "prc", description: "Of this practice." },
    status: { kind: "anyOf", column: "status", type: () => MailStatusEnum, description: "In any of these states." },
    kind: { kind: "anyOf", column: "kind", type: () => String, description: "About any of these: receipt, statement, dunning." },
  },
})
export class OutgoingMailType {
  @Id(() => ID) id!: string;
  @Column(() => String, "What it is about: receipt, statement, dunning.") kind!: string;
  @Column(() => String, "The address.") recipient!: string;
  @Column(() => MailStatusEnum, "What became of it.") status!: MailStatus;
  @Column(() => Int, "How often it was tried.") attempts!: number;
  @Column(() => String, "Why the last attempt failed, as a code such as SMTP_550 or ECONNREFUSED.", { nullable: true }) failureCode!: string | null;
  @Column(() => DateTimeScalar, "When the mail server took it.", { nullable: true }) sentAt!: Date | null;
  @Column(() => DateTimeScalar, "When it was queued.") createdAt!: Date;
  @Column(() => Int, "Counts changes.") version!: number;
}

@Input("OutgoingMailRetryInput", "A mail to try again.")
export class OutgoingMailRetryInput {
  @InputId("mai", "The mail; it is FAILED.") mailId!: string;
}

@ActPayload("OutgoingMailPayload")
export class OutgoingMailPayload {
  @Payload(() => OutgoingMailType, "The mail.") outgoingMail!: OutgoingMailType | null;
}

@Resolver()
export class MailResolver {
  @FindOne(() => OutgoingMailType, "One e-mail by id.", { permit: "mail:read" }) outgoingMail!: never;
  @FindMany(() => OutgoingMailType, "E-mails to guarantors, with what became of them.", { permit: "mail:read" }) outgoingMails!: never;

  @Act(() => OutgoingMailPayload, "Tries a failed mail again. Refusals: NOT_FOUND, MOVE_NOT_ALLOWED.", { permit: "mail:retry", idempotency: "required" })
  async outgoingMailRetry(@Arg("input", () => OutgoingMailRetryInput) input: OutgoingMailRetryInput, @Ctx() { work }: RequestContext) {
    return { outgoingMail: await retryMail(work, input) };
  }
}
