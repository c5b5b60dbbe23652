import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  acknowledgedClaimsOf, checkRemittanceBalance, claimsOf, readClaimAcknowledgements, readImplementationAcknowledgements, readRemittances, writeProfessionalClaims,
  type ClaimPayment, type Draft, type ProfessionalClaim, type ProfessionalClaims, type Remittance,
} from "../../../src/edi"; // prettier-ignore
import { startSimulatedPayer, type SimulatedPayer } from "../../../src/sandbox/simulated-payer";
import { add, addDays, cents, formatUsd, npiCheckDigit, plainDate, ZERO, type Cents, type PlainDate } from "../../../src/vocabulary";

export const BILLING_NPI = "1234567893";
export const RENDERING_NPI = `144444444${npiCheckDigit("144444444")}`;

/** code, charge in cents; day of service, when not the first of March. */
export type Service = readonly [code: string, charge: number, more?: { on?: string; modifiers?: string[] }];

export interface Visit {
  readonly member: string;
  readonly number: string;
  readonly services: readonly Service[];
  readonly payerId?: string;
  readonly sequence?: "P" | "S" | "T";
  readonly frequency?: "1" | "7" | "8";
  /** REF*F8 */
  readonly replaces?: string;
  readonly patient?: string;
  /** What the claim says of its total, when not the truth. */
  readonly total?: number;
  readonly change?: (claim: Draft<ProfessionalClaim>) => Draft<ProfessionalClaim>;
}

export const SERVED = "2026-03-01";
/** A visit of three services, as Ada Park's: 225.00. */
export const THREE: readonly Service[] = [
  ["99213", 15_000],
  ["93000", 6_000],
  ["36415", 1_500],
];

export function claimOf({ number, services, frequency = "1", replaces, total, change }: Visit): Draft<ProfessionalClaim> {
  const claim: Draft<ProfessionalClaim> = {
    patientControlNumber: number,
    chargeAmount: total === undefined ? add(ZERO, ...services.map(([, charge]) => cents(charge))) : cents(total),
    placeOfServiceCode: "11",
    facilityCodeQualifier: "B",
    frequencyCode: frequency,
    providerSignatureOnFile: "Y",
    assignmentCode: "A",
    benefitsAssignmentCode: "Y",
    releaseOfInformationCode: "Y",
    ...(replaces ? { payerClaimControlNumber: replaces } : {}),
    diagnoses: [{ qualifier: "ABK", code: "J069" }],
    renderingProvider: { entityType: "person", name: "VOSS", firstName: "ELENA", identifierQualifier: "XX", identifier: RENDERING_NPI },
    lines: services.map(([code, charge, { on = SERVED, modifiers = [] } = {}], index) => ({
      procedure: { qualifier: "HC", code, modifiers },
      chargeAmount: cents(charge),
      unitBasis: "UN",
      quantity: "1",
      diagnosisPointers: [1],
      serviceFrom: plainDate(on),
      lineItemControlNumber: `${number}L${index + 1}`,
    })),
  };
  return change ? change(claim) : claim;
}

export function batchOf(visits: readonly Visit[]): Draft<ProfessionalClaims> {
  return {
    purposeCode: "00",
    referenceId: "BATCH1",
    createdOn: plainDate("2026-03-02"),
    createdAtTime: "1200",
    typeCode: "CH",
    submitter: {
      entityType: "organization",
      name: "FRONT RANGE BILLING",
      identifierQualifier: "46",
      identifier: "FRB001",
      contacts: [{ functionCode: "IC", name: "EDI", numbers: [{ qualifier: "TE", value: "3035550100" }] }],
    },
    receiver: { entityType: "organization", name: "SANDBOX CLEARINGHOUSE", identifierQualifier: "46", identifier: "SANDBOXCH" },
    billingProviders: [
      {
        taxonomyCode: "207Q00000X",
        provider: {
          entityType: "organization",
          name: "RIVERSIDE FAMILY CLINIC PC",
          identifierQualifier: "XX",
          identifier: BILLING_NPI,
          address: { line1: "1200 RIVER ROAD", city: "DENVER", state: "CO", postalCode: "802021234" },
          employerId: "841234567",
        },
        subscribers: visits.map((visit) => ({
          payerSequence: visit.sequence ?? "P",
          relationshipCode: "18",
          filingIndicatorCode: "CI",
          person: {
            entityType: "person" as const,
            name: "PARK",
            firstName: visit.patient ?? "ADA",
            identifierQualifier: "MI",
            identifier: visit.member,
            address: { line1: "9 JUNIPER LANE", city: "DENVER", state: "CO", postalCode: "80210" },
            demographics: { birthDate: plainDate("1961-04-12"), genderCode: "F" },
          },
          payer: { entityType: "organization" as const, name: "PAYER", identifierQualifier: "PI", identifier: visit.payerId ?? payerOf(visit.member) },
          claims: [claimOf(visit)],
        })),
      },
    ],
  };
}

const PAYER_OF: Record<string, string> = { BPH: "BPH01", ACM: "ACM02", MCR: "04112", MCD: "COTXIX" };
const payerOf = (member: string) => PAYER_OF[member.split("-")[0]!] ?? "BPH01";

const directories: string[] = [];
afterAll(() => directories.forEach((directory) => rmSync(directory, { recursive: true })));

