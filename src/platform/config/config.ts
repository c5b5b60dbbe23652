import path from "node:path";

export type Config = {
  readonly mode: "sandbox" | "production";
  readonly port: number;
  readonly host: string;
  /** Where the world reaches us: in links that patients and processors follow. */
  readonly publicUrl: string;
  readonly dataDirectory: string;
  /** The owner's connection to an outside PostgreSQL; without it the embedded server is used. */
  readonly databaseUrl: string | null;
  /** PEM of the ES256 key that signs tokens; the sandbox makes and keeps one of its own. */
  readonly signingKey: string | null;
  readonly stripe: { readonly secretKey: string | null; readonly webhookSecret: string | null; readonly publishableKey: string | null };
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  readonly logLevel: string;
};

/** A setting that is missing or wrong: one clear sentence, no stack. */
export class ConfigError extends Error {
  override name = "ConfigError";
}

export function readConfig(env: NodeJS.ProcessEnv, root: string): Config {
  const mode = env.CAREBILL_MODE ?? "sandbox";
  if (mode !== "sandbox" && mode !== "production") throw new ConfigError(`CAREBILL_MODE is "${mode}"; it is "sandbox" or "production".`);
  const port = Number(env.PORT ?? 4000);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new ConfigError(`PORT is "${env.PORT}"; it is a number from 0 to 65535.`);
  const config: Config = {
    mode,
    port,
    host: env.HOST ?? "127.0.0.1",
    publicUrl: (env.CAREBILL_PUBLIC_URL ?? `http://localhost:${port}`).replace(/\/$/, ""),
    dataDirectory: path.resolve(root, env.CAREBILL_DATA ?? ".data"),
    databaseUrl: env.DATABASE_URL || null,
    signingKey: env.CAREBILL_SIGNING_KEY?.replaceAll("\\n", "\n") ?? null,
    stripe: {
      secretKey: env.STRIPE_SECRET_KEY || null,
      webhookSecret: env.STRIPE_WEBHOOK_SECRET || null,
      publishableKey: env.STRIPE_PUBLISHABLE_KEY || null,
    },
    smtpUrl: env.SMTP_URL || null,
    mailFrom: env.CAREBILL_MAIL_FROM ?? "billing@carebill.example",
    logLevel: env.LOG_LEVEL ?? "info",
  };
  if (mode === "production") requireForProduction(config);
  return config;
}

function requireForProduction(config: Config): void {
  const missing: string[] = [];
  if (!config.databaseUrl) missing.push("DATABASE_URL (the embedded server is for trials)");
  if (!config.signingKey) missing.push("CAREBILL_SIGNING_KEY (an EC P-256 private key in PEM)");
  if (!config.stripe.secretKey) missing.push("STRIPE_SECRET_KEY (the card simulator is refused in production)");
  if (config.stripe.secretKey && !config.stripe.webhookSecret) missing.push("STRIPE_WEBHOOK_SECRET");
  if (!config.smtpUrl) missing.push("SMTP_URL");
  if (missing.length) throw new ConfigError(`Production mode needs: ${missing.join("; ")}.`);
}
