import { invalid } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { Diagnosis } from "./diagnosis";
import type { Encounter } from "./encounter";

/** HI holds twelve. */
export const DIAGNOSES_MAX = 12;

/** The diagnoses of an encounter, whole and in order: the first is the principal one. Refuses INVALID_INPUT. */
export async function setDiagnoses(work: Work, encounter: Encounter, codes: readonly string[]): Promise<void> {
  if (codes.length > DIAGNOSES_MAX) throw invalid(["diagnoses"], `A claim carries at most ${DIAGNOSES_MAX} diagnoses (HI).`);
  codes.forEach((code, index) => {
    const first = codes.indexOf(code);
    if (first !== index) throw invalid(["diagnoses", String(index)], `This code stands at position ${first + 1} already; each stands once (HI).`);
  });
  const { practiceId, id: encounterId } = encounter;
  const known = await work.em.find(Diagnosis, { practiceId, encounterId }, { orderBy: { position: "asc" } });
  // Rows are kept by place and changed, not replaced, so that a reordering is three updates rather than a new list.
  codes.forEach((code, index) => {
    const row = known[index];
    if (row) row.code = code;
    else work.em.persist(Object.assign(new Diagnosis(), { practiceId, encounterId, position: index + 1, code }));
  });
  for (const row of known.slice(codes.length)) work.em.remove(row);
}
