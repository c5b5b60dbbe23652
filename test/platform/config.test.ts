import { generateKeyPairSync } from "node:crypto";
import { TokenKey } from "../../src/platform/access/tokens";
import { ConfigError, readConfig } from "../../src/platform/config/config";
import { readDatabaseUrl } from "../../src/opening/outside-database";

const ROOT = "/srv/carebill";
const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ type: "pkcs8", format: "pem" }) as string;
const production = {
  CAREBILL_MODE: "production",
  DATABASE_URL: "postgres://o:p@db/c",
  CAREBILL_SIGNING_KEY: TokenKey.generatePem(),
  STRIPE_SECRET_KEY: "sk",
  STRIPE_WEBHOOK_SECRET: "wh",
  STRIPE_PUBLISHABLE_KEY: "pk",
  CAREBILL_CLEARINGHOUSE: "/srv/claims",
  SMTP_URL: "smtp://mail",
};

test("nothing set is a sandbox on this machine only, with everything under .data", () => {
  expect(readConfig({}, ROOT)).toEqual({
    mode: "sandbox",
    port: 4000,
    host: "127.0.0.1",
    publicUrl: "http://localhost:4000",
    payPageUrl: "http://localhost:4000/pay",
    dataDirectory: "/srv/carebill/.data",
    databaseUrl: null,
    databaseApiUrl: null,
    databaseBase: "/srv/carebill/.data/db",
    cardSimulatorPort: 4001,
    clearinghouse: null,
    signingKey: null,
    stripe: { secretKey: null, webhookSecret: null, publishableKey: null },
    smtpUrl: null,
    mailFrom: "billing@carebill.example",
    logLevel: "warn",
  });
  expect(readConfig({ PORT: "", HOST: "", CAREBILL_MODE: "", CAREBILL_DATA: "", LOG_LEVEL: "", CAREBILL_PUBLIC_URL: "" }, ROOT)).toEqual(readConfig({}, ROOT));
});

test("pay links lead to the portal's page, or to our own public address", () => {
  expect(readConfig({ CAREBILL_PUBLIC_URL: "https://billing.example.com/" }, ROOT).payPageUrl).toBe("https://billing.example.com/pay");
  expect(readConfig({ CAREBILL_PUBLIC_URL: "https://billing.example.com", CAREBILL_PAY_PAGE: "https://portal.example.com/bills/" }, ROOT).payPageUrl).toBe("https://portal.example.com/bills");
});

test("a key may be given in one line", () => {
  const pem = TokenKey.generatePem();
  expect(readConfig({ CAREBILL_SIGNING_KEY: pem.replaceAll("\n", "\\n") }, ROOT).signingKey).toBe(pem);
});

test.each<[Record<string, string>, string]>([
  [{ CAREBILL_MODE: "prod" }, 'CAREBILL_MODE is "prod"; it is "sandbox" or "production".'],
  [{ PORT: "70000" }, 'PORT is "70000"; it is a number from 0 to 65535.'],
  [{ PORT: "1e3" }, 'PORT is "1e3"; it is a number from 0 to 65535.'],
  [{ CAREBILL_CARD_PORT: "x" }, 'CAREBILL_CARD_PORT is "x"; it is a number from 0 to 65535.'],
  [{ LOG_LEVEL: "loud" }, 'LOG_LEVEL is "loud"; it is one of trace, debug, info, warn, error, fatal, silent.'],
  [{ CAREBILL_PUBLIC_URL: "billing.example.com" }, 'CAREBILL_PUBLIC_URL is "billing.example.com"; it is an address such as https://billing.example.com.'],
  [{ CAREBILL_PAY_PAGE: "/pay" }, 'CAREBILL_PAY_PAGE is "/pay"; it is an address such as https://billing.example.com.'],
  [{ CAREBILL_SIGNING_KEY: "secret" }, "CAREBILL_SIGNING_KEY is not a private key in PEM. Make one: openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256"],
  [{ CAREBILL_SIGNING_KEY: rsa }, "CAREBILL_SIGNING_KEY is a key of another kind; it is an EC key on the curve P-256, for ES256."],
  [{ ...production, SMTP_URL: "" }, "Production mode needs: SMTP_URL."],
  [{ ...production, STRIPE_WEBHOOK_SECRET: "" }, "Production mode needs: STRIPE_WEBHOOK_SECRET."],
  [{ ...production, STRIPE_PUBLISHABLE_KEY: "" }, "Production mode needs: STRIPE_PUBLISHABLE_KEY."],
  [{ CAREBILL_CLEARINGHOUSE: "sftp://user:secret@host" }, "CAREBILL_CLEARINGHOUSE is a folder, or an address such as sftp://user@host:22 (the password goes in CAREBILL_SFTP_PASSWORD)."],
  [{ CAREBILL_CLEARINGHOUSE: "sftp://user@host" }, "CAREBILL_CLEARINGHOUSE names an SFTP server: set CAREBILL_SFTP_PASSWORD or CAREBILL_SFTP_KEY (a private key in PEM)."],
])("a wrong setting (%#) is refused in one sentence", (env, message) => {
  expect(() => readConfig(env, ROOT)).toThrow(new ConfigError(message));
});

test("database addresses: hosts, sockets, encoded passwords, SSL as libpq reads it", () => {
  expect(readDatabaseUrl("DATABASE_URL", "postgres://owner:p%40ss@db.example/carebill")).toEqual({ host: "db.example", port: 5432, user: "owner", password: "p@ss", database: "carebill" });
  expect(readDatabaseUrl("DATABASE_URL", "postgresql://o:p@localhost:6543/c?host=/run/pg")).toEqual({ host: "/run/pg", port: 6543, user: "o", password: "p", database: "c" });
  expect(readDatabaseUrl("DATABASE_URL", "postgres://o:p@db/c?sslmode=require").ssl).toEqual({ rejectUnauthorized: false });
  expect(readDatabaseUrl("DATABASE_URL", "postgres://o:p@db/c?sslmode=verify-full").ssl).toEqual({ rejectUnauthorized: true });
  for (const wrong of ["db.example", "mysql://o:secret@db/c", "postgres://db/c", "postgres://o:secret@db/"]) {
    let message = "";
    try {
      readDatabaseUrl("DATABASE_URL", wrong);
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toMatch(/^DATABASE_URL is not an address such as /);
    expect(message).not.toMatch(/:secret@db\//);
  }
});
