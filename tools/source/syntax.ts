import { parseSync } from "@swc/core";
import type { SourceFile } from "./sources";

/** A node of the syntax tree, as swc gives it. Read loosely: guards look for a few shapes and skip the rest. */
export type SyntaxNode = { readonly type: string } & Readonly<Record<string, unknown>>;

/** Calls `visit` for every node; comments and texts that merely look like code are no nodes. */
export function walk(file: SourceFile, visit: (node: SyntaxNode) => void): void {
  const descend = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(descend);
    if (!value || typeof value !== "object") return;
    if (typeof (value as SyntaxNode).type === "string") visit(value as SyntaxNode);
    Object.values(value).forEach(descend);
  };
  descend(parseSync(file.text, { syntax: "typescript", decorators: true, target: "es2023" }).body);
}

/** The texts that an expression may be: a literal, or either side of a conditional. */
export function literalsOf(value: unknown): string[] {
  const node = value as SyntaxNode | undefined;
  if (!node) return [];
  if (node.type === "StringLiteral") return [node.value as string];
  if (node.type === "ConditionalExpression") return [...literalsOf(node.consequent), ...literalsOf(node.alternate)];
  if (node.type === "ParenthesisExpression" || node.type === "TsAsExpression" || node.type === "TsConstAssertion") return literalsOf(node.expression);
  return [];
}

/** `Refusal` of `new Refusal(…)`; `publish` of `work.publish(…)`. */
export function calleeName(node: SyntaxNode): string | null {
  const callee = node.callee as SyntaxNode | undefined;
  if (callee?.type === "Identifier") return callee.value as string;
  if (callee?.type === "MemberExpression") return ((callee.property as SyntaxNode).value as string | undefined) ?? null;
  return null;
}

export function argument(node: SyntaxNode, index: number): SyntaxNode | undefined {
  return (node.arguments as { expression: SyntaxNode }[] | null | undefined)?.[index]?.expression;
}

/** The value of `name: …` in an object literal; undefined when it is absent or the object is not written out. */
export function property(node: SyntaxNode | undefined, name: string): SyntaxNode | undefined {
  if (node?.type !== "ObjectExpression") return undefined;
  for (const entry of node.properties as SyntaxNode[]) {
    if (entry.type === "KeyValueProperty" && (entry.key as SyntaxNode).value === name) return entry.value as SyntaxNode;
  }
  return undefined;
}

export function stringLiterals(file: SourceFile): Set<string> {
  const found = new Set<string>();
  walk(file, (node) => {
    if (node.type === "StringLiteral") found.add(node.value as string);
  });
  return found;
}
