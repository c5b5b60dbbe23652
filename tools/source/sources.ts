import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** A file of the tree, by its path from the root with forward slashes. Guards take these, so that tests can plant some. */
export type SourceFile = { readonly path: string; readonly text: string };

export function readSources(root: string, folders: readonly string[], kind = /\.ts$/): SourceFile[] {
  return folders.flatMap((folder) => {
    const under = path.join(root, folder);
    return filesUnder(under)
      .filter((file) => kind.test(file))
      .sort()
      .map((file) => ({ path: path.relative(root, file).split(path.sep).join("/"), text: readFileSync(file, "utf8") }));
  });
}

/** bench/ has packages and a database of its own. */
const NOT_OURS = /(^|[\\/])(node_modules|\.data)([\\/]|$)/;

/** Every file of ours under a folder; none when there is no such folder. */
export function filesUnder(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !NOT_OURS.test(path.relative(folder, entry.parentPath)))
      .map((entry) => path.join(entry.parentPath, entry.name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
