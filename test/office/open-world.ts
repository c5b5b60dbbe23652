import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { makeDirectoryClearinghouse } from "../../src/claims";
import { startSimulatedPayer } from "../../src/sandbox/simulated-payer";
import type { Caller, World } from "../../tools/story/caller";
import { openTestOffice, type TestOffice, type Who } from "../support/office";

const WHO: Readonly<Record<Caller, Who>> = { "service-administrator": "dana", biller: "ben", coder: "cora", "practice-administrator": "priya", "ehr-app": "ehr", patient: "ada" };

export type TestWorld = World & { readonly office: TestOffice; close(): Promise<void> };

/** The seeded office with everybody outside it: payers who answer over a directory, and cards. */
export async function openTestWorld(): Promise<TestWorld> {
  const directory = mkdtempSync(path.join(tmpdir(), "carebill-world-"));
  let office: TestOffice | null = null;
  const payer = startSimulatedPayer({ directory, now: () => office!.office.clock.now(), statePath: path.join(directory, "payer.json") });
  office = await openTestOffice({ effects: { clearinghouse: makeDirectoryClearinghouse(directory) }, outsideLives: () => payer.answer() });
  const opened = office;
  return {
    office: opened,
    async call(who, query, variables, idempotencyKey) {
      const { data, errors } = await opened.as(WHO[who]).run(query, variables, idempotencyKey ? { "idempotency-key": idempotencyKey } : {});
      await opened.drain();
      return { data, ...(errors ? { errors } : {}) };
    },
    payByCard: async () => {
      throw new Error("no cards yet");
    },
    async close() {
      await opened.close();
      await payer.stop();
      rmSync(directory, { recursive: true });
    },
  };
}
