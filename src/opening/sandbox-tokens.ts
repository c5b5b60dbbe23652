import { rmSync } from "node:fs";
import path from "node:path";
import type { TokenKey } from "../platform/access/tokens";
import { writeSecret } from "./data-directory";
import type { SandboxActor } from "./sandbox-seed";

/** Outlasts a trial. */
export const TOKEN_DAYS = 90;

export type ReadyToken = { readonly kind: string; readonly who: string; readonly token: string };

/** One for each kind of actor, by the real time; also a file each, so that a shell can say $(cat .data/tokens/biller). */
export function makeSandboxTokens(key: TokenKey, actors: readonly SandboxActor[], dataDirectory: string): ReadyToken[] {
  const directory = tokensDirectory(dataDirectory);
  rmSync(directory, { recursive: true, force: true });
  return actors.map(({ kind, who, claims }) => {
    const token = key.sign(claims, new Date(), TOKEN_DAYS * 24 * 3600);
    writeSecret(path.join(directory, kind), token);
    return { kind, who, token };
  });
}

export const tokensDirectory = (dataDirectory: string): string => path.join(dataDirectory, "tokens");
