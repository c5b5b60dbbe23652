import { OPERATIONS, type Operation } from "./operations/operations.ts";
import type { ContenderName } from "./operations/documents.ts";

export type Options = {
  scale: number;
  seconds: number;
  slices: number;
  concurrency: number;
  operations: readonly Operation[];
  contenders: readonly ContenderName[];
  /** Where the figures go. */
  out: string;
  /** Profile Carebill while it answers each operation, and keep the profiles in .data/profiles. */
  profile: boolean;
};

const HELP = `npm run bench -- [--quick] [--scale 1] [--seconds 4] [--slices 7] [--concurrency 16] [--only Q1,Q2] [--contenders L,P,M,C] [--out results.md] [--profile]
  --quick     scale 0.02, 5 slices of 0.25 s: under two minutes, to see that it works; writes .data/quick-results.md
  --scale     1 is 20 practices, 20,000 patients, 60,000 claims, 180,000 lines, about 400,000 ledger entries
  --profile   node --cpu-prof of Carebill (its figures are then not comparable)`;

export function readOptions(argv: readonly string[]): Options {
  const given = new Map<string, string>();
  for (let i = 0; i < argv.length; i++) {
    const name = argv[i]!.replace(/^--/, "");
    if (name === "help") fail(HELP);
    if (name === "quick" || name === "profile") given.set(name, "yes");
    else if (["scale", "seconds", "slices", "concurrency", "only", "contenders", "out"].includes(name) && argv[i + 1]) given.set(name, argv[++i]!);
    else fail(`${argv[i]} is no option.\n${HELP}`);
  }
  const quick = given.has("quick");
  const number = (name: string, byDefault: number) => {
    const value = Number(given.get(name) ?? byDefault);
    if (!(value > 0)) fail(`--${name} is a number above zero.`);
    return value;
  };
  const names = given.get("only")?.split(",");
  const operations = OPERATIONS.filter(({ name }) => !names || names.includes(name));
  if (names && operations.length !== names.length) fail(`--only names some of ${OPERATIONS.map(({ name }) => name).join(",")}.`);
  return {
    scale: number("scale", quick ? 0.02 : 1),
    seconds: number("seconds", quick ? 0.25 : 4),
    slices: number("slices", quick ? 5 : 7),
    concurrency: number("concurrency", 16),
    operations,
    contenders: (given.get("contenders")?.split(",") as ContenderName[] | undefined) ?? ["L", "P", "M", "C"],
    out: given.get("out") ?? (quick ? ".data/quick-results.md" : "results.md"),
    profile: given.has("profile"),
  };
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}
