import type fc from "fast-check";
import { fromTypeId } from "../../../src/platform/database/ids";
import { nothing, type Line, type Model } from "./model";
import { submit, type OfficeInSequence } from "./office-in-sequence";

export type Command = fc.AsyncCommand<Model, OfficeInSequence>;
const CODES = ["99213", "93000", "36415"];

/** A visit from the EHR, coded, and billed: to the insurers, to the insurers but not sent yet, or to the patient. */
export class Visit implements Command {
  constructor(
    readonly who: number,
    readonly charges: readonly number[],
    readonly then: "SENT" | "DRAFT" | "SELF_PAY",
  ) {}
  check = () => true;
  toString = () => `visit(${["Fay", "Gil", "Hal"][this.who]}, ${this.charges}, ${this.then})`;

  async run(model: Model, real: OfficeInSequence): Promise<void> {
    const person = real.people[this.who]!;
    const encounterId = await codedVisit(real, person.id, this.charges);
    if (person.payers === 0 || this.then === "SELF_PAY") {
      const { encounter, userErrors } = await real.act("ben", "encounterBillPatient", { encounterId }, "encounter { charges { id procedureCode chargeCents } }");
      expect(userErrors).toEqual([]);
      for (const charge of encounter.charges) {
        const line: Line = { ...nothing(), id: fromTypeId("chg", charge.id)!, code: charge.procedureCode, control: "", charge: charge.chargeCents, responsibility: charge.chargeCents };
        model.selfPay.push(line);
        model.accountOf.set(line, person.account);
      }
    } else {
      const claim = await claimOf(real, encounterId, person.payers);
      model.claims.push(claim);
      for (const line of claim.lines) model.accountOf.set(line, person.account);
      if (this.then === "SENT") claim.numbers[0] = await submit(real, claim.id);
    }
    await real.office.drain();
  }
}

export async function codedVisit(real: OfficeInSequence, patientId: string, charges: readonly number[]): Promise<string> {
  const { office } = real;
  const made = await real.act(
    "ehr",
    "encounterCreate",
    {
      patientId,
      locationId: office.id("mainStreet"),
      renderingProviderId: office.id("elenaVoss"),
      servedFrom: "2026-11-02",
      diagnoses: ["E11.9"],
      charges: charges.map((chargeCents, index) => ({ procedureCode: CODES[index], diagnosisPointers: [1], chargeCents })),
    },
    "encounter { id }",
  );
  expect(made.userErrors).toEqual([]);
  const encounterId = made.encounter.id as string;
  expect((await real.act("ehr", "encounterSubmitForCoding", { encounterId }, "encounter { id }")).userErrors).toEqual([]);
  expect((await real.act("cora", "encounterCompleteCoding", { encounterId }, "encounter { id }")).userErrors).toEqual([]);
  return encounterId;
}

export async function claimOf(real: OfficeInSequence, encounterId: string, payers: 1 | 2) {
  const { claims, userErrors } = await real.act("ben", "claimCreate", { encounterIds: [encounterId] }, "claims { id }");
  expect(userErrors).toEqual([]);
  const [{ id }] = claims;
  const uuid = fromTypeId("clm", id)!;
  const rows = await real.office.owner("select charge_id, line_item_control_number, procedure_code, charge_cents::int from claim_line where claim_id = $1 order by line_number", [uuid]);
  const lines = rows.map((row): Line => {
    const line = { ...nothing(), id: row.charge_id as string, code: row.procedure_code as string, control: row.line_item_control_number as string, charge: row.charge_cents as number };
    line.insurer[0] = line.charge;
    return line;
  });
  return {
    id: id as string,
    uuid,
    payers,
    lines,
    numbers: [null, null] as [string | null, string | null],
    decisions: [null, null] as [null, null],
    held: null,
    turn: 0,
    outdated: false,
    voided: false,
  };
}

/** A claim that nobody has been sent is taken back: as if it had never been. */
export class VoidClaim implements Command {
  constructor(readonly pick: number) {}
  check = (model: Readonly<Model>) => drafts(model).length > 0;
  toString = () => `voidClaim(${this.pick})`;

  async run(model: Model, real: OfficeInSequence): Promise<void> {
    const claim = drafts(model)[this.pick % drafts(model).length]!;
    const { userErrors } = await real.act("ben", "claimVoid", { claimId: claim.id, reason: "entered twice" }, "claim { id }", "ClaimReasonInput");
    expect(userErrors).toEqual([]);
    claim.voided = true;
    for (const line of claim.lines) Object.assign(line, nothing(), { charge: 0 });
    await real.office.drain();
  }
}
const drafts = (model: Readonly<Model>) => model.claims.filter((claim) => !claim.voided && !claim.numbers[0]);

/** What is owed may be stated at any time; it moves no money. */
export class IssueStatement implements Command {
  constructor(readonly account: number) {}
  check = () => true;
  toString = () => `statement(${this.account})`;

  async run(_model: Model, real: OfficeInSequence): Promise<void> {
    const { guarantorId } = real.people.find((each) => each.account === this.account)!;
    const { statement, userErrors } = await real.act("ben", "patientStatementIssue", { guarantorId }, "statement { amountDueCents }");
    if (statement) expect(statement.amountDueCents).toBeGreaterThan(0);
    else expect(["NOTHING_OWED", "BELOW_MINIMUM", "ACCOUNT_HELD"]).toContain(userErrors[0].code);
    await real.office.drain();
  }
}
