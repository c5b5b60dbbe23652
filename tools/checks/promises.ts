import { compareWithTree } from "../promises/write-promises";
import type { Promises } from "../promises/office-promises";
import type { Verdict } from "./step";

/** What is generated is what is committed. `belongs` picks the files of one guard, so that each says its own. */
export function checkPromises(root: string, promises: Promises, belongs: (path: string) => boolean, what: string): Verdict {
  const differences = compareWithTree(root, promises).filter(({ path }) => belongs(path));
  const count = [...promises.keys()].filter(belongs).length;
  return { summary: differences.length ? "npm run schema, and commit" : `${count} ${what} up to date`, problems: differences.map(({ path, kind }) => `${path} is ${kind}`) };
}

/** Two verdicts about one thing. */
export function both(first: Verdict, second: Verdict): Verdict {
  return { summary: `${first.summary}; ${second.summary}`, problems: [...first.problems, ...second.problems] };
}