/** The simulated payer over a directory of its own, and a calendar that a test turns. */
export class Counter {
  readonly directory = mkdtempSync(path.join(tmpdir(), "carebill-payer-"));
  readonly statePath = path.join(this.directory, "state/payer.json");
  readonly said: string[] = [];
  today: PlainDate = plainDate("2026-03-02");
  payer: SimulatedPayer;
  private sent = 0;
  private readonly seen = new Set<string>();

  constructor() {
    directories.push(this.directory);
    this.payer = this.open();
  }

  private open(): SimulatedPayer {
    return startSimulatedPayer({ directory: this.directory, now: () => new Date(`${this.today}T19:00:00Z`), statePath: this.statePath, log: (line) => this.said.push(line) });
  }

  /** The process ends and another begins. */
  async restart(): Promise<void> {
    await this.payer.stop();
    this.payer = this.open();
  }

  /** Puts claims into outbound/, as the office does. */
  send(...visits: readonly Visit[]): void {
    const controlNumber = this.sent + 1;
    this.sendText(claimsText(visits, controlNumber));
  }

  sendText(text: string, name = `c${String(this.sent + 1).padStart(4, "0")}.837`): void {
    this.sent++;
    writeFileSync(path.join(this.directory, "outbound", name), text);
  }

  outbound(): string[] {
    return readdirSync(path.join(this.directory, "outbound")).filter((name) => name.endsWith(".837"));
  }

  /** Answers, after so many days, and gives the texts of the files that are new. */
  async answers(days = 0): Promise<{ kind: string; text: string }[]> {
    this.today = addDays(this.today, days);
    await this.payer.answer();
    const folder = path.join(this.directory, "inbound");
    const names = readdirSync(folder)
      .filter((name) => !this.seen.has(name))
      .sort();
    for (const name of names) this.seen.add(name);
    return names.map((name) => ({ kind: name.split(".").at(-1)!, text: readFileSync(path.join(folder, name), "utf8") }));
  }

  async remittances(days: number): Promise<Remittance[]> {
    const files = await this.answers(days);
    return files
      .filter(({ kind }) => kind === "835")
      .flatMap(({ text }) => {
        const { transactions, problems } = readRemittances(text);
        expect(problems).toEqual([]);
        return transactions.map(({ content }) => {
          expect(checkRemittanceBalance(content)).toEqual([]);
          return content;
        });
      });
  }

  /** Sends, is acknowledged, waits for the payment. */
  async paid(...visits: readonly Visit[]): Promise<Remittance[]> {
    this.send(...visits);
    await this.answers();
    return this.remittances(10);
  }
}

export function claimsText(visits: readonly Visit[], controlNumber: number, usage: "T" | "P" = "T"): string {
  return writeProfessionalClaims([batchOf(visits)], {
    senderQualifier: "ZZ",
    senderId: "FRB001",
    receiverQualifier: "ZZ",
    receiverId: "SANDBOXCH",
    date: plainDate("2026-03-02"),
    time: "1200",
    interchangeControlNumber: controlNumber,
    groupControlNumber: controlNumber,
    usage,
  });
}

/** Each claim of a 277CA: number, first category and status, the payer's number when it has one. */
export function acknowledged(text: string): string[] {
  const { transactions, problems } = readClaimAcknowledgements(text);
  expect(problems).toEqual([]);
  return transactions.flatMap(({ content }) =>
    acknowledgedClaimsOf(content).map(({ claim, source }) => {
      const codes = claim.statuses.flatMap((status) => status.codes.map((code) => [code.categoryCode, code.statusCode, code.entityCode].filter(Boolean).join(":")));
      return [source.source.role, claim.patientControlNumber, ...codes, claim.payerClaimControlNumber].filter(Boolean).join(" ");
    }),
  );
}

export function syntax(text: string): string[] {
  const { transactions, problems } = readImplementationAcknowledgements(text);
  expect(problems).toEqual([]);
  return transactions.flatMap(({ content }) => [
    `group ${content.groupStatusCode}`,
    ...content.responses.flatMap((response) => [
      `set ${response.statusCode}${response.errorCodes.map((code) => ` ${code}`).join("")}`,
      ...response.segmentErrors.map((error) => `${error.segmentId} ${error.errorCode} ${error.contexts.map(({ name, value }) => `${name}=${value}`).join()}`.trim()),
    ]),
  ]);
}

/** A claim of a remittance as lines of a text table: "1 ADA1 225.00 paid 80.00", then each service. */
export function told({ lines, ...claim }: ClaimPayment): string[] {
  const usd = (amount: Cents) => formatUsd(amount);
  return [
    `${claim.statusCode} ${claim.patientControlNumber} ${usd(claim.chargeAmount)} paid ${usd(claim.paidAmount)} patient ${usd(claim.patientResponsibilityAmount ?? ZERO)}`,
    ...lines.map((line) =>
      [line.procedure.code, usd(line.chargeAmount), ...line.adjustments.map((each) => `${each.groupCode}-${each.reasonCode} ${usd(each.amount)}`), "paid", usd(line.paidAmount)].join(" "),
    ),
  ];
}

export function toldAll(remittance: Remittance): string[] {
  return [
    ...claimsOf(remittance).flatMap(told),
    ...remittance.providerAdjustments.map((each) => `PLB ${each.reasonCode}:${each.reference} ${formatUsd(each.amount)}`),
    `${remittance.payer.name} pays ${formatUsd(remittance.paymentAmount)} on ${remittance.paymentDate} under ${remittance.trace.number}`,
  ];
}
