import type { ContenderName, OperationName } from "./documents.ts";
import { product } from "../product.ts";

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
type Fields = { [name: string]: Json };

const ids = () => product<{ fromTypeId(prefix: string, id: string): string | null; typeIdPrefix(id: string): string | null }>("src/platform/database/ids.js");

/**
 * What a contender answered, in one form: connections become lists, opaque ids become uuids, big integers that travel
 * as text become numbers. Whatever still differs is a difference of data.
 */
export function canonical(contender: ContenderName, operation: OperationName, body: { data?: { result: Json; sums?: Json } | null; errors?: unknown }): Json {
  if (body.errors || !body.data || body.data.result === undefined) throw new Error(`${contender} ${operation} answers with errors: ${JSON.stringify(body).slice(0, 600)}`);
  const { result, sums } = body.data;
  const plain = tidy(result);
  switch (operation) {
    case "Q3": {
      const page = result as Fields & { pageInfo?: Fields };
      return sorted({ totalCount: page.totalCount!, hasNextPage: page.hasNextPage ?? page.pageInfo!.hasNextPage!, nodes: tidy(page.nodes!) });
    }
    case "Q4a":
    case "Q4b":
      return sorted(contender === "P" ? agingOfRows(plain as Fields[], operation === "Q4a" ? "payer" : "practice") : (plain as Fields));
    case "Q4c": {
      const given = contender === "P" ? { ...(tidy(sums!) as Fields), entries: (plain as Fields[]).map((entry) => ({ ...entry, cause: (entry.cause as Fields).kind! })) } : (plain as Fields);
      return sorted({ ...given, entries: [...(given.entries as Fields[])].sort((a, b) => (a.id! < b.id! ? -1 : 1)) });
    }
    case "M1a": {
      const { userErrors, patient } = plain as Fields;
      if ((userErrors as Json[] | undefined)?.length) throw new Error(`${contender} refuses: ${JSON.stringify(userErrors)}`);
      const { id, ...made } = (patient ?? plain) as Fields;
      if (typeof id !== "string") throw new Error(`${contender} made no patient`);
      return sorted(made);
    }
    case "M1": {
      const { userErrors, claims, claim } = plain as Fields;
      if ((userErrors as Json[] | undefined)?.length) throw new Error(`${contender} refuses: ${JSON.stringify(userErrors)}`);
      const { claimNumber, ...made } = ((claims as Fields[] | undefined)?.[0] ?? claim ?? plain) as Fields;
      if (typeof claimNumber !== "string") throw new Error(`${contender} made no claim`);
      return sorted(made);
    }
    default:
      return sorted(plain);
  }
}

/** Where the next page begins, as the contender says it. */
export function endCursorOf(body: { data?: { result?: Fields } }): string | null {
  const result = body.data?.result;
  return ((result?.endCursor ?? (result?.pageInfo as Fields | undefined)?.endCursor) as string | undefined) ?? null;
}

function tidy(value: Json, name = ""): Json {
  if (Array.isArray(value)) return value.map((item) => tidy(item));
  if (value && typeof value === "object") {
    if (Array.isArray(value.nodes) && Object.keys(value).length === 1) return tidy(value.nodes);
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, tidy(item, key)]));
  }
  if (typeof value === "string") {
    if (name.endsWith("Cents")) return Number(value);
    const prefix = ids().typeIdPrefix(value);
    return prefix ? ids().fromTypeId(prefix, value)! : value;
  }
  return value;
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (value && typeof value === "object")
    return Object.fromEntries(
      Object.keys(value)
        .sort()
        .map((key) => [key, sorted(value[key]!)]),
    );
  return value;
}

function agingOfRows(rows: Fields[], object: string): Fields {
  const lines = rows.map(({ groupId, groupName, ...sums }) => ({ ...sums, [object]: groupId ? { id: groupId, name: groupName! } : null })) as Fields[];
  const names = Object.keys(lines[0] ?? {}).filter((name) => name.endsWith("Cents"));
  return { total: Object.fromEntries(names.map((name) => [name, lines.reduce((total, line) => total + (line[name] as number), 0)])), lines };
}
