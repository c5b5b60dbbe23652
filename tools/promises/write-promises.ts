import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { filesUnder } from "../source/sources";
import { GENERATED_FOLDERS, type Promises } from "./office-promises";

export type Difference = { readonly path: string; readonly kind: "missing" | "changed" | "no longer promised" };

/** How the files of the tree differ from what the code promises. */
export function compareWithTree(root: string, promises: Promises): Difference[] {
  const differences: Difference[] = [];
  for (const [name, text] of promises) {
    const file = path.join(root, name);
    if (!existsSync(file)) differences.push({ path: name, kind: "missing" });
    else if (readFileSync(file, "utf8") !== text) differences.push({ path: name, kind: "changed" });
  }
  for (const folder of GENERATED_FOLDERS) {
    for (const file of filesUnder(path.join(root, folder))) {
      const name = path.relative(root, file).split(path.sep).join("/");
      if (!promises.has(name)) differences.push({ path: name, kind: "no longer promised" });
    }
  }
  return differences;
}

/** Brings the tree in line, and says what it did. */
export function writePromises(root: string, promises: Promises): Difference[] {
  const differences = compareWithTree(root, promises);
  for (const { path: name, kind } of differences) {
    const file = path.join(root, name);
    if (kind === "no longer promised") {
      rmSync(file);
    } else {
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, promises.get(name)!);
    }
  }
  return differences;
}
