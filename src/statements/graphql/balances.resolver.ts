import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import { unappliedCredit } from "../../ledger";
import { Guarantor, Patient, PatientType } from "../../patients";
import { ChargeType } from "../../encounters";
import { fromTypeId } from "../../platform/database/ids";
import type { RequestContext } from "../../platform/graphql/context";
import { invalidId, Payload, Permit, Shape, Value } from "../../platform/graphql/reads";
import { CentsScalar, PlainDateScalar } from "../../platform/graphql/scalars";
import { load } from "../../platform/work/guards";
import type { Work } from "../../platform/work/work";
import { Refusal, type Cents, type PlainDate } from "../../vocabulary";
import { balanceLines, totalsOf, type BalanceLine, type BalanceOf } from "../account-balance";

@Shape("BalanceLine", { description: "One service line. charged = adjusted + insurer paid + you paid + insurer owes + you owe + with agency, to the cent.", permit: "inherit" })
export class BalanceLineType {
  @Payload(() => ChargeType, "The charge, for those who may see visits.") charge!: ChargeType | null;
  @Payload(() => PatientType, "Whose service it was.") patient!: PatientType | null;
  @Value(() => PlainDateScalar, "Day of service.", { nullable: true }) servedOn!: PlainDate | null;
  @Value(() => String, "CPT or HCPCS code.", { nullable: true, permit: "balances:read-services" }) procedureCode!: string | null;
  @Value(() => String, "What was done, where it was written down.", { nullable: true, permit: "balances:read-services" }) description!: string | null;
  @Value(() => CentsScalar, "Charged, in cents.") chargedCents!: Cents;
  @Value(() => CentsScalar, "Written off, in cents.") adjustedCents!: Cents;
  @Value(() => CentsScalar, "Paid by insurers, in cents.") insurerPaidCents!: Cents;
  @Value(() => CentsScalar, "Paid by you, in cents.") youPaidCents!: Cents;
  @Value(() => CentsScalar, "What insurers still owe, in cents.") insurerOwesCents!: Cents;
  @Value(() => CentsScalar, "What you owe, in cents.") youOweCents!: Cents;
  @Value(() => CentsScalar, "Placed with a collection agency, in cents.") withAgencyCents!: Cents;
}

@Shape("PatientSideBalance", { description: "What a patient or an account owes and why, from the book.", permit: "balances:read" })
export class PatientSideBalanceType {
  @Value(() => CentsScalar, "Charged, in cents.") chargedCents!: Cents;
  @Value(() => CentsScalar, "Written off, in cents.") adjustedCents!: Cents;
  @Value(() => CentsScalar, "Paid by insurers, in cents.") insurerPaidCents!: Cents;
  @Value(() => CentsScalar, "Paid by you and applied, in cents.") youPaidCents!: Cents;
  @Value(() => CentsScalar, "What insurers still owe, in cents.") insurerOwesCents!: Cents;
  @Value(() => CentsScalar, "What you owe, in cents.") youOweCents!: Cents;
  @Value(() => CentsScalar, "Placed with a collection agency, in cents.") withAgencyCents!: Cents;
  @Value(() => CentsScalar, "Money of the account that is not applied yet, in cents; null where the caller may not see the account's.", { nullable: true }) unappliedCreditCents!: Cents | null;
  @Value(() => [BalanceLineType], "Every service line in the book, by day of service.") lines!: BalanceLineType[];
}

@Resolver()
export class BalancesResolver {
  @Query(() => PatientSideBalanceType, { description: "What is owed for one patient's services, by service line.", nullable: true })
  @Permit("balances:read")
  async patientBalance(@Arg("patientId", () => ID, { description: "The patient: `pat_…`." }) patientId: string, @Ctx() { work }: RequestContext) {
    const patient = await load(work, Patient, idOf("pat", patientId), { what: "patient" });
    // Credit belongs to the account: a child's own session does not see a parent's money.
    const mayKnowCredit = work.tenant.patientIds === "all" || (patient.guarantorRelationship === "SELF" && work.tenant.patientIds.includes(patient.id));
    return balance(work, { practiceId: patient.practiceId, patientId: patient.id }, mayKnowCredit ? patient.guarantorId : null);
  }

  @Query(() => PatientSideBalanceType, { description: "What an account owes for all patients it answers for, by service line.", nullable: true })
  @Permit("balances:read")
  async guarantorBalance(@Arg("guarantorId", () => ID, { description: "The guarantor: `gua_…`." }) guarantorId: string, @Ctx() { work }: RequestContext) {
    const guarantor = await ownGuarantor(work, idOf("gua", guarantorId));
    return balance(work, { practiceId: guarantor.practiceId, guarantorId: guarantor.id }, guarantor.id);
  }
}

function idOf(prefix: string, text: string): string {
  const id = fromTypeId(prefix, text);
  if (!id) throw invalidId([prefix]);
  return id;
}

/** The account, when the caller may see all of it: staff and apps of the practice, and the patient who is the guarantor. */
export async function ownGuarantor(work: Work, guarantorId: string, path?: readonly string[]): Promise<Guarantor> {
  const guarantor = await load(work, Guarantor, guarantorId, { what: "guarantor", ...(path ? { path } : {}) });
  const own = work.tenant.patientIds === "all" || (await work.em.count(Patient, { practiceId: guarantor.practiceId, guarantorId, guarantorRelationship: "SELF" })) > 0;
  if (!own) throw new Refusal("NOT_FOUND", "There is no such guarantor, or it is not yours.", {}, path ?? null);
  return guarantor;
}

/** The book is asked for the whole account: what the caller may see has been decided before. */
async function balance(work: Work, of: BalanceOf, creditOf: string | null) {
  const whole = work.as({ tenant: { ...work.tenant, patientIds: "all" } });
  return whole.atomically(async () => {
    const lines = await balanceLines(whole, of);
    const totals = totalsOf(lines);
    return {
      ...shown(totals),
      unappliedCreditCents: creditOf ? await unappliedCredit(whole, of.practiceId, creditOf) : null,
      lines: lines.map((line) => ({ ...shown(line), charge: line.serviceLineId, patient: line.patientId, servedOn: line.servedOn, procedureCode: line.procedureCode, description: line.description })),
    };
  });
}

function shown(of: Pick<BalanceLine, "charged" | "adjusted" | "insurerPaid" | "youPaid" | "insurerOwes" | "youOwe" | "withAgency">) {
  return {
    chargedCents: of.charged,
    adjustedCents: of.adjusted,
    insurerPaidCents: of.insurerPaid,
    youPaidCents: of.youPaid,
    insurerOwesCents: of.insurerOwes,
    youOweCents: of.youOwe,
    withAgencyCents: of.withAgency,
  };
}
