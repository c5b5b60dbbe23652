import type { Actor } from "../access/actor";
import { TokenRefused, type TokenClaims, type TokenKey } from "../access/tokens";

/** Finds the actor behind checked claims: null when it is gone, locked or no longer allowed. */
export type FindActor = (claims: TokenClaims) => Promise<Actor | null>;

export type Authenticated = { actor: Actor | null; refused: boolean };

/** Tokens are judged by the real time, whatever a sandbox clock says: moving it must not end every session. */
export async function authenticate(header: string | undefined, key: TokenKey, find: FindActor): Promise<Authenticated> {
  if (!header) return { actor: null, refused: false };
  const token = /^Bearer ([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)$/.exec(header)?.[1];
  if (!token) return { actor: null, refused: true };
  try {
    const actor = await find(key.verify(token, new Date()));
    return { actor, refused: actor === null };
  } catch (error) {
    if (error instanceof TokenRefused) return { actor: null, refused: true };
    throw error;
  }
}
