import type { Room } from "../../src/platform/room";
import type { SourceFile } from "../source/sources";
import { argument, calleeName, literalsOf, property, stringLiterals, walk } from "../source/syntax";
import type { Verdict } from "./step";

const NAME = /^[a-z][a-z_]*\.[a-z][a-z_]*$/;
const DECLARES = /(\.events|\/room)\.ts$/;
const OUTSIDE = /^src\/sandbox\//;

/** Published events are declared, declared ones are published by their own room, and listeners listen to events that exist. */
export function checkEvents(rooms: readonly Room[], sources: readonly SourceFile[]): Verdict {
  const problems: string[] = [];
  const declared = new Map<string, string>();
  for (const room of rooms) {
    for (const [type, { description }] of Object.entries(room.events)) {
      const other = declared.get(type);
      if (other) problems.push(`${type} is declared by ${other} and by ${room.name}`);
      if (!NAME.test(type)) problems.push(`${type} is not named thing.happened`);
      if (!description.trim()) problems.push(`${type} needs a description`);
      declared.set(type, room.name);
    }
  }
  const written = new Map<string, Set<string>>();
  for (const file of sources) {
    if (OUTSIDE.test(file.path)) continue;
    if (!DECLARES.test(file.path)) written.set(file.path, stringLiterals(file));
    for (const type of publishedIn(file)) if (!declared.has(type)) problems.push(`${file.path} publishes ${type}, which no room declares: add it to the room's *.events.ts`);
  }
  for (const [type, room] of declared) {
    const isPublished = [...written].some(([path, texts]) => (path.startsWith(`src/${room}/`) || path.startsWith(`src/platform/${room}/`)) && texts.has(type));
    if (!isPublished) problems.push(`${type} is declared by ${room}, which never publishes it`);
  }
  const listeners = rooms.flatMap((room) => room.listeners ?? []);
  const names = new Set<string>();
  for (const { name, to } of listeners) {
    if (names.has(name)) problems.push(`two listeners are named ${name}: their receipts would be one`);
    names.add(name);
    for (const type of to) if (!declared.has(type)) problems.push(`the listener ${name} listens to ${type}, which no room declares`);
  }
  return { summary: `${declared.size} events, ${listeners.length} listeners`, problems };
}

/** The types of `work.publish({ type: "claim.voided", … })`; either of a conditional. */
function publishedIn(file: SourceFile): string[] {
  const types: string[] = [];
  walk(file, (node) => {
    if (node.type === "CallExpression" && calleeName(node) === "publish") types.push(...literalsOf(property(argument(node, 0), "type")));
  });
  return types;
}
