import { Refusal, type PlainDate } from "../../vocabulary";
import { Payer, Practice } from "../../practices";
import { invalid, load } from "../../platform/work/guards";
import { uuidv7 } from "../../platform/database/ids";
import type { Work } from "../../platform/work/work";
import { AdjustmentPolicy } from "./adjustment-policy";
import { DEFAULT_POLICY, DEFAULTS_SINCE } from "./default-policy";
import type { PolicyRow, Treatment } from "./treatment";

/** The practice's own rows; the defaults are copied in when it has none yet, so that posting never runs without a policy. */
export async function policyOf(work: Work, practiceId: string): Promise<readonly PolicyRow[]> {
  return work.atomically(async () => {
    await seedAdjustmentPolicy(work, practiceId);
    return work.em.find(AdjustmentPolicy, { practiceId });
  });
}

/** Gives a practice the defaults. Safe to repeat. */
export async function seedAdjustmentPolicy(work: Work, practiceId: string): Promise<void> {
  await work.atomically(async () => {
    if (await work.em.count(AdjustmentPolicy, { practiceId })) return;
    const rows = DEFAULT_POLICY.flatMap(({ groupCode, reasonCodes, treatment, note }) => reasonCodes.map((reason_code) => ({ id: uuidv7(), group_code: groupCode, reason_code, treatment, note })));
    // Two postings may be the practice's first at the same time: whoever comes second finds the rows.
    await work.sql(
      `insert into adjustment_policy (practice_id, id, group_code, reason_code, treatment, effective_from, note, created_at)
       select $1::uuid, d.id, d.group_code, d.reason_code, d.treatment, $2::date, d.note, $3::timestamptz
       from json_to_recordset($4::json) as d (id uuid, group_code text, reason_code text, treatment text, note text) on conflict do nothing`,
      [practiceId, DEFAULTS_SINCE, work.now, JSON.stringify(rows)],
    );
  });
}

export type SetAdjustmentPolicy = {
  practiceId: string;
  payerId?: string | null;
  groupCode: string;
  reasonCode: string;
  treatment: Treatment;
  effectiveFrom: PlainDate;
  note: string;
};

const GROUPS = ["CO", "PR", "OA", "PI"];
/** Group codes under which the patient is never asked, whatever a practice would like. */
const NEVER_THE_PATIENTS = ["CO", "PI"];

/** A row that applies from its day on; what was posted stays posted. Refuses NOT_FOUND, INVALID_INPUT, ALREADY_EXISTS. */
export async function setAdjustmentPolicy(work: Work, input: SetAdjustmentPolicy): Promise<AdjustmentPolicy> {
  return work.atomically(async () => {
    const practice = await load(work, Practice, input.practiceId, { path: ["practiceId"], what: "practice" });
    const payer = input.payerId ? await load(work, Payer, input.payerId, { path: ["payerId"], what: "payer" }) : null;
    const reasonCode = input.reasonCode.trim().toUpperCase();
    if (!GROUPS.includes(input.groupCode)) throw invalid(["groupCode"], "groupCode is CO, PR, OA or PI (CAS01).");
    if (!/^([A-Z0-9]{1,5}|\*)$/.test(reasonCode)) throw invalid(["reasonCode"], "reasonCode is a claim adjustment reason code such as 45, or * for all others of the group.");
    if (NEVER_THE_PATIENTS.includes(input.groupCode) && (input.treatment === "RESPONSIBILITY" || input.treatment === "CONSENT_REVIEW")) {
      throw invalid(["treatment"], `What a payer reports under ${input.groupCode} is never billed to the patient.`);
    }
    if (!input.note.trim()) throw invalid(["note"], "note says why, for whoever asks later.");
    await seedAdjustmentPolicy(work, practice.id);
    const key = { practiceId: practice.id, payerId: payer?.id ?? null, groupCode: input.groupCode, reasonCode, effectiveFrom: input.effectiveFrom };
    if (await work.em.findOne(AdjustmentPolicy, key))
      throw new Refusal("ALREADY_EXISTS", "There is a row for this code that begins on this day; a correction begins on another day.", {}, ["effectiveFrom"]);
    const policy = Object.assign(new AdjustmentPolicy(), { ...key, treatment: input.treatment, note: input.note.trim(), createdAt: work.now });
    work.em.persist(policy);
    work.publish({
      type: "adjustment_policy.set",
      practiceId: practice.id,
      aggregate: { type: "adjustment_policy", id: policy.id },
      data: { groupCode: policy.groupCode, reasonCode, treatment: policy.treatment },
    });
    return policy;
  });
}
