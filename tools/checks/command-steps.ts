import { runTool, type Finished } from "./command";
import type { Verdict } from "./step";

/** What of the tree is checked; `exists` leaves out what a checkout does not have yet. */
export const CHECKED_FOLDERS = ["src", "migrations", "seeds", "test", "tools"] as const;

export async function checkTypes(tools: string, project = "tsconfig.json"): Promise<Verdict> {
  const finished = await runTool(tools, "tsc", ["-p", project, "--pretty", "false"]);
  return verdict(finished, "tsc finds no error", (line) => /error TS\d+/.test(line));
}

/** oxlint with types, and the rules of this house (tools/lint/office-rules.cjs). */
export async function checkLint(tools: string, paths: readonly string[] = CHECKED_FOLDERS): Promise<Verdict> {
  const finished = await runTool(tools, "oxlint", ["--type-aware", "--format", "unix", ...paths]);
  return verdict(finished, "oxlint finds nothing", (line) => /^\S+:\d+:\d+: /.test(line));
}

export async function checkFormat(tools: string, paths: readonly string[] = []): Promise<Verdict> {
  const finished = await runTool(tools, "oxfmt", ["--list-different", ...paths]);
  const files = finished.output.split("\n").filter(Boolean);
  return { summary: files.length ? `${files.length} files: npm run format` : "oxfmt would change nothing", problems: finished.code === 0 ? [] : files };
}

export async function checkDeadCode(tools: string): Promise<Verdict> {
  const finished = await runTool(tools, "knip", ["--no-progress", "--no-config-hints"]);
  return verdict(finished, "knip finds no unused file, export or dependency", (line) => line.trim() !== "");
}

/** A tool that fails without a line that we know is shown whole: silence would pass for success. */
function verdict({ code, output }: Finished, passed: string, isProblem: (line: string) => boolean): Verdict {
  if (code === 0) return { summary: passed, problems: [] };
  const lines = output.split("\n").filter(isProblem);
  return { summary: `${lines.length || "some"} problems`, problems: lines.length ? lines : [output || `it ended with code ${code} and said nothing`] };
}
