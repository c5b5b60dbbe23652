import type { ClockTask } from "../../platform/jobs/task";
import type { Work } from "../../platform/work/work";
import { findAccount } from "./account";
import { receiverOf } from "./sniff";
import { takeFile } from "./take-file";
import "./clearinghouse";

/** The morning's post, every minute: what waits is stored whole, then put aside; what is done with it is the queue's. */
export const receiveFilesTask: ClockTask = { name: "clearinghouse.receive", per: "service", run: receiveFiles };

export async function receiveFiles(work: Work): Promise<void> {
  if (!(await findAccount(work))) return;
  const { clearinghouse } = work.effects;
  const failures: unknown[] = [];
  for (const name of await clearinghouse.list()) {
    try {
      const bytes = await clearinghouse.fetch(name);
      if (!(await isOurs(work, bytes))) continue;
      await takeFile(work, { name, bytes, source: "CLEARINGHOUSE" });
      // After the COMMIT of its storing: if we stop here it is found stored the next time, and only put aside.
      await clearinghouse.markTaken(name);
    } catch (error) {
      // One that cannot be fetched must not keep the others waiting; the next minute tries it again.
      failures.push(error);
    }
  }
  if (failures.length) throw failures[0];
}

/** A mailbox may be shared by several billing services: the id in ISA08 says whose a file is. */
async function isOurs(work: Work, bytes: Buffer): Promise<boolean> {
  const [row] = await work.sql(`select cb_mailbox_owner($1) as owner`, [receiverOf(bytes.subarray(0, 300).toString("latin1")) ?? ""]);
  return row?.owner === work.tenant.billingServiceId;
}
