import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { makeDirectoryClearinghouse } from "../../src/claims";
import { StripeProcessor } from "../../src/payments";
import { listen } from "../../src/platform/http/http-server";
import { MailboxDirectory } from "../../src/platform/mail";
import { startCardSimulator } from "../../src/sandbox/card-simulator";
import { startSimulatedPayer } from "../../src/sandbox/simulated-payer";
import { BILLING_SERVICE_ID } from "../../seeds/service";
import type { Caller, World } from "../../tools/story/caller";
import { payOnThePage } from "../../tools/story/open-sandbox";
import { openTestOffice, type TestOffice, type Who } from "../support/office";

const WHO: Readonly<Record<Caller, Who>> = { "service-administrator": "dana", biller: "ben", coder: "cora", "practice-administrator": "priya", "ehr-app": "ehr", patient: "ada" };
const KEYS = { secretKey: "sk_test_world", webhookSecret: "whsec_world" };

export type TestWorld = World & {
  readonly office: TestOffice;
  /** Letters of the mailbox, as .eml files. */
  readonly mailbox: string;
  close(): Promise<void>;
};

/** The seeded office with everybody outside it: payers who answer over a directory, cards over HTTP, a mailbox. */
export async function openTestWorld(): Promise<TestWorld> {
  const directory = mkdtempSync(path.join(tmpdir(), "carebill-world-"));
  const mailbox = path.join(directory, "mail");
  let office: TestOffice | null = null;
  const now = () => office?.office.clock.now() ?? new Date();
  const payer = startSimulatedPayer({ directory, now, statePath: path.join(directory, "payer.json") });
  const cards = await startCardSimulator({ port: 0, host: "127.0.0.1", ...KEYS, now, deliverWebhooks: "immediately" });
  const processor = new StripeProcessor({
    billingServiceId: BILLING_SERVICE_ID,
    ...KEYS,
    publishableKey: "pk_test_world",
    server: cards.stripeOptions,
    embeddedPage: `${cards.url}/embedded/`,
  });
  const opened = await openTestOffice({
    effects: { clearinghouse: makeDirectoryClearinghouse(directory), processor, mail: new MailboxDirectory(mailbox, "billing@carebill.example") },
    outsideLives: () => payer.answer(),
  });
  office = opened;
  // As `npm start` does: nobody waits for the queue by hand.
  await opened.office.jobs.start();
  const server = await listen(opened.office.app, 0, "127.0.0.1");
  cards.controls.sendWebhooksTo(`http://127.0.0.1:${server.port}/webhooks/processor`);
  return {
    office: opened,
    mailbox,
    async call(who, query, variables, idempotencyKey) {
      const { data, errors } = await opened.as(WHO[who]).run(query, variables, idempotencyKey ? { "idempotency-key": idempotencyKey } : {});
      return { data, ...(errors ? { errors } : {}) };
    },
    payByCard: (session, card) => payOnThePage(cards.url, session, card),
    async close() {
      await server.close();
      await cards.stop();
      await opened.close();
      await payer.stop();
      rmSync(directory, { recursive: true });
    },
  };
}
