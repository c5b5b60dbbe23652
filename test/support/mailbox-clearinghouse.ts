import type { Clearinghouse } from "../../src/claims";

/** A clearinghouse in memory: what was sent, and what waits to be taken. */
export class MailboxClearinghouse implements Clearinghouse {
  readonly sent: { name: string; text: string }[] = [];
  readonly waiting = new Map<string, Buffer>();
  readonly taken: string[] = [];
  /** Set to make the next sendings fail, as a line that is down does. */
  failure: Error | null = null;

  async send(file: { name: string; text: string }): Promise<void> {
    if (this.failure) throw this.failure;
    this.sent.push(file);
  }
  async list(): Promise<string[]> {
    return [...this.waiting.keys()].sort();
  }
  async fetch(name: string): Promise<Buffer> {
    return this.waiting.get(name)!;
  }
  async markTaken(name: string): Promise<void> {
    this.waiting.delete(name);
    this.taken.push(name);
  }
}
