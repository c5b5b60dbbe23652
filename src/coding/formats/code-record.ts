import type { PlainDate } from "../../vocabulary";
import type { CodeSet } from "../code-sets";

/** A code as a file gives it; no days where its format has none, and then the release's count. */
export type CodeRecord = {
  readonly codeSet: CodeSet;
  readonly code: string;
  readonly billable: boolean;
  readonly shortDescription: string | null;
  readonly longDescription: string | null;
  readonly effectiveFrom: PlainDate | null;
  readonly effectiveTo: PlainDate | null;
};

/**
 * Reads a file line by line: what a line (or several, where a description goes on) says, or what is wrong. It holds
 * no more than one record, so that a file of any size passes through.
 */
export type CodeFileReader = {
  line(text: string, number: number): void;
  end(): void;
};

export type CodeFileSink = {
  readonly record: (record: CodeRecord, line: number) => void;
  readonly problem: (line: number, message: string) => void;
};
