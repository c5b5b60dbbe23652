import type { Model, Payment } from "./model";
import type { OfficeInSequence } from "./office-in-sequence";
import type { Command } from "./visits";

const guarantorOf = (real: OfficeInSequence, account: number) => real.people.find((each) => each.account === account)!.guarantorId;
const left = (payment: Payment) => (payment.voided ? 0 : payment.amount - payment.given);

export class PayByHand implements Command {
  constructor(
    readonly account: number,
    readonly method: "CASH" | "CHEQUE",
    readonly amount: number,
  ) {}
  check = () => true;
  toString = () => `pay(${this.account}, ${this.method}, ${this.amount})`;

  async run(model: Model, real: OfficeInSequence): Promise<void> {
    const { payment, userErrors } = await real.act(
      "petra",
      "paymentRecord",
      { guarantorId: guarantorOf(real, this.account), method: this.method, amountCents: this.amount, reference: "1044" },
      "payment { id }",
    );
    expect(userErrors).toEqual([]);
    model.payments.push({ id: payment.id, account: this.account, byHand: true, amount: this.amount, given: 0, voided: false });
    await real.office.drain();
  }
}

/** A part of what is owed, by card; the news of it may come twice and the last first. */
export class PayByCard implements Command {
  constructor(
    readonly account: number,
    readonly percent: number,
    readonly newsTwice: boolean,
  ) {}
  check = () => true;
  toString = () => `payByCard(${this.account}, ${this.percent}%, ${this.newsTwice})`;

  async run(model: Model, real: OfficeInSequence): Promise<void> {
    const guarantorId = guarantorOf(real, this.account);
    const { controls } = real.till.simulator;
    const { guarantorBalance } = await real.ask("finn", `query ($id: ID!) { guarantorBalance(guarantorId: $id) { youOweCents unappliedCreditCents } }`, { id: guarantorId });
    const owed = guarantorBalance.youOweCents;
    const amountCents = Math.max(50, Math.floor((owed * this.percent) / 100));
    const answer = await real.act("ben", "paymentSessionCreate", { guarantorId, amountCents }, "paymentSession { id amountCents } clientSecret");
    // The server knows better than we do what is owed: credit that waits for its event is counted.
    if (!answer.paymentSession) return expect(answer.userErrors).toHaveLength(1);
    expect(amountCents).toBeLessThanOrEqual(owed);
    expect(answer.paymentSession.amountCents).toBe(amountCents);
    if (this.newsTwice) controls.duplicateWebhooks(3);
    controls.pay(answer.clientSecret.split("_secret_")[0], { card: "4242424242424242" });
    await controls.deliverWebhooks({ order: this.newsTwice ? "reversed" : "as_created" });
    await real.office.drain();
    const { paymentSession } = await real.ask("petra", `query ($id: ID!) { paymentSession(id: $id) { payment { id amountCents } } }`, { id: answer.paymentSession.id });
    expect(paymentSession.payment.amountCents).toBe(amountCents);
    model.payments.push({ id: paymentSession.payment.id, account: this.account, byHand: false, amount: amountCents, given: 0, voided: false });
  }
}

/** Money goes back: what is unapplied, or also what lines had, which then are owed again. */
export class Refund implements Command {
  constructor(
    readonly pick: number,
    readonly amount: number,
    readonly reopenBalance: boolean,
  ) {}
  check = (model: Readonly<Model>) => model.payments.length > 0;
  toString = () => `refund(${this.pick}, ${this.amount}, ${this.reopenBalance})`;

  async run(model: Model, real: OfficeInSequence): Promise<void> {
    const payment = model.payments[this.pick % model.payments.length]!;
    const { refund, userErrors } = await real.act(
      "petra",
      "refundCreate",
      { paymentId: payment.id, amountCents: this.amount, reason: "asked for it", reopenBalance: this.reopenBalance },
      "refund { id amountCents status means }",
    );
    if (refund) {
      expect(this.amount).toBeLessThanOrEqual(left(payment));
      expect([refund.means, refund.status]).toEqual(payment.byHand ? ["CHEQUE", "RESERVED"] : ["PROCESSOR", "PAID"]);
      payment.given += this.amount;
      if (payment.byHand) model.refunds.push({ id: refund.id, payment, amount: this.amount });
    } else {
      expect(["NOT_REFUNDABLE", "INVALID_INPUT"]).toContain(userErrors[0].code);
      if (this.reopenBalance) expect(this.amount).toBeGreaterThan(left(payment));
    }
    await real.till.news();
  }
}

/** The cheque for a refund is written, or the refund is called off. */
export class EndRefund implements Command {
  constructor(
    readonly pick: number,
    readonly paid: boolean,
  ) {}
  check = (model: Readonly<Model>) => model.refunds.length > 0;
  toString = () => `endRefund(${this.pick}, ${this.paid})`;

  async run(model: Model, real: OfficeInSequence): Promise<void> {
    const [refund] = model.refunds.splice(this.pick % model.refunds.length, 1);
    const { id: refundId, payment, amount } = refund!;
    const { userErrors } = await (this.paid
      ? real.act("petra", "refundPay", { refundId, chequeNumber: "2001" }, "refund { status }")
      : real.act("petra", "refundCancel", { refundId }, "refund { status }"));
    expect(userErrors).toEqual([]);
    if (!this.paid) payment.given -= amount;
    await real.office.drain();
  }
}

export class VoidPayment implements Command {
  constructor(readonly pick: number) {}
  check = (model: Readonly<Model>) => model.payments.length > 0;
  toString = () => `voidPayment(${this.pick})`;

  async run(model: Model, real: OfficeInSequence): Promise<void> {
    const payment = model.payments[this.pick % model.payments.length]!;
    const { userErrors } = await real.act("petra", "paymentVoid", { paymentId: payment.id, reason: "bounced" }, "payment { id }");
    const allowed = payment.byHand && !payment.voided && payment.given === 0;
    expect(userErrors.length).toBe(allowed ? 0 : 1);
    if (allowed) payment.voided = true;
    await real.office.drain();
  }
}

export class ApplyCredit implements Command {
  constructor(
    readonly account: number,
    readonly amount: number,
  ) {}
  check = () => true;
  toString = () => `applyCredit(${this.account}, ${this.amount})`;

  async run(_model: Model, real: OfficeInSequence): Promise<void> {
    const { userErrors } = await real.act("petra", "creditApply", { guarantorId: guarantorOf(real, this.account), amountCents: this.amount }, "allocations { amountCents }");
    for (const each of userErrors) expect(["NO_CREDIT", "NOTHING_OWED"]).toContain(each.code);
    await real.office.drain();
  }
}
