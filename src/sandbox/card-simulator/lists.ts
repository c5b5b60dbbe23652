import { invalidParameter, missingResource } from "./errors";
import { expansions, integer, text, type Created } from "./parameters";

/** The parameters of every list. */
export const paging = { limit: integer({ min: 1, max: 100 }), starting_after: text(), ending_before: text(), expand: expansions() };

export type Paging = { limit?: number; starting_after?: string; ending_before?: string };
export type Page<T> = { object: "list"; data: T[]; has_more: boolean; url: string };

/** `newestFirst` is the whole answer; the cursor is the id of an object in it, and is not itself part of the page. */
export function page<T extends { id: string }>(newestFirst: T[], { limit = 10, starting_after, ending_before }: Paging, { url, noun }: { url: string; noun: string }): Page<T> {
  if (starting_after !== undefined && ending_before !== undefined) {
    throw invalidParameter("You may only specify one of these parameters: starting_after, ending_before.", { param: "ending_before" });
  }
  const positionOf = (id: string, param: string): number => {
    const position = newestFirst.findIndex((each) => each.id === id);
    if (position < 0) throw missingResource(noun, id, { param });
    return position;
  };
  if (ending_before !== undefined) {
    const end = positionOf(ending_before, "ending_before");
    const start = Math.max(0, end - limit);
    return { object: "list", data: newestFirst.slice(start, end), has_more: start > 0, url };
  }
  const start = starting_after === undefined ? 0 : positionOf(starting_after, "starting_after") + 1;
  return { object: "list", data: newestFirst.slice(start, start + limit), has_more: newestFirst.length > start + limit, url };
}

export function isCreatedWithin(range: Created | undefined, { created }: { created: number }): boolean {
  if (range === undefined) return true;
  const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = range;
  return created > gt && created >= gte && created < lt && created <= lte;
}
