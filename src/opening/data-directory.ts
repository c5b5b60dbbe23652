import { accessSync, constants, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { TokenKey } from "../platform/access/tokens";
import type { Config } from "../platform/config/config";
import { CannotOpen } from "./cannot-open";

/** Makes the data directory if it is not there, or says in a sentence why it does not serve. */
export function openDataDirectory({ dataDirectory }: Config): void {
  try {
    mkdirSync(dataDirectory, { recursive: true });
    accessSync(dataDirectory, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CannotOpen(`The data directory ${dataDirectory} cannot be used: ${REASONS[code ?? ""] ?? code}. Mend that, or choose another with CAREBILL_DATA=/other/dir`);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "this user may not read and write there",
  EPERM: "this user may not read and write there",
  EROFS: "the disk is read-only",
  ENOSPC: "the disk is full",
  EEXIST: "it is a file",
  ENOTDIR: "a part of the path is a file",
};

/** The sandbox's own key: made once and kept, so that a printed token outlives a restart. Production brings its own. */
export function signingKeyOf(config: Config): string {
  if (config.signingKey) return config.signingKey;
  const file = path.join(config.dataDirectory, "signing-key.pem");
  try {
    if (!existsSync(file)) {
      // Under its name only when it is whole: a killed start must not leave half a key.
      const unfinished = `${file}.${process.pid}`;
      writeFileSync(unfinished, TokenKey.generatePem(), { mode: 0o600, flush: true });
      renameSync(unfinished, file);
    }
    const pem = readFileSync(file, "utf8");
    TokenKey.fromPem(pem);
    return pem;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CannotOpen(`The sandbox's signing key ${file} cannot be used: ${REASONS[code ?? ""] ?? "it is not a key"}. Remove it and a new one is made; tokens printed before end with it.`);
  }
}

/** A file that only this user may read, replaced in one step. */
export function writeSecret(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, text, { mode: 0o600 });
  renameSync(unfinished, file);
}
