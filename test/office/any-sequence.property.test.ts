import fc from "fast-check";
import { AMinutePasses, EventsAreLate, EventsArrive } from "./sequence/deliveries";
import { newModel, reach, REASONS, type Model } from "./sequence/model";
import { agree, keepReferences, moveIn, openOfficeInSequence, type OfficeInSequence } from "./sequence/office-in-sequence";
import { ApplyCredit, EndRefund, PayByCard, PayByHand, Refund, VoidPayment } from "./sequence/payments";
import { DecideTwice, Deposit, Remit, Reverse, SendAgain } from "./sequence/remittances";
import { IssueStatement, VoidClaim, Visit, type Command } from "./sequence/visits";

/**
 * Every room together, through the API and the simulated edges: after any sequence of visits, remittances, reversals,
 * payments and refunds, however events are ordered and repeated, the book agrees with a plain model to the cent.
 * CAREBILL_PROPERTY_RUNS raises the number of sequences, CAREBILL_PROPERTY_SEED repeats
 * them, CAREBILL_PROPERTY_SHRINK looks for the shortest that fails, which takes minutes.
 */
const RUNS = Number(process.env.CAREBILL_PROPERTY_RUNS ?? 8);
const seed = process.env.CAREBILL_PROPERTY_SEED;

let real: OfficeInSequence;
beforeAll(async () => {
  real = await openOfficeInSequence();
});
afterAll(() => real.close());

const pick = fc.nat(99);
const account = fc.constantFrom(0, 0, 1);
const weights = fc.array(fc.array(fc.constantFrom(0, 0, 1, 2, 5), { minLength: REASONS.length + 1, maxLength: REASONS.length + 1 }), { minLength: 2, maxLength: 2 });
const saying = fc.record({ pick, weights, over: fc.constantFrom(0, 0, 0, 700), interest: fc.constantFrom(0, 0, 125), deposit: fc.boolean() });
const charges = fc.array(fc.integer({ min: 101, max: 30_001 }), { minLength: 1, maxLength: 2 });
const visit = fc
  .record({ who: fc.constantFrom(0, 0, 0, 1, 1, 2), charges, then: fc.constantFrom("SENT" as const, "SENT" as const, "SENT" as const, "SENT" as const, "DRAFT" as const, "SELF_PAY" as const) })
  .map((each) => new Visit(each.who, each.charges, each.then));
const remit = saying.map((each) => new Remit(each));
const reverse = fc.tuple(saying, fc.constantFrom("none" as const, "none" as const, "before" as const, "after" as const)).map((each) => new Reverse(...each));
const payByHand = fc.tuple(account, fc.constantFrom("CASH" as const, "CHEQUE" as const), fc.integer({ min: 1, max: 20_000 })).map((each) => new PayByHand(...each));
const payByCard = fc.tuple(account, fc.integer({ min: 1, max: 100 }), fc.boolean()).map((each) => new PayByCard(...each));

/** What happens often is listed often. */
const commands: fc.Arbitrary<Command>[] = [
  visit,
  visit,
  remit,
  remit,
  remit,
  reverse,
  reverse,
  reverse,
  saying.map((each) => new DecideTwice(each)),
  payByHand,
  payByCard,
  pick.map((each) => new SendAgain(each)),
  pick.map((each) => new Deposit(each)),
  fc.tuple(pick, fc.integer({ min: 1, max: 12_000 }), fc.boolean()).map((each) => new Refund(...each)),
  fc.tuple(pick, fc.boolean()).map((each) => new EndRefund(...each)),
  pick.map((each) => new VoidPayment(each)),
  fc.tuple(account, fc.integer({ min: 1, max: 9_000 })).map((each) => new ApplyCredit(...each)),
  pick.map((each) => new VoidClaim(each)),
  account.map((each) => new IssueStatement(each)),
  fc.constant(new EventsAreLate()),
  fc.constant(new EventsAreLate()),
  fc.tuple(fc.constantFrom(0, 1008, 571, 331), fc.nat(12)).map((each) => new EventsArrive(...each)),
  fc.constant(new AMinutePasses()),
];

const anything = (least: number, most: number) => fc.array(fc.oneof(...commands), { minLength: least, maxLength: most, size: "max" });
/** Half of the sequences begin with a claim whose payer takes back what the patient has paid for, before or after anybody has heard of it. */
const steps: fc.Arbitrary<Command[]> = fc.oneof(
  fc.tuple(visit, remit, anything(12, 22)).map(([first, second, others]) => [first, second, ...others]),
  fc
    .tuple(charges, fc.integer({ min: 1, max: 5 }), fc.array(fc.oneof(payByHand, payByCard), { minLength: 1, maxLength: 3 }), fc.boolean(), reverse, anything(6, 16))
    .map(([amounts, share, payments, late, back, others]) => {
      const allPatient = [1, 0, 0, 1, share, 0, 1];
      const said = { pick: 0, weights: [allPatient, allPatient], over: 0, interest: 0, deposit: true };
      return [new Visit(1, amounts, "SENT"), new Remit(said), ...payments, ...(late ? [new EventsAreLate()] : []), back, ...others];
    }),
);

const checked = (command: Command): Command => ({
  check: (model) => command.check(model),
  toString: () => command.toString(),
  run: async (model, office) => {
    reach(model, command.constructor.name);
    await command.run(model, office);
    await agree(model, office);
  },
});

/** Over all sequences. */
const reached: Record<string, number> = {};

test(
  "after any sequence of visits, remittances, reversals, payments and refunds the book is whole and says what was done",
  async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (steps) => {
        let model: Model = newModel();
        await moveIn(real);
        try {
          await fc.asyncModelRun(() => ({ model: (model = newModel()), real }), steps.map(checked));
          await checked(new EventsArrive(571, 12)).run(model, real);
          await checked(new AMinutePasses()).run(model, real);
        } finally {
          keepReferences(model);
          for (const [what, times] of Object.entries(model.reached)) reached[what] = (reached[what] ?? 0) + times;
        }
      }),
      { numRuns: RUNS, endOnFailure: !process.env.CAREBILL_PROPERTY_SHRINK, ...(seed ? { seed: Number(seed) } : {}) },
    );
    if (process.env.CAREBILL_PROPERTY_RUNS) process.stderr.write(`${RUNS} sequences: ${JSON.stringify(reached)}\n`);
  },
  40_000 + RUNS * 20_000,
);
