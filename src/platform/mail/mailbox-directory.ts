import { mkdir, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { createTransport } from "nodemailer";
import type { Mailer, MailMessage } from "./mailer";

/** Each message as an .eml file that any mail program opens: the sandbox's post office. The name is the message's own, so a repeat overwrites. */
export class MailboxDirectory implements Mailer {
  private readonly transport = createTransport({ streamTransport: true, buffer: true, newline: "unix" });

  constructor(
    private readonly directory: string,
    private readonly fromAddress: string,
  ) {}

  async send({ messageId, fromName, to, subject, text, date }: MailMessage): Promise<void> {
    const { message } = await this.transport.sendMail({ messageId, from: { name: fromName, address: this.fromAddress }, to, subject, text, date, disableFileAccess: true, disableUrlAccess: true });
    await mkdir(this.directory, { recursive: true });
    const file = path.join(this.directory, `${messageId.replace(/[^A-Za-z0-9-]/g, "")}.eml`);
    // Whoever watches the directory never sees half a letter.
    await writeFile(`${file}.part`, message as Buffer);
    await rename(`${file}.part`, file);
  }
}
