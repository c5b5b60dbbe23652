/** Hands one message to the world. Adapters: SMTP, and a directory of .eml files for the sandbox. */
export interface Mailer {
  send(message: MailMessage): Promise<void>;
}

export type MailMessage = {
  /** Stays the same over attempts, so that a message that arrives twice can be known as one. */
  readonly messageId: string;
  /** The name that the recipient knows; the address is a setting of the adapter. */
  readonly fromName: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly date: Date;
};

/** What a room writes for one mail, at the moment of sending. */
export type Composed = { readonly from: string; readonly subject: string; readonly text: string };

/** `permanent`: asking again would be told the same. The code is the server's, never its text, which quotes the address. */
export class MailRefused extends Error {
  override name = "MailRefused";
  constructor(
    readonly code: string,
    readonly permanent: boolean,
  ) {
    super(`the mail was not taken: ${code}`);
  }
}

declare module "../work/effects" {
  interface Effects {
    mail?: Mailer;
  }
}
