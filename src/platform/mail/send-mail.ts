import { follow } from "../../vocabulary";
import { load } from "../work/guards";
import type { Work } from "../work/work";
import { MailRefused, type Composed } from "./mailer";
import { mailLife, OutgoingMail } from "./outgoing-mail";

const ATTEMPTS = 8;
/** An attempt that has not ended by then died with its process. */
const ATTEMPT_MS = 10 * 60_000;

export type QueueMail = { practiceId: string; kind: string; subjectId: string; to: string; task: string };

/** Inside `atomically`: a mail that leaves after COMMIT, once. `task` is the room's task that calls deliverMail. */
export function queueMail(work: Work, { practiceId, kind, subjectId, to, task }: QueueMail): OutgoingMail {
  const mail = Object.assign(new OutgoingMail(), { practiceId, kind, subjectId, recipient: to, task, createdAt: work.now });
  work.em.persist(mail);
  work.enqueue(task, practiceId, { mailId: mail.id });
  return mail;
}

/**
 * Takes the mail, writes it, hands it over and records what became of it. What may pass later is thrown, so that the
 * queue tries again; what will not is FAILED, where a person sees it.
 */
export async function deliverMail(work: Work, mailId: string, compose: (subjectId: string) => Promise<Composed>): Promise<void> {
  const mail = await take(work, mailId);
  if (!mail) return;
  try {
    const { mail: mailer } = work.effects;
    if (!mailer) throw new MailRefused("NO_MAIL_SERVER", true);
    const { from, subject, text } = await compose(mail.subjectId);
    await mailer.send({ messageId: `<${mail.id}@carebill>`, fromName: from, to: mail.recipient, subject, text, date: work.now });
  } catch (error) {
    const again = await failed(work, mailId, error instanceof MailRefused ? error : new MailRefused("NOT_WRITTEN", false));
    if (again) throw error;
    return;
  }
  await work.atomically(async () => {
    const sent = await load(work, OutgoingMail, mailId, { lock: true });
    Object.assign(sent, { status: follow(mailLife, sent.status, "deliver"), sentAt: work.now, failureCode: null });
  });
}

async function take(work: Work, mailId: string): Promise<OutgoingMail | null> {
  return work.atomically(async () => {
    const mail = await load(work, OutgoingMail, mailId, { lock: true });
    const underWay = mail.status === "SENDING" && work.now.getTime() - mail.attemptedAt!.getTime() < ATTEMPT_MS;
    if (underWay || mail.status === "SENT" || mail.status === "FAILED") return null;
    Object.assign(mail, { status: follow(mailLife, mail.status, "take"), attempts: mail.attempts + 1, attemptedAt: work.now });
    return mail;
  });
}

async function failed(work: Work, mailId: string, { code, permanent }: MailRefused): Promise<boolean> {
  return work.atomically(async () => {
    const mail = await load(work, OutgoingMail, mailId, { lock: true });
    const again = !permanent && mail.attempts < ATTEMPTS;
    Object.assign(mail, { status: follow(mailLife, mail.status, again ? "postpone" : "fail"), failureCode: code });
    return again;
  });
}

/** A mail that failed is tried again, with a new text. Refuses NOT_FOUND, MOVE_NOT_ALLOWED. */
export async function retryMail(work: Work, { mailId }: { mailId: string }): Promise<OutgoingMail> {
  return work.atomically(async () => {
    const mail = await load(work, OutgoingMail, mailId, { lock: true, path: ["mailId"], what: "mail" });
    Object.assign(mail, { status: follow(mailLife, mail.status, "retry"), attempts: 0 });
    work.enqueue(mail.task, mail.practiceId, { mailId: mail.id });
    return mail;
  });
}
