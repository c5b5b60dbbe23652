import pino, { type DestinationStream, type Logger } from "pino";

/** Never log inputs, rows or bodies: these paths are a second net for what slips through. */
const REDACTED = [
  "req.headers.authorization",
  "headers.authorization",
  "authorization",
  "token",
  "password",
  "secret",
  "variables",
  "*.authorization",
  "*.token",
  "*.secret",
  "*.password",
  "*.variables",
];

export type Log = Logger;

export function makeLog(level: string, destination?: DestinationStream): Log {
  const options = { level, base: null, redact: { paths: REDACTED, censor: "[redacted]" }, serializers: { error: describeError } };
  return destination ? pino(options, destination) : pino(options);
}

/** Messages of the database quote values ("Key (email)=(…)"), so only what is safe by construction is written. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, constraint, table, routine } = error as Error & Record<string, string | undefined>;
  const fromDatabase = constraint !== undefined || table !== undefined || routine !== undefined || /^[0-9A-Z]{5}$/.test(code ?? "");
  return {
    type: error.name,
    ...(code ? { code } : {}),
    ...(fromDatabase ? { constraint, table } : { message: error.message }),
    at: (error.stack ?? "")
      .split("\n")
      .filter((line) => line.trimStart().startsWith("at "))
      .slice(0, 8)
      .map((line) => line.trim()),
  };
}
