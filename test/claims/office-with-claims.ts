import { Encounter, moveEncounter } from "../../src/encounters";
import { fromTypeId } from "../../src/platform/database/ids";
import { load } from "../../src/platform/work/guards";
import { MailboxClearinghouse } from "../support/mailbox-clearinghouse";
import { openTestOffice, type Answer, type TestOffice } from "../support/office";

export type Visit = Record<string, unknown>;

export type ClaimsOffice = TestOffice & {
  readonly mailbox: MailboxClearinghouse;
  /** A visit from the EHR that has been coded; answers with its opaque id. */
  codedVisit(change?: Visit): Promise<string>;
  /** The first claim that is made of a coded visit. */
  claimOf(change?: Visit): Promise<{ id: string; claimNumber: string }>;
  /** A mutation by Ben under a fresh Idempotency-Key. */
  act(document: string, variables: Record<string, unknown>, who?: Parameters<TestOffice["as"]>[0]): Promise<Answer["data"]>;
};

let keys = 0;

export async function openClaimsOffice(): Promise<ClaimsOffice> {
  const mailbox = new MailboxClearinghouse();
  const office = await openTestOffice({ effects: { clearinghouse: mailbox } as never });

  const act: ClaimsOffice["act"] = async (document, variables, who = "ben") => {
    const { data, errors } = await office.as(who).run(document, variables, { "idempotency-key": `test-${++keys}` });
    expect(errors).toBeUndefined();
    return data;
  };
  const codedVisit = async (change: Visit = {}) => {
    const input = {
      patientId: office.id("ada"),
      locationId: office.id("mainStreet"),
      renderingProviderId: office.id("elenaVoss"),
      servedFrom: "2026-11-02",
      diagnoses: ["E11.9", "I10"],
      charges: [
        { procedureCode: "99213", modifiers: ["25"], diagnosisPointers: [1, 2] },
        { procedureCode: "93000", diagnosisPointers: [2] },
      ],
      ...change,
    };
    const made = (await act(`mutation ($input: EncounterCreateInput!) { encounterCreate(input: $input) { encounter { id } userErrors { code path message } } }`, { input }, "ehr")).encounterCreate;
    expect(made.userErrors).toEqual([]);
    const id = made.encounter.id as string;
    // Coding has a room of its own, later in the day's order of rooms than its tests need to be.
    const work = office.work();
    await work.atomically(async () => {
      const encounter = await load(work, Encounter, fromTypeId("enc", id)!, { lock: true });
      moveEncounter(work, encounter, "submitForCoding");
      moveEncounter(work, encounter, "completeCoding");
    });
    return id;
  };
  const claimOf = async (change: Visit = {}) => {
    const encounterId = await codedVisit(change);
    const { claimCreate } = await act(CREATE, { input: { encounterIds: [encounterId] } });
    expect(claimCreate.userErrors).toEqual([]);
    return claimCreate.claims[0];
  };
  return { ...office, mailbox, act, codedVisit, claimOf };
}

export const CREATE = `mutation ($input: ClaimCreateInput!) {
  claimCreate(input: $input) { claims { id claimNumber } userErrors { code path message } }
}`;
export const SUBMIT = `mutation ($input: ClaimSubmitInput!) {
  claimSubmit(input: $input) {
    claim { id workflow submissionStatus nextActionOwner }
    submission { id frequency patientControlNumber replacesPayerControlNumber status x12 }
    userErrors { code path ... on ClaimNotReady { findings { ruleId severity path } } }
  }
}`;
