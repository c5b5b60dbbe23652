import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { InstantColumn, PracticeRow, PracticeTable, TextColumn, UuidColumn, VersionColumn, WholeColumn } from "../platform/database/columns";
import { jobActor } from "../platform/access/actor";
import { load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { Guarantor, Patient } from "../patients";
import { askProcessor, openPaymentSession, PaymentSession, type CheckoutHandle } from "../payments";
import { lineBalances } from "../ledger";
import { Practice } from "../practices";
import { cents, larger, Refusal, ZERO, type Cents, type PlainDate } from "../vocabulary";
import { Statement, StatementLine } from "./statement";
import { statementPolicyOn } from "./statement-policy";

const ACCESS_MS = 30 * 60_000;
const DAY_MS = 86_400_000;

/** Opens one statement to whoever has it and knows a date of birth. Random and kept as a hash: nothing in it can be read, and nobody can make one. */
@PracticeTable("pay_link")
export class PayLink extends PracticeRow {
  @UuidColumn() statementId!: string;
  @UuidColumn() guarantorId!: string;
  @TextColumn() tokenHash!: string;
  @InstantColumn() expiresAt!: Date;
  @WholeColumn() attemptsLeft!: number;
  @TextColumn({ nullable: true }) accessHash: string | null = null;
  @InstantColumn({ nullable: true }) accessExpiresAt: Date | null = null;
  @InstantColumn({ nullable: true }) openedAt: Date | null = null;
  @InstantColumn() createdAt!: Date;
  @VersionColumn() version!: number;
}

const hashOf = (secret: string) => createHash("sha256").update(secret).digest("hex");
const newSecret = () => randomBytes(32).toString("base64url");

/** A new link to a statement; its token exists in the answer alone. */
export async function makePayLink(work: Work, { statementId }: { statementId: string }): Promise<{ token: string; link: PayLink }> {
  return work.atomically(async () => {
    const { practiceId, guarantorId } = await load(work, Statement, statementId, { path: ["statementId"], what: "statement" });
    const practice = await load(work, Practice, practiceId);
    const policy = await statementPolicyOn(work, practiceId, work.today(practice.timeZone));
    const token = newSecret();
    const expiresAt = new Date(work.now.getTime() + policy.payLinkDays * DAY_MS);
    const link = Object.assign(new PayLink(), { practiceId, statementId, guarantorId, tokenHash: hashOf(token), expiresAt, attemptsLeft: policy.payLinkAttempts, createdAt: work.now });
    work.em.persist(link);
    return { token, link };
  });
}

/** Where a link leads: the portal that the installation names. */
declare module "../platform/work/effects" {
  interface Effects {
    payLinkUrl?: (token: string) => string;
  }
}
export const urlOf = (work: Work, token: string): string => (work.effects.payLinkUrl ?? ((each: string) => `/pay/${each}`))(token);

/** The Work of whoever holds the link: that practice, under the link's name. Refuses PAY_LINK_INVALID, whatever is wrong with it. */
export async function workOfPayLink(work: Work, token: string): Promise<{ work: Work; linkId: string }> {
  const [row] = await work.sql(`select billing_service_id, practice_id, id from cb_pay_link($1)`, [hashOf(token)]);
  if (!row) throw notValid();
  const tenant = { billingServiceId: row.billing_service_id as string, practiceIds: [row.practice_id as string], patientIds: "all" } as const;
  const linkId = row.id as string;
  return { work: work.as({ actor: { ...jobActor(tenant, "pay link"), kind: "patient", id: linkId } }), linkId };
}

/**
 * Pays for one attempt before it is made, in a transaction of its own: a refused attempt changes nothing else, and
 * many at once cannot have more than there are.
 */
export async function spendAttempt(work: Work, linkId: string): Promise<void> {
  const rows = await work.sql(`update pay_link set attempts_left = attempts_left - 1, version = version + 1 where id = $1 and attempts_left > 0 and expires_at > $2 returning id`, [linkId, work.now]);
  if (!rows.length) throw notValid();
}

/** The right date of birth gives the attempts back; `grantAccess` follows. Refuses PAY_LINK_INVALID, PAY_LINK_WRONG_BIRTH_DATE. */
export async function openPayLink(work: Work, { token, birthDate }: { token: string; birthDate: PlainDate }): Promise<PayLink> {
  return work.atomically(async () => {
    const link = await findLink(work, token);
    if (!(await birthDatesOf(work, link)).includes(birthDate)) throw new Refusal("PAY_LINK_WRONG_BIRTH_DATE", "This is not the date of birth that we have.", {}, ["birthDate"]);
    const practice = await load(work, Practice, link.practiceId);
    const policy = await statementPolicyOn(work, link.practiceId, work.today(practice.timeZone));
    Object.assign(link, { openedAt: link.openedAt ?? work.now, attemptsLeft: policy.payLinkAttempts });
    return link;
  });
}

/** Opens the link for half an hour. After COMMIT, so that the secret is in no stored answer. */
export async function grantAccess(work: Work, linkId: string): Promise<{ access: string; payLink: PayLinkView }> {
  return work.atomically(async () => {
    const link = await load(work, PayLink, linkId, { lock: true });
    const access = newSecret();
    Object.assign(link, { accessHash: hashOf(access), accessExpiresAt: new Date(work.now.getTime() + ACCESS_MS) });
    return { access, payLink: await viewOf(work, link) };
  });
}

export type PayLinkView = { practiceName: string; statementNumber: number; amountDueCents: Cents; expiresAt: Date };

/** What an opened link shows; null while it is not opened, and when anything about it is wrong. */
export async function seePayLink(work: Work, { token, access }: { token: string; access: string }): Promise<PayLinkView | null> {
  try {
    const found = await workOfPayLink(work, token);
    return await found.work.atomically(async () => viewOf(found.work, await openedLink(found.work, { token, access })));
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** A checkout for what is open of the link's statement. Refuses PAY_LINK_INVALID, NOTHING_OWED, INVALID_INPUT, PROCESSOR_NOT_CONFIGURED. */
export async function payByLink(work: Work, { token, access, amountCents }: { token: string; access: string; amountCents?: Cents | null }): Promise<PaymentSession> {
  return work.atomically(async () => {
    const link = await openedLink(work, { token, access });
    return openStatementSession(work, { statementId: link.statementId, purpose: "PAY_LINK", amountCents: amountCents ?? null });
  });
}

/** A checkout for what is open of a statement's lines today. */
export async function openStatementSession(
  work: Work,
  { statementId, purpose, amountCents }: { statementId: string; purpose: "STATEMENT" | "PAY_LINK"; amountCents: Cents | null },
): Promise<PaymentSession> {
  const statement = await load(work, Statement, statementId, { path: ["statementId"], what: "statement" });
  const lines = await work.em.find(StatementLine, { practiceId: statement.practiceId, statementId });
  return openPaymentSession(work, { guarantorId: statement.guarantorId, purpose, statementId, lineIds: lines.map((line) => line.serviceLineId), amountCents });
}

export type SessionAnswer = { status: string; amountCents: Cents } & Partial<CheckoutHandle>;

export async function checkoutOf(work: Work, sessionId: string): Promise<SessionAnswer> {
  const handle = await askProcessor(work, sessionId);
  const { status, amountCents } = await load(work, PaymentSession, sessionId);
  return { status, amountCents, ...handle };
}

async function findLink(work: Work, token: string): Promise<PayLink> {
  const [row] = await work.sql(`select id from pay_link where token_hash = $1 for update`, [hashOf(token)]);
  if (!row) throw notValid();
  const link = await load(work, PayLink, row.id as string, { lock: true });
  if (link.expiresAt <= work.now) throw notValid();
  return link;
}

async function openedLink(work: Work, { token, access }: { token: string; access: string }): Promise<PayLink> {
  const link = await findLink(work, token);
  const open = link.accessHash !== null && link.accessExpiresAt! > work.now && timingSafeEqual(Buffer.from(link.accessHash), Buffer.from(hashOf(access)));
  if (!open) throw notValid();
  return link;
}

async function viewOf(work: Work, link: PayLink): Promise<PayLinkView> {
  const statement = await load(work, Statement, link.statementId);
  const lines = await work.em.find(StatementLine, { practiceId: link.practiceId, statementId: statement.id });
  const balances = await lineBalances(
    work,
    link.practiceId,
    lines.map((line) => line.serviceLineId),
  );
  const open = [...balances.values()].reduce((total, line) => total + larger(line.patient, ZERO), 0n);
  return { practiceName: statement.sender.name, statementNumber: statement.number, amountDueCents: cents(open), expiresAt: link.expiresAt };
}

/** The guarantor's, or where we were never told it, that of a patient on the statement. */
async function birthDatesOf(work: Work, { practiceId, guarantorId, statementId }: PayLink): Promise<PlainDate[]> {
  const guarantor = await load(work, Guarantor, guarantorId);
  if (guarantor.birthDate) return [guarantor.birthDate];
  const lines = await work.em.find(StatementLine, { practiceId, statementId });
  const patients = await work.em.find(Patient, { practiceId, id: { $in: lines.map((line) => line.patientId) } });
  return patients.map((patient) => patient.birthDate);
}

/** One answer for unknown, expired, spent and not opened: it tells a stranger nothing. */
function notValid(): Refusal {
  return new Refusal("PAY_LINK_INVALID", "This link cannot be used: it has expired, was tried too often, or is not one of ours. Ask the practice for a new one.");
}
