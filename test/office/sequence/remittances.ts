import { reversalOf, type ClaimSaid } from "../../remittance/support/file";
import { decide, reach, take, takeBack, type Claim, type Decision, type Model } from "./model";
import { bookOf, numberFor, receive, write, type OfficeInSequence } from "./office-in-sequence";
import type { Command } from "./visits";

type Plb = [reason: string, reference: string, amount: number];
const PAYERS = ["BPH01", "ACM02"];
let traces = 0;

/** Writes the file, hands it in, and deposits it, now or later. */
async function send(model: Model, real: OfficeInSequence, said: { sequence: 1 | 2; claims: readonly ClaimSaid[]; plb: readonly Plb[]; deposit: boolean; trace: string }): Promise<void> {
  const text = write(real, { trace: said.trace, payerId: PAYERS[said.sequence - 1]!, claims: said.claims, plb: said.plb });
  model.files.push(text);
  const { id, paymentCents } = await receive(real, text);
  const paid = said.claims.reduce((total, claim) => total + claim.paid, 0) - said.plb.reduce((total, [, , amount]) => total + amount, 0);
  expect(paymentCents).toBe(paid);
  const { remittance } = await real.ask("petra", `query ($id: ID!) { remittance(id: $id) { status claims(first: 20, orderBy: POSITION_ASC) { nodes { state waitingReason } } } }`, { id });
  expect(remittance.claims.nodes).toEqual(said.claims.map(() => ({ state: "POSTED", waitingReason: null })));
  expect(remittance.status).toBe(paid === 0 ? "CLOSED" : "POSTED");
  model.remittances.push({ id, amount: paid, deposited: false });
  if (said.deposit && paid > 0) await deposit(model, real, model.remittances.length - 1);
}

async function deposit(model: Model, real: OfficeInSequence, index: number): Promise<void> {
  const remittance = model.remittances[index]!;
  const answer = await real.act(
    "petra",
    "remittanceDeposit",
    { remittanceId: remittance.id, amountCents: remittance.amount, depositedOn: "2026-11-22", bankReference: "DEP" },
    "remittance { status }",
  );
  expect([answer.remittance?.status, answer.userErrors]).toEqual(["CLOSED", []]);
  remittance.deposited = true;
}

type Turn = { claim: Claim; sequence: 1 | 2 };
/** Payers that may decide now: the first on what was sent to it, the second on what the first has left. */
const undecided = (model: Readonly<Model>): Turn[] =>
  model.claims.flatMap((claim): Turn[] => {
    if (claim.voided || !claim.numbers[0]) return [];
    const leftToSecond = claim.payers === 2 && claim.decisions[0] !== null && claim.lines.some((line) => line.insurer[1] > 0) && claim.lines.every((line) => line.insurer[1] >= 0);
    return [...(claim.decisions[0] ? [] : [{ claim, sequence: 1 as const }]), ...(leftToSecond && !claim.decisions[1] ? [{ claim, sequence: 2 as const }] : [])];
  });
const decided = (model: Readonly<Model>): { claim: Claim; decision: Decision }[] => model.claims.flatMap((claim) => claim.decisions.flatMap((decision) => (decision ? [{ claim, decision }] : [])));

export type Saying = { pick: number; weights: readonly (readonly number[])[]; over: number; interest: number; deposit: boolean };

/** A payer decides, and may take in the same file what it had deferred to take. */
export class Remit implements Command {
  constructor(readonly said: Saying) {}
  check = (model: Readonly<Model>) => undecided(model).length > 0;
  toString = () => `remit(${JSON.stringify(this.said)})`;

  async run(model: Model, real: OfficeInSequence): Promise<void> {
    const { pick, weights, over, interest, deposit } = this.said;
    const { claim, sequence } = undecided(model)[pick % undecided(model).length]!;
    const trace = `SEQ-${process.pid}-${++traces}`;
    const { said, moves } = decide(claim, sequence, await numberFor(real, claim, sequence), `ICN${traces}`, weights, sequence === 2 ? over : 0);
    const before = await bookOf(real, claim.lines);
    const plb: Plb[] = interest ? [["L6", "INT", -interest]] : [];
    const recouped = [...model.deferred].find(([reference, amount]) => reference.includes(`-P${sequence}-`) && amount <= said.paid);
    if (recouped) {
      plb.push(["WO", ...recouped]);
      model.deferred.delete(recouped[0]);
    }
    take(claim, { sequence, said, moves, before });
    await send(model, real, { sequence, claims: [said], plb, deposit, trace });
  }
}

/** A payer takes back what it decided, to be recouped later, or with its correction in the same file, in either order. */
export class Reverse implements Command {
  constructor(
    readonly said: Saying,
    readonly correction: "none" | "before" | "after",
  ) {}
  check = (model: Readonly<Model>) => decided(model).length > 0;
  toString = () => `reverse(${this.correction}, ${JSON.stringify(this.said)})`;

