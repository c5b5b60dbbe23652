import type { Office, openOffice as OpenOffice } from "../../src/open-office.ts";
import type { readConfig as ReadConfig } from "../../src/platform/config/config.ts";
import type { makeLog as MakeLog } from "../../src/platform/log.ts";
import type { TokenKey as Key } from "../../src/platform/access/tokens.ts";
import type { Connection } from "../dataset/connection.ts";
import { product, repositoryRoot } from "../product.ts";

/** The product in production mode over the bench's database; log lines are made and dropped, nothing outside is reached. */
export async function openBenchOffice(owner: Connection): Promise<Office> {
  const { openOffice } = product<{ openOffice: typeof OpenOffice }>("src/open-office.js");
  const { readConfig } = product<{ readConfig: typeof ReadConfig }>("src/platform/config/config.js");
  const { makeLog } = product<{ makeLog: typeof MakeLog }>("src/platform/log.js");
  const { TokenKey } = product<{ TokenKey: typeof Key }>("src/platform/access/tokens.js");
  const signingKeyPem = TokenKey.generatePem();
  const config = readConfig(
    {
      CAREBILL_MODE: "production",
      PORT: "0",
      DATABASE_URL: "postgres://given-below",
      CAREBILL_SIGNING_KEY: signingKeyPem,
      STRIPE_SECRET_KEY: "unused",
      STRIPE_WEBHOOK_SECRET: "unused",
      SMTP_URL: "smtp://127.0.0.1:1",
      CAREBILL_CLEARINGHOUSE: "unused",
    },
    repositoryRoot,
  );
  return openOffice({
    config,
    owner,
    api: { ...owner, user: "cb_api" },
    log: makeLog("info", { write: () => {} }),
    effects: nothingOutside("effects") as never,
    signingKeyPem,
    explorer: null,
  });
}

/** Whatever port a room has to the outside: it can be held, and to use it is an error of the measure. */
function nothingOutside(name: string): object {
  return new Proxy(() => {}, {
    get: (_target, property) => (typeof property === "symbol" || property === "then" ? undefined : nothingOutside(`${name}.${property}`)),
    apply: () => {
      throw new Error(`${name} was called: the measure reaches nothing outside`);
    },
  });
}
