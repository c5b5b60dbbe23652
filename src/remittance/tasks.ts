import { Refusal } from "../vocabulary";
import type { Listener } from "../platform/events/listener";
import type { Task } from "../platform/jobs/task";
import { takeRemittanceFile } from "./intake/take-remittance-file";
import { seedAdjustmentPolicy } from "./policy/adjustment-policies";
import { postRemittance } from "./post-remittance";

/** The clearinghouse's inbox found an 835. */
const takeFileTask: Task = {
  name: "remittance.take-file",
  run: async (work, payload) => void (await takeRemittanceFile(work, { inboundFileId: payload.inboundFileId as string })),
};

/** Whatever can be posted of a remittance; what was put back to review in the meantime is left there. */
const postTask: Task = {
  name: "remittance.post",
  run: async (work, payload) => {
    try {
      await postRemittance(work, { remittanceId: payload.remittanceId as string });
    } catch (error) {
      if (!(error instanceof Refusal && (error.code === "REMITTANCE_WAITS" || error.code === "NOT_FOUND"))) throw error;
    }
  },
};

export const remittanceTasks: readonly Task[] = [takeFileTask, postTask];

export const remittanceListeners: readonly Listener[] = [{ name: "remittance.seed-adjustment-policy", to: ["practice.created"], hear: (work, event) => seedAdjustmentPolicy(work, event.practiceId) }];
