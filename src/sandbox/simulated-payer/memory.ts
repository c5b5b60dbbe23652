import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { ClaimPayment, Draft } from "../../edi";
import { cents, type Cents, type PlainDate } from "../../vocabulary";
import type { MemberOutcome } from "./member-outcomes";

/** Who wrote to us and as whom: answers go the other way round. */
export interface TradingPartner {
  readonly senderQualifier: string;
  readonly senderId: string;
  readonly receiverQualifier: string;
  readonly receiverId: string;
}

/** 1000B: to whom a payer pays. */
export interface Payee {
  readonly npi: string;
  readonly name: string;
  readonly taxId: string | null;
}

/** A claim that a payer has taken in, and what it has decided: the decision is made at once and told when it falls due. */
export interface ClaimOnFile {
  readonly payerId: string;
  readonly payee: Payee;
  readonly partner: TradingPartner;
  readonly outcome: MemberOutcome;
  /** Keys by which a second sending of a service that is paid is known. */
  readonly serviceKeys: readonly string[];
  readonly paymentDueOn: PlainDate;
  /** What its remittance says. A correction takes its place. */
  decision: Draft<ClaimPayment>;
  /** Outcome REVERSE: what it will say instead. */
  readonly correction: Draft<ClaimPayment> | null;
  /** paid: its remittance was written, also when that paid nothing. */
  state: "pending" | "paid" | "reversed";
  /** Outcome RECOUP, once paid. */
  recoupment: Recoupment | null;
}

export interface Recoupment {
  /** PLB03-2 */
  readonly reference: string;
  readonly amount: Cents;
  readonly dueOn: PlainDate;
  state: "due" | "taken" | "cancelled";
}

/** Something that falls due on a payer's day. The number is the payer's own (ICN). */
export type Due =
  | { readonly on: PlainDate; readonly act: "pay" | "correct" | "void"; readonly number: string }
  | { readonly on: PlainDate; readonly act: "replace"; readonly number: string; readonly original: string };

/** A remittance whose money did not suffice: its deficit waits for the next one (PLB FB). */
export interface ForwardedBalance {
  readonly reference: string;
  readonly amount: Cents;
}

/** All that the simulated payers know. It survives restarts as one JSON file. */
export interface Memory {
  readonly format: 1;
  controlNumber: number;
  fileNumber: number;
  claimNumber: number;
  traceNumber: number;
  /** "sender/ISA13" of every interchange that was taken. */
  readonly interchanges: string[];
  /** Names of files that were taken, with their SHA-256. */
  readonly files: Record<string, string>;
  /** By the payer's number (ICN). */
  readonly claims: Record<string, ClaimOnFile>;
  agenda: Due[];
  /** By payer and payee. */
  readonly forwardedBalances: Record<string, ForwardedBalance>;
  /** Answers that are decided and not yet in the directory. */
  outbox: { readonly name: string; readonly text: string }[];
}

export function newMemory(): Memory {
  return { format: 1, controlNumber: 0, fileNumber: 0, claimNumber: 0, traceNumber: 0, interchanges: [], files: {}, claims: {}, agenda: [], forwardedBalances: {}, outbox: [] };
}

export function loadMemory(statePath: string | undefined): Memory {
  if (statePath === undefined) return newMemory();
  let text: string;
  try {
    text = readFileSync(statePath, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return newMemory();
    throw error;
  }
  const memory = JSON.parse(text, reviveCents) as Memory;
  if (memory.format !== 1) throw new Error(`${statePath} is not a state file of this simulated payer.`);
  return memory;
}

/** Whole or not at all: a crash leaves the file as it was before. */
export function saveMemory(memory: Memory, statePath: string | undefined): void {
  if (statePath === undefined) return;
  mkdirSync(path.dirname(statePath), { recursive: true });
  const draft = `${statePath}.writing`;
  writeFileSync(draft, JSON.stringify(memory, writeCents), { mode: 0o600, flush: true });
  renameSync(draft, statePath);
}

function writeCents(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? { cents: value.toString() } : value;
}

function reviveCents(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value);
  return entries.length === 1 && entries[0]![0] === "cents" ? cents(BigInt(entries[0]![1] as string)) : value;
}
