import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { readRemittances } from "../../src/edi";
import { addPayer } from "../../src/practices";
import { jobActor } from "../../src/platform/access/actor";
import { postRemittance } from "../../src/remittance/post-remittance";
import { receiveRemittance } from "../../src/remittance/receive-remittance";
import { openTestOffice } from "../support/office";

/**
 * Real samples, by hand: SAMPLES_835=<folder> jest test/remittance/shared-samples prints the table of the room's README.
 * Their claims are nobody's here, so they wait to be matched; what is checked is that each is read, that each balanced
 * one is taken, each unbalanced one waits with its figures, and none is lost.
 */
const folder = process.env.SAMPLES_835;
(folder ? test : test.skip)(
  "every sample is taken, or waits for a stated reason",
  async () => {
    const office = await openTestOffice();
    const work = () => office.office.makeWork(jobActor({ billingServiceId: office.cast.billingServiceId!, practiceIds: [office.cast.riverside!, office.cast.lakeside!], patientIds: "all" }, "test"));
    const [riverside] = await office.owner("select npi from practice where id = $1", [office.cast.riverside]);
    const rows: string[] = [];
    let lost = 0;
    for (const name of readdirSync(folder!).sort()) {
      let text = readFileSync(path.join(folder!, name), "utf8");
      // The payees are not ours, and most have numbers that nobody can have: they become Riverside. The payers become ours.
      for (const { content } of readRemittances(text).transactions) {
        if (content.payee?.identifier) text = text.replaceAll(content.payee.identifier, riverside!.npi as string).replace(/\*FI\*(?=\d{10}~)/g, "*XX*");
        const electronicPayerId = content.payer?.additionalIds[0]?.value ?? content.payer?.identifier ?? content.trace?.payerIdentifier ?? "UNKNOWN";
        const known = await office.owner("select 1 from payer where electronic_payer_id = $1", [electronicPayerId]);
        if (!known.length) await addPayer(work(), { name: content.payer?.name ?? electronicPayerId, electronicPayerId, filingIndicator: "CI", filingLimitDays: 365 });
      }
      const { inboundFile, remittances } = await receiveRemittance(work(), { text, name });
      for (const taken of remittances) {
        const remittance = taken.status === "WAITING" ? taken : await postRemittance(work(), { remittanceId: taken.id });
        const [states] = await office.owner("select string_agg(distinct coalesce(waiting_reason, state), ', ') as what, count(*)::int as n from remittance_claim where remittance_id = $1", [
          remittance.id,
        ]);
        const figures = remittance.problems
          .filter((problem) => problem.expectedCents !== undefined && problem.expectedCents !== null)
          .map((problem) => `${problem.segment} ${problem.expectedCents} expected, ${problem.actualCents} written`);
        rows.push(
          `| ${name} | ${remittance.traceNumber} | ${remittance.status}${remittance.waitingReason ? ` ${remittance.waitingReason}` : ""} | ${states!.n} claims${states!.what ? `: ${String(states!.what)}` : ""}${figures.length ? `; ${figures.join("; ")}` : ""} |`,
        );
      }
      const expected = readRemittances(text).transactions.length;
      if (remittances.length < expected) {
        rows.push(`| ${name} | | file ${inboundFile.status} | ${inboundFile.reason} |`);
        if (inboundFile.status !== "WAITING") lost++;
      }
    }
    console.info(["| file | trace | remittance | claims |", "|---|---|---|---|", ...rows].join("\n"));
    expect(lost).toBe(0);
    await office.close();
  },
  600_000,
);
