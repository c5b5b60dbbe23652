import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";

/** The two directories in which the office and the other side meet: the office writes outbound/, we write inbound/. */
export class Mailbox {
  private readonly outbound: string;
  private readonly inbound: string;

  constructor(directory: string) {
    this.outbound = path.join(directory, "outbound");
    this.inbound = path.join(directory, "inbound");
    mkdirSync(path.join(this.outbound, "taken"), { recursive: true });
    mkdirSync(this.inbound, { recursive: true });
  }

  /** Claim files that wait, the oldest name first. */
  async waiting(): Promise<string[]> {
    const entries = await readdir(this.outbound, { withFileTypes: true });
    return entries.flatMap((entry) => (entry.isFile() && /^[^.].*\.837$/i.test(entry.name) ? [entry.name] : [])).sort();
  }

  async read(name: string): Promise<{ text: string; sha256: string }> {
    const bytes = await readFile(path.join(this.outbound, name));
    return { text: bytes.toString("utf8"), sha256: createHash("sha256").update(bytes).digest("hex") };
  }

  async take(name: string): Promise<void> {
    await rename(path.join(this.outbound, name), path.join(this.outbound, "taken", name));
  }

  /** Appears under its name when it is complete. */
  async put(name: string, text: string): Promise<void> {
    await mkdir(this.inbound, { recursive: true });
    const draft = path.join(this.inbound, `.${name}.writing`);
    await writeFile(draft, text, { mode: 0o600, flush: true });
    await rename(draft, path.join(this.inbound, name));
  }
}
