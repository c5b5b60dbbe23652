import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { boundaryRules, type BoundaryRule } from "./boundary-rules";
import { circles, runtimeImports } from "./circles";
import { runTool } from "./command";
import type { Verdict } from "./step";

type Cruise = {
  modules: { source: string; dependencies: { resolved: string; module: string }[] }[];
  summary: { totalCruised: number; totalDependenciesCruised: number; violations: { from: string; to: string; rule: { name: string } }[] };
};

/** dependency-cruiser with the rules of boundaryRules over a tree; `tools` is where node_modules is. */
export async function checkBoundaries(tools: string, tree: string, rooms: readonly string[]): Promise<Verdict> {
  const rules = boundaryRules(rooms);
  const cruised = await cruise(tools, tree, rules);
  const problems = cruised.summary.violations.map(({ from, to, rule }) => `${from} -> ${to}: ${rules.find(({ name }) => name === rule.name)?.comment ?? rule.name}`);
  for (const circle of circles(runtimeGraph(tree, cruised))) problems.push(`${circle.join(" -> ")}: these files wait for each other`);
  return { summary: `${rules.length} rules over ${cruised.summary.totalCruised} files, ${cruised.summary.totalDependenciesCruised} imports`, problems };
}

async function cruise(tools: string, tree: string, forbidden: readonly BoundaryRule[]): Promise<Cruise> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "boundaries-"));
  try {
    const config = path.join(folder, "rules.json");
    // TypeScript 7 has no compiler API for dependency-cruiser, so swc reads the imports, types included.
    const options = { parser: "swc", tsPreCompilationDeps: true, doNotFollow: { path: "node_modules" }, exclude: { path: "(^|/)dist/" }, baseDir: tree };
    writeFileSync(config, JSON.stringify({ forbidden, options }));
    const roots = ["src", "migrations", "seeds"].filter((each) => existsSync(path.join(tree, each)));
    const { output } = await runTool(tools, "depcruise", ["--config", config, "--output-type", "json", ...roots]);
    const start = output.indexOf("{");
    if (start < 0) throw new Error(`dependency-cruiser said: ${output}`);
    return JSON.parse(output.slice(start)) as Cruise;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Imports between our own files, without those of types: models may point at each other, code may not wait for itself. */
function runtimeGraph(tree: string, { modules }: Cruise): Map<string, string[]> {
  return new Map(
    modules
      .filter(({ source }) => /^src\/.*\.ts$/.test(source))
      .map(({ source, dependencies }) => {
        const wanted = runtimeImports({ path: source, text: readFileSync(path.join(tree, source), "utf8") });
        return [source, dependencies.filter(({ module }) => wanted.has(module)).map(({ resolved }) => resolved)];
      }),
  );
}
