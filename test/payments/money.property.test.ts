import fc from "fast-check";
import { recordPayment } from "../../src/payments";
import { applyCredit } from "../../src/payments/apply-credit";
import { cancelRefund, createRefund, payRefund } from "../../src/payments/create-refund";
import { settleGuarantor } from "../../src/payments/settle-guarantor";
import { voidPayment } from "../../src/payments/void-payment";
import { postJournal } from "../../src/ledger";
import { Guarantor } from "../../src/patients";
import { load } from "../../src/platform/work/guards";
import { uuidv7 } from "../../src/platform/database/ids";
import { cents, Refusal } from "../../src/vocabulary";
import { openTill, type Till } from "./till";

let till: Till;
beforeAll(async () => {
  till = await openTill();
});
afterAll(() => till.close());

const PATIENTS = ["ada", "cy", "bo"] as const;
const patient = fc.constantFrom(...PATIENTS);
const amount = fc.integer({ min: 1, max: 40_000 });
const pick = fc.nat(1000);
const act = fc.oneof(
  fc.record({ do: fc.constant("owe" as const), patient, amount }),
  fc.record({ do: fc.constant("pay" as const), patient, amount }),
  fc.record({ do: fc.constant("correct" as const), pick, amount }),
  fc.record({ do: fc.constant("refund" as const), pick, amount, reopen: fc.boolean() }),
  fc.record({ do: fc.constant("endRefund" as const), pick, paid: fc.boolean() }),
  fc.record({ do: fc.constant("reverse" as const), patient, pick, amount }),
  fc.record({ do: fc.constant("void" as const), pick }),
  fc.record({ do: fc.constant("apply" as const), patient, amount }),
  fc.record({ do: fc.constant("settle" as const), patient }),
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

const guarantors = new Map<string, string>();
const guarantorOf = async (name: string) => {
  if (!guarantors.has(name)) guarantors.set(name, (await till.office.owner("select guarantor_id from patient where id = $1", [till.office.cast[name]]))[0]!.guarantor_id as string);
  return guarantors.get(name)!;
};
const chosen = async (sql: string, index: number) => {
  const rows = await till.office.owner(sql);
  return rows.length ? (rows[index % rows.length]!.id as string) : null;
};

async function perform(step: Act): Promise<void> {
  const work = till.office.work();
  switch (step.do) {
    case "owe":
      return void (await till.owe(step.patient, step.amount));
    case "pay":
      return void (await recordPayment(work, { patientId: till.office.cast[step.patient]!, method: "CASH", amountCents: cents(step.amount) }));
    case "correct": {
      // An insurer's correction: a line's responsibility (what is owed and what was paid of it) becomes less.
      const [line] = await till.office.owner(
        `select service_line_id, guarantor_id, patient_id, sum(amount_cents) as left from ledger_entry
         where service_line_id is not null and account in ('RECEIVABLE_PATIENT', 'UNAPPLIED_PATIENT_CREDIT') group by 1, 2, 3 having sum(amount_cents) > 0 order by 1 offset ${step.pick % 3} limit 1`,
      );
      if (!line) return;
      const less = cents(BigInt(Math.min(step.amount, Number(line.left))));
      const dimensions = { serviceLineId: line.service_line_id as string, guarantorId: line.guarantor_id as string, patientId: line.patient_id as string };
      await work.atomically(() =>
        postJournal(work, {
          practiceId: till.office.cast.riverside!,
          kind: "remittance",
          sourceId: uuidv7(),
          effectiveOn: work.today("America/Denver"),
          entries: [
            { ...dimensions, account: "CONTRACTUAL_ADJUSTMENT", amount: less },
            { ...dimensions, account: "RECEIVABLE_PATIENT", amount: cents(-less) },
          ],
        }),
      );
      return settleGuarantor(till.office.work(), { practiceId: till.office.cast.riverside!, guarantorId: line.guarantor_id as string });
    }
    case "reverse": {
      // A payer takes its decision back: the responsibility goes, and what was paid for it is credit, posted by the remittance room.
      const guarantorId = await guarantorOf(step.patient);
      return work.atomically(async () => {
        await load(work, Guarantor, guarantorId, { lock: true });
        const standing = await work.sql(
          `select payment_id, service_line_id, patient_id, sum(amount_cents)::text as amount from ledger_entry
           where guarantor_id = $1 and account = 'UNAPPLIED_PATIENT_CREDIT' and service_line_id is not null group by 1, 2, 3 having sum(amount_cents) > 0 order by 1, 2`,
          [guarantorId],
        );
        if (!standing.length) return;
        const one = standing[step.pick % standing.length]!;
        const back = cents(Math.min(step.amount, Number(one.amount)));
        const dimensions = { serviceLineId: one.service_line_id as string, patientId: one.patient_id as string, guarantorId };
        await postJournal(work, {
          practiceId: till.office.cast.riverside!,
          kind: "remittance-release",
          sourceId: uuidv7(),
          effectiveOn: work.today("America/Denver"),
          entries: [
            { ...dimensions, account: "RECEIVABLE_INSURER", payerSequence: 1, amount: back },
            { ...dimensions, account: "RECEIVABLE_PATIENT", amount: cents(-back) },
            { ...dimensions, account: "RECEIVABLE_PATIENT", paymentId: one.payment_id as string, amount: back },
            { ...dimensions, account: "UNAPPLIED_PATIENT_CREDIT", paymentId: one.payment_id as string, amount: cents(-back) },
          ],
        });
      });
    }
    case "refund": {
      const paymentId = await chosen("select id from payment order by id", step.pick);
      if (paymentId) await createRefund(work, { paymentId, amountCents: cents(step.amount), reason: "property", reopenBalance: step.reopen });
      return;
    }
    case "endRefund": {
      const refundId = await chosen("select id from refund where status = 'RESERVED' order by id", step.pick);
      if (refundId) await (step.paid ? payRefund(work, { refundId, chequeNumber: "1" }) : cancelRefund(work, { refundId }));
      return;
    }
    case "void": {
      const paymentId = await chosen("select id from payment order by id", step.pick);
      if (paymentId) await voidPayment(work, { paymentId, reason: "property" });
      return;
    }
    case "apply":
      return void (await applyCredit(work, { guarantorId: await guarantorOf(step.patient), amountCents: cents(step.amount) }));
    case "settle":
      return settleGuarantor(work, { practiceId: till.office.cast.riverside!, guarantorId: await guarantorOf(step.patient) });
  }
}

/** What the events of the queue do: every account is settled. */
async function settleAll(): Promise<void> {
  for (const name of ["ada", "bo"] as const) await settleGuarantor(till.office.work(), { practiceId: till.office.cast.riverside!, guarantorId: await guarantorOf(name) });
}

const orRefused = (promise: Promise<void>) =>
  promise.catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
  });

test("after any sequence of charges, payments, corrections, refunds and voids the book is sound and nothing is negative that may not be", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 25 }), async (steps) => {
      for (const step of steps) await orRefused(perform(step));
      await settleAll();
      await till.expectSoundBook();
    }),
    { numRuns: 12 },
  );
});

test("the same at once: payments, refunds and settlements of one account in parallel never use a cent twice", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        act.filter((step) => step.do !== "correct"),
        { minLength: 6, maxLength: 12 },
      ),
      async (steps) => {
        await Promise.all(steps.map((step) => orRefused(perform(step))));
        await settleAll();
        await till.expectSoundBook();
      },
    ),
    { numRuns: 8 },
  );
});
