import {
  checkRemittanceBalance, NotX12, professionalClaimsOf, readProfessionalClaims, readRemittances, writeClaimAcknowledgements, writeImplementationAcknowledgements,
  writeInterchangeAcknowledgements, writeRemittances, type ClaimInContext, type Envelope, type InterchangeHeader, type ProfessionalClaims,
} from "../../edi"; // prettier-ignore
import { invariant, type PlainDate } from "../../vocabulary";
import { acknowledgeClaims, type LookedAt } from "./acknowledge-claims";
import { checkSyntax } from "./check-syntax";
import { admit } from "./front-door";
import type { Memory, TradingPartner } from "./memory";
import { CLEARINGHOUSE_NAME, termsOf } from "./payers";
import type { PaymentRun } from "./payment-run";
import { takeIn } from "./take-in";

export interface Moment {
  readonly today: PlainDate;
  /** HHMM */
  readonly time: string;
}

/** Reads one claims file and puts its TA1 or 999 and its 277CAs into the outbox. Answers what came of it, without PHI. */
export function answerClaimsFile(memory: Memory, text: string, moment: Moment): string {
  let result;
  try {
    result = readProfessionalClaims(text);
  } catch (error) {
    if (error instanceof NotX12) return "is no interchange: nobody can be answered";
    throw error;
  }
  const interchange = result.interchanges[0]!;
  const partner = partnerOf(interchange);
  const key = `${interchange.senderQualifier}:${interchange.senderId}/${interchange.controlNumber}`;
  const checked = checkSyntax(result, interchange, memory.interchanges.includes(key));
  if (checked.refusedInterchange) {
    send(memory, "ta1", writeInterchangeAcknowledgements([checked.refusedInterchange], envelope(memory, partner, moment)));
    return `was turned away with TA1 note ${checked.refusedInterchange.noteCode}`;
  }
  memory.interchanges.push(key);
  send(memory, "999", writeImplementationAcknowledgements(checked.acknowledgements, envelope(memory, partner, moment)));
  const counts = checked.accepted.map(({ content }) => acknowledgeBatch(memory, content, partner, moment));
  const claims = counts.reduce((all, count) => all + count, 0);
  return `holds ${result.transactions.length} transaction sets, of which ${checked.accepted.length} were accepted, with ${claims} claims`;
}

/** The clearinghouse tells of every claim; each payer tells of those that reached it. */
function acknowledgeBatch(memory: Memory, batch: ProfessionalClaims, partner: TradingPartner, moment: Moment): number {
  const looked = professionalClaimsOf(batch).map((context) => ({ context, ...look(memory, context, partner, moment) }));
  const atClearinghouse = looked.map(({ context, by, rejection }): LookedAt => ({ context, rejection: by === "clearinghouse" ? rejection : null }));
  const receiver = partner.receiverId;
  acknowledge(memory, { role: "AY", name: CLEARINGHOUSE_NAME, identifier: receiver }, batch, atClearinghouse, partner, moment);
  const forwarded = looked.filter(({ by }) => by === "payer");
  for (const [payerId, ofPayer] of Map.groupBy(forwarded, ({ context }) => context.subscriber.payer.identifier!)) {
    acknowledge(memory, { role: "PR", name: termsOf(payerId)!.name, identifier: payerId }, batch, ofPayer, partner, moment);
  }
  return looked.length;
}

function look(memory: Memory, context: ClaimInContext, partner: TradingPartner, moment: Moment): Omit<LookedAt, "context"> & { by: "clearinghouse" | "payer" } {
  const admission = admit(context, { today: moment.today, claims: memory.claims, agenda: memory.agenda });
  if ("by" in admission) return { by: admission.by, rejection: admission.codes };
  return { by: "payer", rejection: null, payerClaimControlNumber: takeIn({ memory, context, admission, partner, today: moment.today }) };
}

function acknowledge(
  memory: Memory,
  source: { role: "AY" | "PR"; name: string; identifier: string },
  batch: ProfessionalClaims,
  looked: readonly LookedAt[],
  partner: TradingPartner,
  moment: Moment,
): void {
  const reference = `277${String(memory.controlNumber + 1).padStart(9, "0")}`;
  const acknowledgement = acknowledgeClaims({ source, batch, looked, reference, ...moment });
  send(memory, "277", writeClaimAcknowledgements([acknowledgement], envelope(memory, partner, moment)));
}

/** Puts a remittance into the outbox, once its text has been read back and balances: we must never send one that does not. */
export function sendRemittance(memory: Memory, { partner, remittance }: PaymentRun, moment: Moment): void {
  const text = writeRemittances([remittance], envelope(memory, partner, moment));
  const { transactions, problems } = readRemittances(text);
  invariant(problems.length === 0 && transactions.length === 1, "the remittance that was written cannot be read back");
  invariant(checkRemittanceBalance(transactions[0]!.content).length === 0, "the remittance that was written does not balance");
  send(memory, "835", text);
}

function send(memory: Memory, kind: "ta1" | "999" | "277" | "835", text: string): void {
  memory.outbox.push({ name: `${String(++memory.fileNumber).padStart(8, "0")}.${kind}`, text });
}

function partnerOf({ senderQualifier, senderId, receiverQualifier, receiverId }: InterchangeHeader): TradingPartner {
  return { senderQualifier, senderId, receiverQualifier, receiverId };
}

function envelope(memory: Memory, partner: TradingPartner, { today, time }: Moment): Envelope {
  const controlNumber = ++memory.controlNumber;
  return {
    senderQualifier: partner.receiverQualifier,
    senderId: partner.receiverId,
    receiverQualifier: partner.senderQualifier,
    receiverId: partner.senderId,
    date: today,
    time,
    interchangeControlNumber: controlNumber,
    groupControlNumber: controlNumber,
    usage: "T",
    lineBreaks: true,
  };
}
