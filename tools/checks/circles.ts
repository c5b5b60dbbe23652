import type { SourceFile } from "../source/sources";
import { walk, type SyntaxNode } from "../source/syntax";

/** What a file imports when it runs: the specifier as written, types left out. */
export function runtimeImports(file: SourceFile): Set<string> {
  const found = new Set<string>();
  walk(file, (node) => {
    if (node.type !== "ImportDeclaration" && node.type !== "ExportNamedDeclaration" && node.type !== "ExportAllDeclaration") return;
    const source = node.source as SyntaxNode | null | undefined;
    if (!source || node.typeOnly) return;
    const specifiers = (node.specifiers ?? []) as { isTypeOnly?: boolean }[];
    if (specifiers.length && specifiers.every((specifier) => specifier.isTypeOnly)) return;
    found.add(source.value as string);
  });
  return found;
}

/** Each circle once, as the files along it. */
export function circles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const found = new Map<string, string[]>();
  const finished = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): void => {
    const at = path.indexOf(file);
    if (at >= 0) {
      const circle = path.slice(at);
      const key = [...circle].sort().join(" ");
      if (!found.has(key)) found.set(key, [...circle, file]);
      return;
    }
    if (finished.has(file)) return;
    path.push(file);
    for (const next of graph.get(file) ?? []) visit(next);
    path.pop();
    finished.add(file);
  };
  for (const file of graph.keys()) visit(file);
  return [...found.values()];
}
