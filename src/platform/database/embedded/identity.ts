import { lchownSync, lstatSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { run, type Finished } from "./processes";

/** Who PostgreSQL runs as; empty when it is ourselves. Spreads into the options of `spawn`. */
export type DatabaseUser = { readonly uid?: number; readonly gid?: number };

/** `nobody`: in every image's passwd, so that initdb, which looks the name up, works without creating a user. */
const nobody: DatabaseUser = { uid: 65534, gid: 65534 };

export const isRoot = (): boolean => process.getuid?.() === 0;

/**
 * PostgreSQL refuses to run as root. Started by root we become whoever owns the data already, so that the owner can
 * still start it afterwards, and else nobody. Everyone else runs it as themselves.
 */
export function databaseUser(dataDirectory: string): DatabaseUser {
  if (!isRoot()) return {};
  const owner = statSync(dataDirectory, { throwIfNoEntry: false });
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : nobody;
}

export function runAs(user: DatabaseUser, command: string, args: readonly string[]): Promise<Finished> {
  return run(command, args, user);
}

/** Whether the user can reach a directory: asked of the system itself, because parents, ACLs and mounts decide too. */
export async function canEnter(user: DatabaseUser, directory: string): Promise<boolean> {
  if (user.uid === undefined) return true;
  return (await runAs(user, "/bin/sh", ["-c", 'cd -- "$1"', "sh", directory])).status === 0;
}

/** chown -R, without following links. */
export function giveTo(user: DatabaseUser, file: string): void {
  if (user.uid === undefined || user.gid === undefined) return;
  lchownSync(file, user.uid, user.gid);
  if (lstatSync(file).isDirectory()) for (const name of readdirSync(file)) giveTo(user, path.join(file, name));
}

export const nameOf = (user: DatabaseUser): string => `uid ${user.uid ?? process.getuid?.() ?? "?"}`;
