/** What has been opened so far, and how to close it in the opposite order; a signal in between stops at the next step. */
export class Opening {
  stopping = false;
  private readonly closers: (() => Promise<void>)[] = [];

  stop(): void {
    this.stopping = true;
  }

  onClose(close: () => Promise<void>): void {
    this.closers.push(close);
  }

  async step<T>(act: () => Promise<T>): Promise<T> {
    if (this.stopping) throw new Error("stopped while opening");
    return act();
  }

  /** Each is tried, whatever the others do; the first trouble is told at the end. */
  async close(): Promise<void> {
    const troubles: unknown[] = [];
    for (let close = this.closers.pop(); close; close = this.closers.pop()) await close().catch((error: unknown) => troubles.push(error));
    if (troubles.length) throw troubles[0];
  }
}
