import { createHmac } from "node:crypto";
import path from "node:path";
import type { Config } from "../platform/config/config";
import { PortTaken } from "../platform/http/http-server";
import type { Effects } from "../platform/work/effects";
import { makeDirectoryClearinghouse, makeSftpClearinghouse, type Clearinghouse } from "../claims";
import { PROCESSOR_WEBHOOK, StripeProcessor } from "../payments";
import { MailboxDirectory, SmtpMailer } from "../platform/mail";
import { startCardSimulator, type CardSimulator } from "../sandbox/card-simulator";
import { startSimulatedPayer } from "../sandbox/simulated-payer";

/** Who is out there, as this installation reaches them. */
export type OutsideWorld = {
  /** The adapters that verbs find in `work.effects`. */
  readonly effects: Effects;
  /** For the welcome: what is simulated, and where it can be seen. */
  readonly lines: readonly (readonly [name: string, text: string])[];
  /** Lets the simulators do what their day brings; answers how much of it we have yet to take in. Nothing in production. */
  live(): Promise<number>;
  stop(): Promise<void>;
};

export type Outside = {
  readonly config: Config;
  readonly signingKeyPem: string;
  readonly now: () => Date;
  /** Whose processor account it is; null in an installation where no service is founded yet. */
  readonly billingServiceId: string | null;
};

/**
 * The one place where ports meet adapters. In the sandbox, whatever has no settings is simulated by somebody who talks
 * to us as a stranger does (files, HTTP); production has asked for every setting already and simulates nothing.
 */
export async function openOutsideWorld({ config, signingKeyPem, now, billingServiceId }: Outside): Promise<OutsideWorld> {
  const simulators: { stop(): Promise<void> | void }[] = [];
  const lines: [string, string][] = [];
  const lives: (() => Promise<number>)[] = [];

  const directory = path.join(config.dataDirectory, "clearinghouse");
  const clearinghouse = config.clearinghouse ? openClearinghouse(config.clearinghouse) : makeDirectoryClearinghouse(directory);
  if (!config.clearinghouse) {
    const payer = startSimulatedPayer({ directory, now, statePath: path.join(config.dataDirectory, "payer.json"), answerEveryMilliseconds: 1_000 });
    simulators.push(payer);
    // What waits for us counts, whoever put it there: the payer also answers by itself, perhaps a moment ago.
    lives.push(async () => {
      await payer.answer();
      return (await clearinghouse.list()).length;
    });
    lines.push(["payer", `${directory}   (the simulated payer; member ids choose the outcome: src/sandbox/simulated-payer/README.md)`]);
  }
  const mailbox = path.join(config.dataDirectory, "mail");
  const mail = config.smtpUrl ? new SmtpMailer(config.smtpUrl, config.mailFrom) : new MailboxDirectory(mailbox, config.mailFrom);
  if (!config.smtpUrl) lines.push(["mail", `${mailbox}   (what would have been sent, one file each)`]);
  const effects: Effects = { clearinghouse, mail, payLinkUrl: (token) => `${config.payPageUrl}/${token}` };

  const { secretKey, publishableKey, webhookSecret } = config.stripe;
  if (config.mode === "sandbox" && !secretKey) {
    const cards = await openCardSimulator(config, signingKeyPem, now);
    simulators.push(cards);
    lines.push(["cards", `${cards.url}/simulator   (the card simulator; test cards at /simulator/cards)`]);
    const { hostname, port } = new URL(cards.url);
    if (billingServiceId) {
      effects.processor = new StripeProcessor({
        billingServiceId,
        ...cardSimulatorKeys(signingKeyPem),
        publishableKey: "pk_test_card_simulator",
        server: { host: hostname, port: Number(port), protocol: "http" },
        embeddedPage: `${cards.url}/embedded/`,
      });
    }
  } else if (secretKey && billingServiceId) {
    effects.processor = new StripeProcessor({ billingServiceId, secretKey, publishableKey: publishableKey ?? "", webhookSecret: webhookSecret ?? "" });
  } else if (secretKey) {
    lines.push(["cards", "none yet: found a billing service (npm run found), then start again"]);
  }

  return {
    effects,
    lines,
    live: async () => {
      let done = 0;
      for (const act of lives) done += await act();
      return done;
    },
    stop: async () => {
      await Promise.all(simulators.map((each) => each.stop()));
    },
  };
}

function openClearinghouse(setting: NonNullable<Config["clearinghouse"]>): Clearinghouse {
  return setting.kind === "directory" ? makeDirectoryClearinghouse(setting.directory) : makeSftpClearinghouse(setting.sftp);
}

/** Keys of the simulator derive from the sandbox's own, so that they outlast a restart and nobody keeps them. */
export function cardSimulatorKeys(signingKeyPem: string): { secretKey: string; webhookSecret: string } {
  const derive = (what: string) => createHmac("sha256", signingKeyPem).update(what).digest("hex").slice(0, 40);
  return { secretKey: `sk_test_${derive("card simulator key")}`, webhookSecret: `whsec_${derive("card simulator webhooks")}` };
}

async function openCardSimulator(config: Config, signingKeyPem: string, now: () => Date): Promise<CardSimulator> {
  const host = config.host === "0.0.0.0" || config.host === "::" ? "127.0.0.1" : config.host;
  try {
    return await startCardSimulator({
      port: config.cardSimulatorPort,
      host: "127.0.0.1",
      ...cardSimulatorKeys(signingKeyPem),
      webhookUrl: `http://${host.includes(":") ? `[${host}]` : host}:${config.port}${PROCESSOR_WEBHOOK}`,
      now,
      statePath: path.join(config.dataDirectory, "cards.jsonl"),
      deliverWebhooks: "immediately",
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    throw new PortTaken(`Port ${config.cardSimulatorPort}, for the card simulator, is taken. Choose another: CAREBILL_CARD_PORT=${config.cardSimulatorPort + 10} npm start`);
  }
}
