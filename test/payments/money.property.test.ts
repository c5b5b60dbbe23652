import fc from "fast-check";
import { recordPayment } from "../../src/payments";
import { applyCredit } from "../../src/payments/apply-credit";
import { cancelRefund, createRefund, payRefund } from "../../src/payments/create-refund";
import { settleGuarantor } from "../../src/payments/settle-guarantor";
import { voidPayment } from "../../src/payments/void-payment";
import { postJournal } from "../../src/ledger";
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
      // An insurer's correction: a line owes less than was asked, whatever of it was paid already.
      const [line] = await till.office.owner(
        `select service_line_id, guarantor_id, patient_id, -sum(amount_cents) filter (where account = 'CHARGES') - coalesce(sum(amount_cents) filter (where account = 'CONTRACTUAL_ADJUSTMENT'), 0) as left
         from ledger_entry where service_line_id is not null group by 1, 2, 3 having -sum(amount_cents) filter (where account = 'CHARGES') > coalesce(sum(amount_cents) filter (where account = 'CONTRACTUAL_ADJUSTMENT'), 0) order by 1 offset ${step.pick % 3} limit 1`,
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
          entries: [{ ...dimensions, account: "CONTRACTUAL_ADJUSTMENT", amount: less }, { ...dimensions, account: "RECEIVABLE_PATIENT", amount: cents(-less) }],
        }),
      );
      return settleGuarantor(till.office.work(), { practiceId: till.office.cast.riverside!, guarantorId: line.guarantor_id as string });
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

const orRefused = (promise: Promise<void>) => promise.catch((error: unknown) => {
  if (!(error instanceof Refusal)) throw error;
});

test("after any sequence of charges, payments, corrections, refunds and voids the book is sound and nothing is negative that may not be", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 25 }), async (steps) => {
      for (const step of steps) await orRefused(perform(step));
      await till.expectSoundBook();
    }),
    { numRuns: 12 },
  );
});

test("the same at once: payments, refunds and settlements of one account in parallel never use a cent twice", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act.filter((step) => step.do !== "correct"), { minLength: 6, maxLength: 12 }), async (steps) => {
      await Promise.all(steps.map((step) => orRefused(perform(step))));
      await till.expectSoundBook();
    }),
    { numRuns: 8 },
  );
});
