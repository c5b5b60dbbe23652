import fc from "fast-check";
import { InboundFile, takeFile } from "../../src/claims";
import { routeFile } from "../../src/claims/clearinghouse/route-file";
import { load } from "../../src/platform/work/guards";
import { a277, a999, ta1 } from "./acknowledgement-files";
import { openClaimsOffice, SUBMIT, type ClaimsOffice } from "./office-with-claims";

let office: ClaimsOffice;
beforeAll(async () => {
  office = await openClaimsOffice();
});
afterAll(() => office.close());

/** Cut, repeat, overwrite or insert anywhere: what lines, disks and converters do to files. */
const damage = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    kind: fc.constantFrom("cut", "repeat", "overwrite", "insert", "drop"),
    text: fc.constantFrom("~", "*", ":", "\0", "ÿ", "999999999999", "-1", "1e9", "ISA", "~ST*999*0001~", "A", "", "\u202e", "'; drop table claim; --"),
  }),
  { minLength: 1, maxLength: 4 },
);
const damaged = (bytes: Buffer, steps: readonly { at: number; kind: string; text: string }[]) => {
  let text = bytes.toString("latin1");
  for (const { at, kind, text: with_ } of steps) {
    const place = Math.floor(at * text.length);
    if (kind === "cut") text = text.slice(0, place);
    if (kind === "repeat") text = text + text.slice(place);
    if (kind === "overwrite") text = text.slice(0, place) + with_ + text.slice(place + with_.length);
    if (kind === "insert") text = text.slice(0, place) + with_ + text.slice(place);
    if (kind === "drop") text = text.slice(0, place) + text.slice(place + 3);
  }
  return Buffer.from(text, "latin1");
};

test("a damaged acknowledgement is processed or waits with a reason; it never fails, and no claim is left half moved", async () => {
  const { id } = await office.claimOf();
  const { submission } = (await office.act(SUBMIT, { input: { claimId: id } })).claimSubmit;
  await office.drain();
  const group = Number(/~GS\*(?:[^*]*\*){5}(\d+)/.exec(office.mailbox.sent.at(-1)!.text)![1]);
  const whole = [
    a999(group, [{ transaction: "0001", accepted: false }]),
    a277("PR", [{ controlNumber: submission.patientControlNumber, category: "A7", status: "562", entity: "85" }]),
    ta1(group, "R", "025"),
  ];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...whole), damage, async (bytes, steps) => {
      const work = office.work();
      const { file } = await takeFile(work, { name: "damaged", bytes: damaged(bytes, steps), source: "API" });
      await routeFile(work, file.id);
      const now = await load(office.work(), InboundFile, file.id);
      expect(["PROCESSED", "WAITING", "WAITING_FOR_REMITTANCE"]).toContain(now.status);
      if (now.status !== "WAITING_FOR_REMITTANCE") expect(now.reason).toMatch(/\S/);
      const [row] = await office.owner(
        `select c.submission_status as claim, s.status as submission, (select h.to_state from claim_history h where h.submission_id = s.id order by h.at desc, h.id desc limit 1) as history
         from claim_submission s join claim c on c.id = s.claim_id where s.patient_control_number = $1`,
        [submission.patientControlNumber],
      );
      expect(row!.claim).toBe(row!.submission);
      expect(row!.history).toBe(row!.submission);
    }),
    { numRuns: 250 },
  );
});
