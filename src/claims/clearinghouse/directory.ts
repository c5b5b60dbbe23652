import { mkdir, open, readdir, readFile, rename, stat } from "node:fs/promises";
import path from "node:path";
import type { Clearinghouse } from "./clearinghouse";

/** A name from outside never leaves its folder. */
export function plainName(name: string): string {
  const plain = path.basename(name);
  if (plain !== name || !/^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/.test(name)) throw new Error("a file name that is no plain name");
  return name;
}

/** Files that are being written, by us or by them. */
export const UNFINISHED = /(^\.|\.(part|tmp|filepart|writing)$)/i;

/**
 * Two folders: `outbound` is the other side's to take from, `inbound` is ours. A file appears under its name only when
 * it is whole: it is written beside, synced and renamed.
 */
export function makeDirectoryClearinghouse(directory: string): Clearinghouse {
  const outbound = path.join(directory, "outbound");
  const inbound = path.join(directory, "inbound");
  const taken = path.join(inbound, "taken");
  return {
    async send({ name, text }) {
      await mkdir(outbound, { recursive: true });
      const target = path.join(outbound, plainName(name));
      const handle = await open(`${target}.part`, "w", 0o600);
      try {
        await handle.writeFile(text);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(`${target}.part`, target);
    },
    async list() {
      await mkdir(inbound, { recursive: true });
      const entries = await readdir(inbound, { withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile() && !UNFINISHED.test(entry.name)).map((entry) => entry.name);
      const dated = await Promise.all(files.map(async (name) => ({ name, at: (await stat(path.join(inbound, name))).mtimeMs })));
      return dated.sort((a, b) => a.at - b.at || (a.name < b.name ? -1 : 1)).map(({ name }) => name);
    },
    fetch: (name) => readFile(path.join(inbound, path.basename(name))),
    async markTaken(name) {
      await mkdir(taken, { recursive: true });
      await rename(path.join(inbound, path.basename(name)), path.join(taken, path.basename(name)));
    },
  };
}
