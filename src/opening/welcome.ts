import path from "node:path";
import type { Config } from "../platform/config/config";
import type { FoundDatabase } from "./find-database";
import type { OutsideWorld } from "./outside-world";
import { TOKEN_DAYS, tokensDirectory, type ReadyToken } from "./sandbox-tokens";

type Welcome = { config: Config; database: FoundDatabase; tokens: readonly ReadyToken[]; world: OutsideWorld; seconds: number };

/** What somebody needs to know who sees this for the first time. */
export function welcome({ config, database, tokens, world, seconds }: Welcome): string[] {
  const opened = `Carebill is open (${config.mode}, ${seconds.toFixed(1)} s)`;
  const endpoint = `${config.publicUrl}/graphql`;
  if (config.mode === "production") return [`${opened}: ${endpoint}, listening on ${config.host}:${config.port}`];
  const facts: (readonly [string, string])[] = [
    ["endpoint", `${endpoint}   (in a browser: an explorer with ready operations)`],
    ["database", database.embedded ? `PostgreSQL in ${database.place}` : `PostgreSQL: ${database.place}`],
    ["files", config.dataDirectory],
    ...world.lines,
    ["reset", database.embedded ? "Ctrl-C, then: npm run reset" : "drop the database and create it anew"],
    ["stop", "Ctrl-C"],
  ];
  const until = new Date(Date.now() + TOKEN_DAYS * 86_400_000).toISOString().slice(0, 10);
  return [
    "",
    opened,
    "",
    ...facts.map(([name, text]) => `  ${name.padEnd(9)} ${text}`),
    "",
    `Tokens for "Authorization: Bearer ...", valid until ${until}; also a file each in ${path.relative(process.cwd(), tokensDirectory(config.dataDirectory)) || "."}:`,
    ...tokens.flatMap(({ kind, who, token }) => ["", `  ${kind} (${who})`, `  ${token}`]),
    "",
  ];
}
