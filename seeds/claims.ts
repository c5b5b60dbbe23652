import { setClearinghouseAccount } from "../src/claims";
import type { Work } from "../src/platform/work/work";

/** Front Range Billing's account with the clearinghouse of the sandbox: test files only. */
export async function seedClearinghouse(work: Work): Promise<void> {
  await setClearinghouseAccount(work, {
    submitterId: "FRONTRANGE",
    submitterName: "Front Range Billing",
    contactName: "Ben Okafor",
    contactPhone: "303-555-0170",
    contactEmail: "edi@frontrange.example",
    receiverId: "SIMCLEAR",
    receiverName: "Simulated Clearinghouse",
    usage: "T",
  });
}
