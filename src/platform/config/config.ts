import { createPrivateKey } from "node:crypto";
import path from "node:path";

export type Config = {
  readonly mode: "sandbox" | "production";
  readonly port: number;
  readonly host: string;
  /** Where the world reaches us: in links that patients and processors follow. */
  readonly publicUrl: string;
  /** The portal page that opens a pay link; the token follows. */
  readonly payPageUrl: string;
  readonly dataDirectory: string;
  /** The owner's connection to an outside PostgreSQL; without it the embedded server is used. */
  readonly databaseUrl: string | null;
  /** The API's own connection to it; without it the role cb_api gets a password derived from the owner's. */
  readonly databaseApiUrl: string | null;
  /** Where the embedded server keeps its cluster. */
  readonly databaseBase: string;
  /** Where the card simulator listens, in a sandbox without STRIPE_SECRET_KEY; 0 takes any free port. */
  readonly cardSimulatorPort: number;
  /** PEM of the ES256 key that signs tokens; the sandbox makes and keeps one of its own. */
  readonly signingKey: string | null;
  readonly stripe: { readonly secretKey: string | null; readonly webhookSecret: string | null; readonly publishableKey: string | null };
  /** The way to the payers; without it a sandbox files with the simulated payer. */
  readonly clearinghouse: ClearinghouseConfig | null;
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  readonly logLevel: string;
};

export type ClearinghouseConfig =
  | { readonly kind: "directory"; readonly directory: string }
  | {
      readonly kind: "sftp";
      readonly sftp: {
        readonly host: string;
        readonly port: number;
        readonly username: string;
        readonly password?: string;
        readonly privateKey?: string;
        readonly hostKeySha256: string;
        readonly outboundDirectory: string;
        readonly inboundDirectory: string;
      };
    };

/** A setting that is missing or wrong: one clear sentence, no stack. */
export class ConfigError extends Error {
  override name = "ConfigError";
}

const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"];

/** Every setting, from the environment only (README.md has the table). An empty variable is an absent one. */
export function readConfig(env: NodeJS.ProcessEnv, root: string): Config {
  const mode = env.CAREBILL_MODE || "sandbox";
  if (mode !== "sandbox" && mode !== "production") throw new ConfigError(`CAREBILL_MODE is "${mode}"; it is "sandbox" or "production".`);
  const port = readPort("PORT", env.PORT, 4000);
  const publicUrl = readPublicUrl(env.CAREBILL_PUBLIC_URL || `http://localhost:${port}`);
  const dataDirectory = path.resolve(root, env.CAREBILL_DATA || ".data");
  const logLevel = env.LOG_LEVEL || (mode === "sandbox" ? "warn" : "info");
  if (!LOG_LEVELS.includes(logLevel)) throw new ConfigError(`LOG_LEVEL is "${logLevel}"; it is one of ${LOG_LEVELS.join(", ")}.`);
  const config: Config = {
    mode,
    port,
    host: env.HOST || "127.0.0.1",
    publicUrl,
    payPageUrl: env.CAREBILL_PAY_PAGE ? readPublicUrl(env.CAREBILL_PAY_PAGE, "CAREBILL_PAY_PAGE") : `${publicUrl}/pay`,
    dataDirectory,
    databaseUrl: env.DATABASE_URL || null,
    databaseApiUrl: env.DATABASE_API_URL || null,
    databaseBase: env.CAREBILL_DB_BASE ? path.resolve(root, env.CAREBILL_DB_BASE) : path.join(dataDirectory, "db"),
    cardSimulatorPort: readPort("CAREBILL_CARD_PORT", env.CAREBILL_CARD_PORT, port === 0 || port === 65535 ? 0 : port + 1),
    signingKey: env.CAREBILL_SIGNING_KEY ? readSigningKey(env.CAREBILL_SIGNING_KEY) : null,
    stripe: {
      secretKey: env.STRIPE_SECRET_KEY || null,
      webhookSecret: env.STRIPE_WEBHOOK_SECRET || null,
      publishableKey: env.STRIPE_PUBLISHABLE_KEY || null,
    },
    clearinghouse: env.CAREBILL_CLEARINGHOUSE ? readClearinghouse(env.CAREBILL_CLEARINGHOUSE, env, root) : null,
    smtpUrl: env.SMTP_URL || null,
    mailFrom: env.CAREBILL_MAIL_FROM || "billing@carebill.example",
    logLevel,
  };
  if (mode === "production") requireForProduction(config);
  return config;
}