  async run(model: Model, real: OfficeInSequence): Promise<void> {
    const { claim, decision } = decided(model)[this.said.pick % decided(model).length]!;
    const { sequence } = decision;
    const trace = `SEQ-${process.pid}-${++traces}`;
    const nothingSince = decision.turn === claim.turn;
    const back = reversalOf(decision.said);
    const applied = Object.values(await bookOf(real, claim.lines)).reduce((total, line) => total + (line.UNAPPLIED_PATIENT_CREDIT ?? 0), 0);
    if (applied > 0) reach(model, model.late ? "took back what a patient had paid, nobody hearing" : "took back what a patient had paid");
    if (claim.outdated || claim.decisions[1]) reach(model, "took back what a second payer stood on");
    takeBack(claim, decision);
    const claims = [back];
    let corrected: ReturnType<typeof decide> | null = null;
    const canCorrect = claim.lines.some((line) => line.insurer[sequence - 1]! > 0) && claim.lines.every((line) => line.insurer[sequence - 1]! >= 0);
    if (this.correction !== "none" && canCorrect) {
      corrected = decide(claim, sequence, decision.said.number, `ICN${traces}C`, this.said.weights, 0);
      claims.splice(this.correction === "before" ? 0 : 1, 0, corrected.said);
      take(claim, { sequence, ...corrected, before: decision.before });
      // What stood before this correction is known only when nothing else had come between.
      if (!nothingSince) claim.turn += 1;
    }
    const paid = claims.reduce((total, each) => total + each.paid, 0);
    const reference = `FCN-SEQ-P${sequence}-${trace}`;
    if (paid < 0) model.deferred.set(reference, -paid);
    await send(model, real, { sequence, claims, plb: paid < 0 ? [["WO", reference, paid]] : [], deposit: this.said.deposit, trace });
    const { held } = claim;
    if (held && sequence === 1 && !corrected) {
      // What has waited for this reversal is posted by itself.
      reach(model, "a correction that waited");
      take(claim, { sequence, ...held, before: decision.before });
      if (!nothingSince) claim.turn += 1;
      model.remittances.push({ id: held.remittanceId, amount: held.said.paid, deposited: false });
      claim.held = null;
      return;
    }
    // Restored to the cent, bucket by bucket, whatever the patient has paid in between: that is credit again.
    if (nothingSince && !corrected) expect(await bookOf(real, claim.lines)).toEqual(decision.before);
  }
}

/** The first payer decides again without taking back what it decided: that waits, and moves nothing. */
export class DecideTwice implements Command {
  constructor(readonly said: Saying) {}
  check = (model: Readonly<Model>) => decidedTwice(model).length > 0;
  toString = () => `decideTwice(${JSON.stringify(this.said)})`;

  async run(model: Model, real: OfficeInSequence): Promise<void> {
    const claim = decidedTwice(model)[this.said.pick % decidedTwice(model).length]!;
    const standing = claim.decisions[0]!;
    const asUndecided = { ...claim, lines: claim.lines.map((line, index) => ({ ...line, insurer: [line.insurer[0] - standing.moves[index]!.insurer[0], 0] as [number, number] })) };
    const { said, moves } = decide(asUndecided, 1, standing.said.number, `ICN${++traces}T`, this.said.weights, 0);
    const text = write(real, { trace: `SEQ-${process.pid}-${traces}`, payerId: PAYERS[0]!, claims: [said] });
    model.files.push(text);
    const { id } = await receive(real, text);
    const { remittance } = await real.ask("petra", `query ($id: ID!) { remittance(id: $id) { status claims(first: 2, orderBy: POSITION_ASC) { nodes { state waitingReason } } } }`, { id });
    expect(remittance).toEqual({ status: "READY", claims: { nodes: [{ state: "WAITING", waitingReason: "CORRECTION_WITHOUT_REVERSAL" }] } });
    claim.held = { said, moves, remittanceId: id };
  }
}
const decidedTwice = (model: Readonly<Model>) => model.claims.filter((claim) => claim.decisions[0] && !claim.held);

/** The same file once more: it is known, and nothing changes. */
export class SendAgain implements Command {
  constructor(readonly pick: number) {}
  check = (model: Readonly<Model>) => model.files.length > 0;
  toString = () => `sendAgain(${this.pick})`;

  async run(model: Model, real: OfficeInSequence): Promise<void> {
    const counts = () =>
      real.office.owner(
        "select (select count(*) from journal)::int as journals, (select count(*) from remittance)::int as remittances, (select count(*) from remittance_claim)::int as claims, (select count(*) from event)::int as events",
      );
    const before = await counts();
    await receive(real, model.files[this.pick % model.files.length]!);
    const [after] = await counts();
    // That the file came is itself an event; nothing else is.
    expect([{ ...after, events: null }]).toEqual([{ ...before[0], events: null }]);
  }
}

export class Deposit implements Command {
  constructor(readonly pick: number) {}
  check = (model: Readonly<Model>) => open(model).length > 0;
  toString = () => `deposit(${this.pick})`;

  async run(model: Model, real: OfficeInSequence): Promise<void> {
    const remittance = open(model)[this.pick % open(model).length]!;
    await deposit(model, real, model.remittances.indexOf(remittance));
  }
}
const open = (model: Readonly<Model>) => model.remittances.filter((each) => !each.deposited && each.amount > 0);
