import { rmSync } from "node:fs";
import path from "node:path";
import { readConfig, type Config } from "../platform/config/config";
import { backupCluster, findRunningServer } from "../platform/database/embedded";
import { makeLog } from "../platform/log";
import { noEffects } from "../platform/work/effects";
import { openOffice } from "../open-office";
import { CannotOpen, sentenceOf } from "./cannot-open";
import { openDataDirectory, signingKeyOf } from "./data-directory";
import { findDatabase } from "./find-database";
import { foundService } from "./found-service";
import { repositoryRoot } from "./repository-root";
import { seedSandbox, seedStateOf } from "./sandbox-seed";
import { tokensDirectory } from "./sandbox-tokens";
import { migrateSaying, start } from "./start";

type Say = (line: string) => void;
type Command = { readonly what: string; readonly run: (config: Config, say: Say, args: readonly string[]) => Promise<void> };

const COMMANDS: Readonly<Record<string, Command>> = {
  migrate: { what: "bring the database up to date", run: runMigrate },
  seed: { what: "fill an empty sandbox with its cast", run: runSeed },
  reset: { what: "empty the sandbox", run: runReset },
  backup: { what: "copy the bundled database while it serves", run: runBackup },
  found: { what: "found a billing service with its owner (production)", run: foundService },
};

/** `npm start` and the commands beside it. Expected trouble is one sentence and exit code 1; a bug shows its stack. */
export async function runCommand(args: readonly string[]): Promise<void> {
  const say: Say = (line) => console.log(line);
  const [name, ...rest] = args;
  try {
    const root = repositoryRoot();
    if (name === undefined) return await start(process.env, root, sayOf(process.env) ?? say);
    const command = COMMANDS[name];
    if (!command)
      throw new CannotOpen(
        `There is no command "${name}". There are: ${Object.entries(COMMANDS)
          .map(([each, { what }]) => `${each} (${what})`)
          .join(", ")}; none starts the service.`,
      );
    await command.run(readConfig(process.env, root), say, rest);
    process.exit(0);
  } catch (error) {
    const sentence = sentenceOf(error);
    console.error(sentence ?? error);
    process.exit(1);
  }
}

/** In production every line of the service is one of its log: machines read it. */
function sayOf(env: NodeJS.ProcessEnv): Say | null {
  if (env.CAREBILL_MODE !== "production") return null;
  const log = makeLog("info");
  return (line) => log.info(line);
}

async function runMigrate(config: Config, say: Say): Promise<void> {
  const database = await findDatabase(config, say);
  try {
    await migrateSaying(database, say);
    say(`up to date: ${database.place}`);
  } finally {
    await database.stop();
  }
}

async function runSeed(config: Config, say: Say): Promise<void> {
  sandboxOnly(config, "seed");
  openDataDirectory(config);
  const database = await findDatabase(config, say);
  try {
    await migrateSaying(database, say);
    const state = await seedStateOf(database.owner);
    if (state === "seeded") return say(`seeded already: ${database.place}`);
    if (state !== "empty") throw new CannotOpen(`The database ${database.place} is not empty. Empty it first: npm run reset`);
    const office = await openOffice({ config, owner: database.owner, api: database.api, log: makeLog(config.logLevel), effects: noEffects, signingKeyPem: signingKeyOf(config) });
    try {
      await seedSandbox(office);
    } finally {
      await office.close();
    }
    say(`seeded: ${database.place}. Tokens are printed by npm start.`);
  } finally {
    await database.stop();
  }
}

/** What the sandbox has made, and nothing else: the key stays, backups stay. */
async function runReset(config: Config, say: Say): Promise<void> {
  sandboxOnly(config, "reset");
  openDataDirectory(config);
  if (config.databaseUrl) throw new CannotOpen("reset empties the bundled database only, and DATABASE_URL names another. Drop that one yourself and create it anew.");
  const database = await findDatabase(config, say);
  try {
    await database.recreate!();
  } finally {
    await database.stop();
  }
  const leftovers = ["cards.jsonl", "payer.json", "clearinghouse", "mail"].map((name) => path.join(config.dataDirectory, name));
  for (const file of [...leftovers, tokensDirectory(config.dataDirectory)]) rmSync(file, { recursive: true, force: true });
  say("The sandbox is empty. npm start seeds it anew and prints new tokens.");
}

/** Beside a running service, or on its own. */
async function runBackup(config: Config, say: Say, [to]: readonly string[]): Promise<void> {
  if (config.databaseUrl) throw new CannotOpen("db:backup copies the bundled database only. For the one that DATABASE_URL names: pg_dump --format=custom, or your provider's snapshots.");
  const name = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, "");
  const directory = path.resolve(to ?? path.join(config.dataDirectory, "backups", name));
  const running = await findRunningServer(config.databaseBase);
  const database = running ? null : await findDatabase(config, say);
  try {
    const { files, bytes } = await backupCluster(running ?? database!.embedded!, directory).catch((error: unknown) => {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code || / exists: /.test(message)) throw new CannotOpen(`The backup could not be made: ${message}.`);
      throw error;
    });
    say(`copied ${files} files, ${(bytes / 1_000_000).toFixed(1)} MB, to ${directory}. It holds patients' data in the clear. README.md says how to restore it.`);
  } finally {
    await database?.stop();
  }
}

function sandboxOnly(config: Config, command: string): void {
  if (config.mode !== "sandbox") throw new CannotOpen(`${command} is for the sandbox, and CAREBILL_MODE is ${config.mode}.`);
}
