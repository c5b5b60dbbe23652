import { DayColumn, FlagColumn, InstantColumn, JsonColumn, ServiceRow, ServiceTable, TextColumn, UuidColumn, WholeColumn } from "../platform/database/columns";
import type { PlainDate } from "../vocabulary";
import type { CodeSet } from "./code-sets";

/** LOADED: its codes are in use. REFUSED: it had problems, nothing was loaded. REPLACED: loaded again since. */
export type LoadStatus = "LOADED" | "REFUSED" | "REPLACED";
/** A line of the file, from 1, and what is wrong with it; never the text itself, which may be anything. */
export type LoadProblem = { readonly line: number; readonly message: string };

/** One release of a code set: a file, what came of it, and from when to when its codes count. */
@ServiceTable("code_set_load")
export class CodeSetLoad extends ServiceRow {
  @TextColumn() codeSet!: CodeSet;
  @TextColumn() name!: string;
  @DayColumn() effectiveFrom!: PlainDate;
  /** The last day, where it is known; else until the next release begins. */
  @DayColumn({ nullable: true }) effectiveTo: PlainDate | null = null;
  /** Whether the file has the whole set. A code that is missing from a part of a set says nothing. */
  @FlagColumn() complete!: boolean;
  @TextColumn() status!: LoadStatus;
  @WholeColumn() lineCount!: number;
  @WholeColumn() codeCount!: number;
  @WholeColumn() problemCount!: number;
  /** The first hundred. */
  @JsonColumn() problems!: LoadProblem[];
  /** SHA-256 of the text, to tell two files apart. */
  @TextColumn() contentHash!: string;
  @TextColumn() loadedBy!: string;
  @UuidColumn() loadedById!: string;
  @InstantColumn() loadedAt!: Date;
}

/** A code of a release. */
@ServiceTable("code_set_code")
export class CodeSetCode extends ServiceRow {
  @UuidColumn() loadId!: string;
  @TextColumn() codeSet!: CodeSet;
  @TextColumn() code!: string;
  /** False for a heading, such as E11, which a claim cannot carry. */
  @FlagColumn() billable!: boolean;
  @TextColumn({ nullable: true }) shortDescription: string | null = null;
  @TextColumn({ nullable: true }) longDescription: string | null = null;
  @DayColumn() effectiveFrom!: PlainDate;
  @DayColumn({ nullable: true }) effectiveTo: PlainDate | null = null;
}
