import { LockMode, type EntityName, type FilterQuery } from "@mikro-orm/core";
import { Refusal } from "../../vocabulary";
import type { Work } from "./work";

/** The row, locked if asked, or NOT_FOUND: of another tenant and not existing answer alike. `path` names the input field. */
export async function load<T extends { id: string }>(work: Work, entity: EntityName<T>, id: string, options: { lock?: boolean; path?: readonly string[]; what?: string } = {}): Promise<T> {
  // A locked row is read anew, which would silently drop changes that are not written yet.
  if (options.lock) await work.em.flush();
  const row = await work.em.findOne(entity, { id } as FilterQuery<T>, options.lock ? { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } : {});
  if (!row) throw new Refusal("NOT_FOUND", `There is no such ${options.what ?? "object"}, or it is not yours.`, {}, options.path ?? null);
  return row as T;
}

/** STALE_VERSION when the caller read another version than the row now has. */
export function expectVersion(row: { version: number }, expected: number | null | undefined): void {
  if (expected === null || expected === undefined || expected === row.version) return;
  throw new Refusal("STALE_VERSION", `It is at version ${row.version} now; you read ${expected}.`, { currentVersion: row.version }, ["expectedVersion"]);
}

export function invalid(path: readonly string[], message: string, facts: Record<string, unknown> = {}): Refusal {
  return new Refusal("INVALID_INPUT", message, facts, path);
}

/** A name as it is kept: without outer blanks, neither empty nor longer than its field (X12 NM103 60, NM104 35) or index takes. */
export function takeName(path: readonly string[], text: string, most: number): string {
  const name = text.trim();
  const field = path.at(-1);
  if (!name) throw invalid(path, `${field} is not empty.`);
  if (name.length > most) throw invalid(path, `${field} is at most ${most} characters.`);
  return name;
}
