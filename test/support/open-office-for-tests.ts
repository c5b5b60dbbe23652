import { TokenKey } from "../../src/platform/access/tokens";
import { readConfig } from "../../src/platform/config/config";
import type { Connection } from "../../src/platform/database/migrate";
import { makeLog } from "../../src/platform/log";
import { MailboxClearinghouse } from "./mailbox-clearinghouse";
import { openOffice, type Office, type OfficeOptions } from "../../src/open-office";

/** The real office over a test database; small pools, because many files run at once. Nothing outside is real. */
export async function openOfficeForTests(owner: Connection, more: Partial<OfficeOptions> = {}): Promise<Office> {
  const lines: string[] = [];
  return openOffice({
    config: readConfig({ PORT: "0", LOG_LEVEL: "info" }, process.cwd()),
    owner,
    api: { ...owner, user: "cb_api" },
    log: makeLog("warn", { write: (line: string) => void lines.push(line) }),
    effects: { clearinghouse: new MailboxClearinghouse() },
    signingKeyPem: TokenKey.generatePem(),
    pools: { verbs: 6, reads: 4, owner: 4 },
    ...more,
  });
}
