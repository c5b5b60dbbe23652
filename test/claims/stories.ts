import { cents, plainDate } from "../../src/vocabulary";
import { ClaimLine } from "../../src/claims";
import { fromTypeId } from "../../src/platform/database/ids";
import { SUBMIT, type ClaimsOffice } from "./office-with-claims";

export const uuid = (id: string) => fromTypeId("clm", id)!;

/** GS06 and the ST02s of a file that we sent: what a 999 names. */
export const controlOf = (text: string) => ({ group: Number(/~GS\*(?:[^*]*\*){5}(\d+)/.exec(text)![1]), transactions: [...text.matchAll(/~ST\*837\*(\d+)/g)].map((match) => match[1]!) });

let names = 0;

/** What the stories of submission tell again and again, over the office of a test file. */
export function storiesOf(open: () => ClaimsOffice) {
  const submit = async (claimId: string) => (await open().act(SUBMIT, { input: { claimId } })).claimSubmit;
  const STATE = `query ($id: ID!) { claim(id: $id) { workflow submissionStatus nextActionOwner currentSequence revision insurerOwesCents payers { sequence adjudication payerClaimControlNumber forwarded } submissions { status frequency patientControlNumber statusCodes { source code detail } payerReceivedOn payerClaimControlNumber } history { axis move fromState toState payerSequence } } }`;
  const state = async (id: string) => (await open().as("ben").run(STATE, { id })).data.claim;
  const events = async (type: string) =>
    (await open().owner("select aggregate_id, data from event where type = $1 order by recorded_at, id", [type])).map((row) => ({ id: row.aggregate_id, ...(row.data as object) }));
  /** The other side puts a file into the mailbox; the minute passes; the queue runs. */
  const arrive = async (...files: Buffer[]) => {
    for (const bytes of files) open().mailbox.waiting.set(`file-${String(++names).padStart(4, "0")}.txt`, bytes);
    await open().office.jobs.tick();
    await open().drain();
  };
  const files = async (filter: object = {}) =>
    (
      await open()
        .as("ben")
        .run(`query ($f: InboundFileFilter) { inboundFiles(first: 100, filter: $f, orderBy: RECEIVED_AT_DESC) { nodes { id name kind status reason source sizeBytes } } }`, { f: filter })
    ).data.inboundFiles.nodes;
  const lastFile = async () => (await files())[0];

  /** What Blue Peak decides on Ada's usual claim: 210.00 = 140.00 paid + 42.00 contractual + 28.00 coinsurance. */
  const partly = async (claimId: string, forwarded = false) => {
    const lines = await open()
      .work()
      .em.find(ClaimLine, { claimId: uuid(claimId) }, { orderBy: { lineNumber: "asc" } });
    const said = (index: number, paid: number, contractual: number, left: number) => ({
      chargeId: lines[index]!.chargeId,
      paidCents: cents(paid),
      procedureCode: lines[index]!.procedureCode,
      modifiers: lines[index]!.modifiers,
      paidQuantity: "1",
      adjustments: [
        { groupCode: "CO", reasonCode: "45", amountCents: cents(contractual) },
        { groupCode: "PR", reasonCode: "2", amountCents: cents(left) },
      ],
    });
    return {
      claimId: uuid(claimId),
      payerSequence: 1,
      outcome: "PARTIAL" as const,
      payerClaimControlNumber: "BPH777",
      forwarded,
      cob: { paidCents: cents(14_000), adjustments: [], lines: [said(0, 10_000, 3_000, 2_000), said(1, 4_000, 1_200, 800)], adjudicatedOn: plainDate("2026-11-16") },
    };
  };
  return { submit, state, events, arrive, files, lastFile, partly };
}
