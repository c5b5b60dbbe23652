import { createHash } from "node:crypto";
import { uuidv7 } from "../platform/database/ids";
import { invalid } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import type { PlainDate } from "../vocabulary";
import { linesOfCodeFile, type CodeFile } from "./code-file-lines";
import { CodeSetLoad, type LoadProblem } from "./code-set-load";
import type { CodeSet } from "./code-sets";
import type { CodeFileReader, CodeFileSink, CodeRecord } from "./formats/code-record";
import { csvCodeFile } from "./formats/csv-code-file";
import { hcpcsAnnualFile } from "./formats/hcpcs-annual-file";
import { icd10cmOrderFile } from "./formats/icd10cm-order-file";

export type LoadCodeSet = CodeFile & {
  codeSet: CodeSet;
  /** What people call the release, such as "FY 2027". */
  name: string;
  effectiveFrom: PlainDate;
  effectiveTo?: PlainDate | null;
  complete?: boolean | null;
};

const READERS: Readonly<Record<CodeSet, (sink: CodeFileSink) => CodeFileReader>> = {
  ICD10CM: icd10cmOrderFile,
  HCPCS: hcpcsAnnualFile,
  CPT: csvCodeFile("CPT"),
  CPT_MODIFIER: csvCodeFile("CPT_MODIFIER"),
  HCPCS_MODIFIER: csvCodeFile("HCPCS_MODIFIER"),
  PLACE_OF_SERVICE: csvCodeFile("PLACE_OF_SERVICE"),
};

const BATCH = 5_000;
const PROBLEMS_KEPT = 100;

/**
 * Loads a release of a code set from its official file; the HCPCS file brings its modifiers too, as a release of their
 * own. A file with any problem loads nothing: the answer is a row that says which lines. The file is read twice, once
 * to judge it and once to write it, and never held as a whole list. Refuses INVALID_INPUT for what is no file at all.
 */
export async function loadCodeSet(work: Work, input: LoadCodeSet): Promise<CodeSetLoad[]> {
  if (!input.name.trim() || input.name.trim().length > 100) throw invalid(["name"], "name has 1 to 100 characters.");
  if (input.effectiveTo && input.effectiveTo < input.effectiveFrom) throw invalid(["effectiveTo"], "effectiveTo is not before effectiveFrom.");
  const judged = await judge(input);
  return work.atomically(async () => {
    // Two who load the same set would each replace what the other does not see yet.
    await work.sql(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [`code set ${work.tenant.billingServiceId} ${input.codeSet}`]);
    if (judged.problemCount) {
      const refused = loadRow(work, input, judged, input.codeSet, "REFUSED", 0);
      work.em.persist(refused);
      await work.em.flush();
      return [refused];
    }
    const loads = new Map<CodeSet, CodeSetLoad>();
    for (const [codeSet, count] of judged.counts) {
      await replaceRelease(work, codeSet, input.effectiveFrom);
      const load = loadRow(work, input, judged, codeSet, "LOADED", count);
      work.em.persist(load);
      loads.set(codeSet, load);
    }
    await work.em.flush();
    await writeCodes(work, input, loads);
    return [...loads.values()];
  });
}

type Judged = { lineCount: number; problemCount: number; problems: LoadProblem[]; counts: ReadonlyMap<CodeSet, number>; contentHash: string };

async function judge(input: LoadCodeSet): Promise<Judged> {
  const hash = createHash("sha256");
  const problems: LoadProblem[] = [];
  let problemCount = 0;
  let lineCount = 0;
  const problem = (line: number, message: string) => {
    problemCount++;
    if (problems.length < PROBLEMS_KEPT) problems.push({ line, message });
  };
  const seen = new Map<CodeSet, Set<string>>();
  const reader = READERS[input.codeSet]({
    problem,
    record: ({ codeSet, code }, line) => {
      const codes = seen.get(codeSet) ?? seen.set(codeSet, new Set()).get(codeSet)!;
      if (codes.has(code)) problem(line, "This code stands in the file already.");
      codes.add(code);
    },
  });
  for await (const line of linesOfCodeFile(input)) {
    hash.update(line).update("\n");
    reader.line(line, ++lineCount);
  }
  reader.end();
  if (!seen.size && !problemCount) problem(1, "The file holds no code.");
  return { lineCount, problemCount, problems, counts: new Map([...seen].map(([codeSet, codes]) => [codeSet, codes.size])), contentHash: hash.digest("hex") };
}

function loadRow(work: Work, input: LoadCodeSet, judged: Judged, codeSet: CodeSet, status: "LOADED" | "REFUSED", codeCount: number): CodeSetLoad {
  const { lineCount, problemCount, problems, contentHash } = judged;
  return Object.assign(new CodeSetLoad(), {
    billingServiceId: work.tenant.billingServiceId,
    codeSet,
    name: input.name.trim(),
    effectiveFrom: input.effectiveFrom,
    effectiveTo: input.effectiveTo ?? null,
    complete: input.complete ?? true,
    status,
    lineCount,
    codeCount,
    problemCount,
    problems,
    contentHash,
    loadedBy: work.actor.name,
    loadedById: work.actor.id,
    loadedAt: work.now,
  });
}

/** A release that is loaded again takes the place of the one from the same day. */
async function replaceRelease(work: Work, codeSet: CodeSet, effectiveFrom: PlainDate): Promise<void> {
  const before = await work.em.findOne(CodeSetLoad, { codeSet, effectiveFrom, status: "LOADED" });
  if (!before) return;
  before.status = "REPLACED";
  await work.em.flush();
  await work.sql(`delete from code_set_code where billing_service_id = $1 and load_id = $2`, [work.tenant.billingServiceId, before.id]);
}

async function writeCodes(work: Work, input: LoadCodeSet, loads: ReadonlyMap<CodeSet, CodeSetLoad>): Promise<void> {
  let batch: CodeRecord[] = [];
  const flush = async () => {
    const rows = batch;
    batch = [];
    if (rows.length) await insertCodes(work, rows, input.effectiveFrom, loads);
  };
  const reader = READERS[input.codeSet]({ record: (record) => void batch.push(record), problem: () => {} });
  let number = 0;
  for await (const line of linesOfCodeFile(input)) {
    reader.line(line, ++number);
    if (batch.length >= BATCH) await flush();
  }
  reader.end();
  await flush();
}

async function insertCodes(work: Work, rows: readonly CodeRecord[], releasedFrom: PlainDate, loads: ReadonlyMap<CodeSet, CodeSetLoad>): Promise<void> {
  const column = (of: (row: CodeRecord) => unknown) => rows.map(of);
  await work.sql(
    `insert into code_set_code (billing_service_id, id, load_id, code_set, code, billable, short_description, long_description, effective_from, effective_to)
     select $1, u.* from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::boolean[], $7::text[], $8::text[], $9::date[], $10::date[]) as u`,
    [
      work.tenant.billingServiceId,
      column(() => uuidv7()),
      column((row) => loads.get(row.codeSet)!.id),
      column((row) => row.codeSet),
      column((row) => row.code),
      column((row) => row.billable),
      column((row) => row.shortDescription),
      column((row) => row.longDescription),
      column((row) => row.effectiveFrom ?? releasedFrom),
      column((row) => row.effectiveTo),
    ],
  );
}
