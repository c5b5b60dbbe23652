import { listen, type Listening } from "../../src/platform/http/http-server";
import type { MailMessage } from "../../src/platform/mail";
import { StripeProcessor } from "../../src/payments";
import { checkLedger, postJournal } from "../../src/ledger";
import { startCardSimulator, type CardSimulator } from "../../src/sandbox/card-simulator";
import { uuidv7 } from "../../src/platform/database/ids";
import { cents, plainDate } from "../../src/vocabulary";
import { BILLING_SERVICE_ID } from "../../seeds/service";
import { openTestOffice, type TestOffice, type Who } from "../support/office";
import { MailboxClearinghouse } from "../support/mailbox-clearinghouse";

const SECRET_KEY = "sk_test_front_range_0123456789";
const WEBHOOK_SECRET = "whsec_front_range";

/** A clinic with a card processor at its edge, reached as the real one is: over HTTP, both ways. Mail is caught. */
export type Till = {
  office: TestOffice;
  simulator: CardSimulator;
  mails: MailMessage[];
  /** A patient's balance on a service line of its own, as a self-pay charge would make it. Returns the line's uuid. */
  owe(patient: string, amount: number, on?: string): Promise<string>;
  /** A checkout of the guarantor's whole balance, or of a part. */
  checkout(who: Who, patient: string, amountCents?: number, key?: string): Promise<Checkout>;
  /** Pays as the page would, and lets the news come and be worked on. */
  pay(checkout: Checkout, card?: string): Promise<void>;
  news(): Promise<void>;
  balances(): Promise<Record<string, number>>;
  /** Every invariant of the book, and that payments, credit and allocations tell the same story. */
  expectSoundBook(): Promise<void>;
  close(): Promise<void>;
};
export type Checkout = { paymentSession: { id: string; amountCents: number; status: string }; clientSecret: string | null; checkoutUrl: string | null; publishableKey: string | null };

let keys = 0;
export const newKey = () => ({ "idempotency-key": `till-${process.pid}-${++keys}` });

export const CHECKOUT = `mutation ($input: PaymentSessionCreateInput!) {
  paymentSessionCreate(input: $input) { paymentSession { id amountCents status } clientSecret checkoutUrl publishableKey userErrors { code message path } }
}`;

export async function openTill(): Promise<Till> {
  const clock = { now: () => new Date() };
  const simulator = await startCardSimulator({
    port: 0,
    host: "127.0.0.1",
    secretKey: SECRET_KEY,
    webhookSecret: WEBHOOK_SECRET,
    now: () => clock.now(),
    deliverWebhooks: "manual",
    laterActs: "manual",
  });
  const mails: MailMessage[] = [];
  const processor = new StripeProcessor({
    billingServiceId: BILLING_SERVICE_ID,
    secretKey: SECRET_KEY,
    publishableKey: "pk_test_front_range",
    webhookSecret: WEBHOOK_SECRET,
    server: simulator.stripeOptions,
    embeddedPage: `${simulator.url}/embedded/`,
  });
  const office = await openTestOffice({ effects: { clearinghouse: new MailboxClearinghouse(), processor, mail: { send: async (message) => void mails.push(message) } } });
  clock.now = () => office.office.clock.now();
  const server: Listening = await listen(office.office.app, 0, "127.0.0.1");
  simulator.controls.sendWebhooksTo(`http://127.0.0.1:${server.port}/webhooks/processor`);

  const till: Till = {
    office,
    simulator,
    mails,
    owe: async (patient, amount, on) => {
      const work = office.work();
      const [row] = await office.owner("select practice_id, guarantor_id from patient where id = $1", [office.cast[patient]]);
      const line = uuidv7();
      const dimensions = { patientId: office.cast[patient]!, guarantorId: row!.guarantor_id as string, serviceLineId: line };
      await work.atomically(() =>
        postJournal(work, {
          practiceId: row!.practice_id as string,
          kind: "charge",
          sourceId: line,
          effectiveOn: plainDate(on ?? work.today("America/Denver")),
          entries: [
            { ...dimensions, account: "RECEIVABLE_PATIENT", amount: cents(amount) },
            { ...dimensions, account: "CHARGES", amount: cents(-amount) },
          ],
        }),
      );
      return line;
    },
    checkout: async (who, patient, amountCents, key) => {
      const input = { patientId: office.id(patient), ...(amountCents === undefined ? {} : { amountCents }) };
      const { data, errors } = await office.as(who).run(CHECKOUT, { input }, key ? { "idempotency-key": key } : newKey());
      if (errors) throw new Error(JSON.stringify(errors));
      expect(data.paymentSessionCreate.userErrors).toEqual([]);
      return data.paymentSessionCreate;
    },
    pay: async ({ clientSecret }, card = "4242424242424242") => {
      simulator.controls.pay(clientSecret!.split("_secret_")[0]!, { card });
      await till.news();
    },
    news: async () => {
      await simulator.controls.deliverWebhooks();
      await office.drain();
    },
    balances: async () => {
      const rows = await office.owner("select account, sum(amount_cents)::int as amount from ledger_entry group by account having sum(amount_cents) <> 0");
      return Object.fromEntries(rows.map((row) => [row.account as string, row.amount as number]));
    },
    expectSoundBook: async () => {
      for (const practiceId of [office.cast.riverside!, office.cast.lakeside!]) {
        const checks = await checkLedger((text, values) => office.owner(text, [...values]), practiceId);
        expect(checks.filter((check) => !check.ok)).toEqual([]);
      }
      // What a payment says of itself is what the book says of it.
      expect(
        await office.owner(`
          select p.id from payment p where p.amount_cents - p.allocated_cents - p.refunded_cents - p.disputed_cents - p.voided_cents
              <> (select coalesce(-sum(e.amount_cents), 0) from ledger_entry e where e.account = 'UNAPPLIED_PATIENT_CREDIT' and e.payment_id = p.id)
            or p.allocated_cents <> (select coalesce(sum(a.amount_cents), 0) from payment_allocation a where a.payment_id = p.id)`),
      ).toEqual([]);
      // No line is paid beyond what it owes, and no payment stands on a line with less than nothing.
      expect(await office.owner(`select service_line_id from ledger_entry where account = 'RECEIVABLE_PATIENT' group by 1 having sum(amount_cents) < 0`)).toEqual([]);
      expect(await office.owner(`select payment_id from payment_allocation group by payment_id, service_line_id having sum(amount_cents) < 0`)).toEqual([]);
    },
    close: async () => {
      await server.close();
      await simulator.stop();
      await office.close();
    },
  };
  return till;
}
