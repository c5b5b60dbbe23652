import { createTransport, type Transporter } from "nodemailer";
import { MailRefused, type Mailer, type MailMessage } from "./mailer";

/** A mail server by SMTP: `smtps://user:password@host:465`, `smtp://host:587`. */
export class SmtpMailer implements Mailer {
  private readonly transport: Transporter;

  constructor(
    url: string,
    private readonly fromAddress: string,
  ) {
    const { protocol, hostname, port, username, password } = new URL(url);
    const secure = protocol === "smtps:";
    this.transport = createTransport({
      host: hostname,
      port: Number(port || (secure ? 465 : 587)),
      secure,
      connectionTimeout: 10_000,
      socketTimeout: 20_000,
      ...(username ? { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) }, requireTLS: !secure && !isThisMachine(hostname) } : {}),
    });
  }

  async send({ messageId, fromName, to, subject, text, date }: MailMessage): Promise<void> {
    try {
      await this.transport.sendMail({ messageId, from: { name: fromName, address: this.fromAddress }, to, subject, text, date, disableFileAccess: true, disableUrlAccess: true });
    } catch (error) {
      const { responseCode, code } = error as { responseCode?: number; code?: string };
      throw new MailRefused(responseCode ? `SMTP_${responseCode}` : (code ?? "SMTP_FAILED"), (responseCode ?? 0) >= 500);
    }
  }

  close(): void {
    this.transport.close();
  }
}

const isThisMachine = (hostname: string) => hostname === "localhost" || hostname === "127.0.0.1";
