import { randomUUID } from "node:crypto";
import type { Caller, World } from "./caller";

/** What the story claims is not what happened. */
export class StoryDiffers extends Error {
  override name = "StoryDiffers";
}

const PATIENCE_TRIES = 100;
const BETWEEN_TRIES_MS = 100;

type Input = Readonly<Record<string, unknown>>;

/** Tells what happens and checks that it does: every amount that is told was read from the API and compared before. */
export class Story {
  constructor(
    private readonly world: World,
    private readonly print: (line: string) => void,
  ) {}

  chapter(title: string): void {
    this.print("");
    this.print(title);
  }

  tell(sentence: string): void {
    this.print(`  ${sentence}`);
  }

  /** Deep equality; both sides are plain data from JSON. */
  check<T>(what: string, actual: T, expected: T): void {
    const [found, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
    if (found !== wanted) throw new StoryDiffers(`${what}: the story says ${wanted}, and it is ${found}.`);
  }

  /** A query; any error ends the story. */
  async ask(who: Caller, query: string, variables: Input = {}): Promise<Record<string, any>> {
    const { data, errors } = await this.world.call(who, query, variables, null);
    if (errors?.length) throw new StoryDiffers(`${who} asked, and was told: ${errors.map(({ message, path }) => `${message} (${path?.join(".") ?? "document"})`).join("; ")}`);
    return data as Record<string, any>;
  }

  /** A mutation `name(input)`: answers its payload; a refusal ends the story. */
  async act(who: Caller, name: string, input: Input, selection: string): Promise<Record<string, any>> {
    const payload = await this.tryTo(who, name, input, selection);
    const { userErrors } = payload;
    if (userErrors.length) throw new StoryDiffers(`${who} was refused ${name}: ${userErrors.map((each: any) => `${each.code} at ${each.path?.join(".") ?? "-"}: ${each.message}`).join("; ")}`);
    return payload;
  }

  /** The same, when a refusal is part of the story. */
  async tryTo(who: Caller, name: string, input: Input, selection: string): Promise<Record<string, any>> {
    const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
    return this.tryWith(who, name, type, input, selection);
  }

  /** For mutations whose input has a name of its own. */
  async actWith(who: Caller, name: string, inputType: string, input: Input, selection: string): Promise<Record<string, any>> {
    const payload = await this.tryWith(who, name, inputType, input, selection);
    this.check(`${who} does ${name}`, payload.userErrors, []);
    return payload;
  }

  private async tryWith(who: Caller, name: string, inputType: string, input: Input, selection: string): Promise<Record<string, any>> {
    const query = `mutation Story($input: ${inputType}!) { ${name}(input: $input) { ${selection} userErrors { code message path } } }`;
    const { data, errors } = await this.world.call(who, query, { input }, randomUUID());
    if (errors?.length) throw new StoryDiffers(`${who} could not ${name}: ${errors.map(({ message }) => message).join("; ")}`);
    return (data as Record<string, any>)[name];
  }

  async payByCard(checkoutSession: string, card: string): Promise<void> {
    await this.world.payByCard(checkoutSession, card);
  }

  /** For what comes over the network a moment later, such as a processor's news. */
  async until<T>(what: string, read: () => Promise<T | null>): Promise<T> {
    for (let tries = 0; tries < PATIENCE_TRIES; tries++) {
      const found = await read();
      if (found !== null) return found;
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_TRIES_MS));
    }
    throw new StoryDiffers(`${what}: it did not come.`);
  }

  /** Moves the sandbox's clock; what comes in between has happened when this returns. */
  async wait(span: { days?: number; minutes?: number }): Promise<void> {
    const { sandboxClock } = await this.ask("biller", "query { sandboxClock { now } }");
    const ahead = (span.days ?? 0) * 86_400_000 + (span.minutes ?? 0) * 60_000;
    const to = new Date(Date.parse(sandboxClock.now) + ahead).toISOString();
    await this.act("biller", "sandboxClockMove", { to }, "sandboxClock { now }");
  }

  /** The practice's day. */
  async today(): Promise<string> {
    const { sandboxClock } = await this.ask("biller", "query { sandboxClock { now } }");
    return new Intl.DateTimeFormat("en-CA", { timeZone: "America/Denver", year: "numeric", month: "2-digit", day: "2-digit" }).format(new Date(sandboxClock.now));
  }
}

/** "$1,234.50" for people. */
export function usd(cents: number): string {
  const [dollars, rest] = (Math.abs(cents) / 100).toFixed(2).split(".");
  return `${cents < 0 ? "-" : ""}$${dollars!.replace(/\B(?=(\d{3})+$)/g, ",")}.${rest}`;
}
