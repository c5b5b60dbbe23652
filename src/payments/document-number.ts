import type { Work } from "../platform/work/work";

/**
 * The next number of a practice's series, without gaps: the row stays locked until COMMIT, so a number that is rolled
 * back is given again. Receipts and statements are numbered so.
 */
export async function nextNumber(work: Work, practiceId: string, series: "receipt" | "statement"): Promise<number> {
  const [row] = await work.sql(
    `insert into document_number as d (practice_id, series, last_number) values ($1, $2, 1001)
     on conflict (practice_id, series) do update set last_number = d.last_number + 1 returning last_number`,
    [practiceId, series],
  );
  return row!.last_number as number;
}