function readPort(name: string, text: string | undefined, otherwise: number): number {
  if (!text) return otherwise;
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65535) throw new ConfigError(`${name} is "${text}"; it is a number from 0 to 65535.`);
  return Number(text);
}

function readPublicUrl(text: string, name = "CAREBILL_PUBLIC_URL"): string {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) throw new ConfigError(`${name} is "${text}"; it is an address such as https://billing.example.com.`);
  return text.replace(/\/+$/, "");
}

/** A folder that a transfer program watches, or an SFTP server. */
function readClearinghouse(text: string, env: NodeJS.ProcessEnv, root: string): ClearinghouseConfig {
  if (!text.includes("://")) return { kind: "directory", directory: path.resolve(root, text) };
  const url = URL.parse(text);
  if (url?.protocol !== "sftp:" || !url.hostname || !url.username || url.password) {
    throw new ConfigError("CAREBILL_CLEARINGHOUSE is a folder, or an address such as sftp://user@host:22 (the password goes in CAREBILL_SFTP_PASSWORD).");
  }
  const { CAREBILL_SFTP_PASSWORD: password, CAREBILL_SFTP_KEY: key, CAREBILL_SFTP_HOST_KEY: hostKey } = env;
  if (!password && !key) throw new ConfigError("CAREBILL_CLEARINGHOUSE names an SFTP server: set CAREBILL_SFTP_PASSWORD or CAREBILL_SFTP_KEY (a private key in PEM).");
  if (!hostKey) throw new ConfigError("CAREBILL_CLEARINGHOUSE names an SFTP server: set CAREBILL_SFTP_HOST_KEY, the SHA-256 of its key as `ssh-keygen -l` prints it.");
  return {
    kind: "sftp",
    sftp: {
      host: url.hostname,
      port: Number(url.port || 22),
      username: decodeURIComponent(url.username),
      ...(password ? { password } : {}),
      ...(key ? { privateKey: key.replaceAll("\\n", "\n") } : {}),
      hostKeySha256: hostKey.replace(/^SHA256:/, ""),
      outboundDirectory: env.CAREBILL_SFTP_OUTBOUND || "outbound",
      inboundDirectory: env.CAREBILL_SFTP_INBOUND || "inbound",
    },
  };
}

/** In one line, too: many places that hold secrets keep no line breaks. The value is never repeated in a message. */
function readSigningKey(text: string): string {
  const pem = text.replaceAll("\\n", "\n");
  let curve: string | undefined;
  try {
    curve = createPrivateKey(pem).asymmetricKeyDetails?.namedCurve;
  } catch {
    throw new ConfigError("CAREBILL_SIGNING_KEY is not a private key in PEM. Make one: openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256");
  }
  if (curve !== "prime256v1") throw new ConfigError("CAREBILL_SIGNING_KEY is a key of another kind; it is an EC key on the curve P-256, for ES256.");
  return pem;
}

function requireForProduction(config: Config): void {
  const missing: string[] = [];
  if (!config.databaseUrl) missing.push("DATABASE_URL (the embedded server is for trials)");
  if (!config.signingKey) missing.push("CAREBILL_SIGNING_KEY (an EC P-256 private key in PEM)");
  if (!config.stripe.secretKey) missing.push("STRIPE_SECRET_KEY (the card simulator is refused in production)");
  if (config.stripe.secretKey && !config.stripe.webhookSecret) missing.push("STRIPE_WEBHOOK_SECRET");
  if (config.stripe.secretKey && !config.stripe.publishableKey) missing.push("STRIPE_PUBLISHABLE_KEY");
  if (!config.clearinghouse) missing.push("CAREBILL_CLEARINGHOUSE (a folder or sftp://user@host; the simulated payer is refused in production)");
  if (!config.smtpUrl) missing.push("SMTP_URL");
  if (missing.length) throw new ConfigError(`Production mode needs: ${missing.join("; ")}.`);
}
