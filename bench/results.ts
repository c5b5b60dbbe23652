import { readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Dataset } from "./dataset/prepare-dataset.ts";
import type { Slice } from "./measure/slice.ts";
import type { ContenderName, OperationName } from "./operations/documents.ts";
import type { Operation } from "./operations/operations.ts";
import type { Options } from "./options.ts";
import { benchRoot, repositoryRoot } from "./product.ts";

export type Measured = { operation: Operation; slices: Record<string, Slice[]>; problems: Record<string, string> };
type Facts = { options: Options; dataset: Dataset; notes: Record<string, string[]>; seconds: number };

const NAMES: Record<ContenderName, string> = { L: "limit: node:http + one SQL statement", P: "PostGraphile 5", M: "mercurius + JIT", C: "Carebill" };
/** Issue 4: what Carebill shall reach, as ratios of requests per second. */
const GOALS: Partial<Record<OperationName, { L: number; P: number; M: number }>> = {
  Q1: { L: 0.5, P: 1.8, M: 0.7 },
  Q2: { L: 0.85, P: 3, M: 1.4 },
  Q3: { L: 0.8, P: 2.3, M: 1.2 },
  M1: { L: 0.75, P: 1.7, M: 1.2 },
};

export function report(measured: readonly Measured[], facts: Facts): void {
  const text = [heading(measured, facts), ratios(measured, facts), figures(measured), reading(facts)].join("\n\n");
  const file = path.join(benchRoot, facts.options.out);
  writeFileSync(file, `${text}\n`);
  writeFileSync(path.join(benchRoot, ".data/last-slices.json"), JSON.stringify(measured.map(({ operation, slices }) => ({ operation: operation.name, slices }))));
  process.stdout.write(`${text}\n\nwritten to ${path.relative(process.cwd(), file)}\n`);
}

function heading(measured: readonly Measured[], { options, dataset, seconds }: Facts): string {
  const [cpu] = os.cpus();
  const others = Math.round(100 * median(measured.flatMap(({ slices }) => Object.values(slices).flat()).map((slice) => slice.othersShare)));
  return `# Measured ${new Date().toISOString().slice(0, 16).replace("T", " ")} UTC

- Machine: ${os.cpus().length} cores (${cpu!.model.trim()}), ${Math.round(os.totalmem() / 2 ** 30)} GB, ${os.platform()} ${os.arch()}
- Versions: ${versions()}
- Dataset at scale ${options.scale}: ${Object.entries(dataset.counts)
    .map(([name, count]) => `${count.toLocaleString("en")} ${name}`)
    .join(", ")}
- ${options.slices} slices of ${options.seconds} s for each contender and operation, contenders in random order within a round, concurrency ${options.concurrency}; ${Math.round(seconds)} s in all
- A ratio is of requests per second within one round; the table has the medians over the rounds
- Other work on the machine took ${others} % of its CPU during the slices${others > 5 ? ". **These figures are noisy: take the ratios as a first hint, and the absolute figures for nothing**" : ""}`;
}

function versions(): string {
  const of = (root: string, name: string) => (JSON.parse(readFileSync(path.join(root, "node_modules", name, "package.json"), "utf8")) as { version: string }).version;
  return [
    `Node ${process.version.slice(1)}`,
    "PostgreSQL 18.4 (embedded, service settings, fsync on)",
    `@apollo/server ${of(repositoryRoot, "@apollo/server")}`,
    `graphql ${of(repositoryRoot, "graphql")}`,
    ...["postgraphile", "mercurius", "fastify", "graphql-jit", "pg"].map((name) => `${name} ${of(benchRoot, name)}`),
  ].join(", ");
}

function ratios(measured: readonly Measured[], { options }: Facts): string {
  const against = (["L", "P", "M"] as const).filter((name) => options.contenders.includes(name));
  const rows = measured.map(({ operation, slices, problems }) => {
    const comparable = (other: "L" | "P" | "M") => !problems.C && !problems[other] && slices.C?.length && slices[other]?.length;
    const cell = (other: "L" | "P" | "M") => {
      if (!comparable(other)) return "waits";
      const ratio = median(slices.C!.map((slice, round) => slice.perSecond / slices[other]![round]!.perSecond));
      const goal = GOALS[operation.name]?.[other];
      return goal ? `${ratio.toFixed(2)} (goal ${goal.toFixed(2)})` : ratio.toFixed(2);
    };
    const byCpu = (other: "L" | "P" | "M") => (comparable(other) ? median(slices.C!.map((slice, round) => cpu(slices[other]![round]!) / cpu(slice))).toFixed(2) : "waits");
    return `| ${operation.name} ${operation.title} | ${[...against.map(cell), ...against.map(byCpu)].join(" | ")} |`;
  });
  return `## Carebill against each\n\nBy requests per second, and (less moved by other work on the machine) by CPU of Node and PostgreSQL together: above 1 Carebill is ahead.\n\n| | ${[...against.map((name) => `C/${name}`), ...against.map((name) => `C/${name} by CPU`)].join(" | ")} |\n|---|${against.map(() => "---|---").join("|")}|\n${rows.join("\n")}`;
}

const cpu = (slice: Slice) => slice.nodeMs + slice.postgresMs;

function figures(measured: readonly Measured[]): string {
  const tables = measured.map(({ operation, slices, problems }) => {
    const rows = Object.entries(slices).map(([name, each]) => {
      const of = (pick: (slice: Slice) => number) => median(each.map(pick));
      return `| ${NAMES[name as ContenderName]} | ${Math.round(of((slice) => slice.perSecond))} | ${of((slice) => slice.p50).toFixed(1)} | ${of((slice) => slice.p99).toFixed(1)} | ${of((slice) => slice.nodeMs).toFixed(2)} | ${of((slice) => slice.postgresMs).toFixed(2)} | ${Math.round(of((slice) => slice.residentMb))} | ${Math.round(of((slice) => slice.requests))} |`;
    });
    const waiting = Object.entries(problems).map(([name, problem]) => `\n${NAMES[name as ContenderName]} waits: ${problem}`);
    return `### ${operation.name}: ${operation.title}\n\n| | requests/s | p50 ms | p99 ms | CPU of Node, ms/request | CPU of PostgreSQL, ms/request | RSS MB | requests a slice |\n|---|---|---|---|---|---|---|---|\n${rows.join("\n")}${waiting.join("")}`;
  });
  return `## Figures (medians of the slices)\n\n${tables.join("\n\n")}`;
}

function reading({ notes }: Facts): string {
  const lines = Object.entries(notes).flatMap(([name, each]) => each.map((note) => `- ${NAMES[name as ContenderName]}: ${note}`));
  return `## Notes\n\n${lines.join("\n")}\n- Before timing, 8 answers of each operation were equal for all contenders, down to the cent and the order; every timed answer was HTTP 200 without errors.\n- CPU of PostgreSQL is the postmaster with all its children, checkpoints and vacuum included; CPU of Node has all threads of the contender (10 ms clock ticks: short slices round).`;
}

const median = (values: readonly number[]) => {
  const inOrder = [...values].sort((a, b) => a - b);
  const middle = inOrder.length / 2;
  return inOrder.length % 2 ? inOrder[Math.floor(middle)]! : (inOrder[middle - 1]! + inOrder[middle]!) / 2;
};
