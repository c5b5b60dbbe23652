import { existsSync } from "node:fs";
import path from "node:path";
import { invariant } from "../vocabulary";

/** The checkout, from the built program as well as from the sources: the data and the documentation lie beside them. */
export function repositoryRoot(): string {
  let directory = __dirname;
  while (!existsSync(path.join(directory, "package.json"))) {
    const parent = path.dirname(directory);
    invariant(parent !== directory, "package.json lies above the program");
    directory = parent;
  }
  return directory;
}
