import { ConfigError } from "../platform/config/config";
import { EmbeddedServerError } from "../platform/database/embedded";
import { PortTaken } from "../platform/http/http-server";

/** Trouble that the person at the terminal can mend: the message is one clear sentence (or two) and is printed alone. */
export class CannotOpen extends Error {
  override name = "CannotOpen";
}

/** The sentence for a person, or null for a bug, whose stack we want to see. */
export function sentenceOf(error: unknown): string | null {
  return error instanceof CannotOpen || error instanceof ConfigError || error instanceof EmbeddedServerError || error instanceof PortTaken ? error.message : null;
}
