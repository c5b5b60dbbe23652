import type pg from "pg";
import { product } from "../product.ts";
import { benchDocuments, type ContenderName, type OperationName } from "./documents.ts";

/** A value that is an id: opaque for Carebill, a uuid for everyone else. */
type Id = { prefix: string; uuid: string };
type Value = string | Id | null;
export type Variables = Readonly<Record<string, Value>>;

export type Operation = {
  readonly name: OperationName;
  readonly title: string;
  readonly write: boolean;
  /** Pages after the first one are asked for with each contender's own cursor. */
  readonly paged?: true;
};

export const OPERATIONS: readonly Operation[] = [
  { name: "Q1", title: "a patient by id, 8 scalars", write: false },
  { name: "Q2", title: "20 patients, each with 5 encounters and 5 claims with their lines", write: false },
  { name: "Q3", title: "claims worklist of a state: 50 rows with patient, cursor, totalCount", write: false, paged: true },
  { name: "Q4a", title: "AR aging of one practice by payer, as of today", write: false },
  { name: "Q4b", title: "AR aging of the whole service by practice, as of today", write: false },
  { name: "Q4c", title: "explainBalance of a patient, with every entry", write: false },
  { name: "M1a", title: "create a patient with the guarantor's account", write: true },
  { name: "M1", title: "create a claim of 4 lines with its ledger entries", write: true },
];

export const BODIES = 500;

export type Sample = { patients: { practice: string; id: string; lastName: string }[]; practices: string[]; coded: { practice: string; id: string }[]; billerId: string; today: string };

export async function takeSample(client: pg.Client, billerId: string): Promise<Sample> {
  const patients = (await client.query<Sample["patients"][number]>(`select practice_id as practice, id, last_name_key as "lastName" from patient order by md5(medical_record_number) limit ${BODIES}`))
    .rows;
  const practices = (await client.query<{ id: string }>("select id from practice order by id")).rows.map((row) => row.id);
  const coded = (await client.query<Sample["coded"][number]>("select practice_id as practice, id from encounter where status = 'CODED' order by md5(id::text)")).rows;
  const today = (await client.query<{ today: string }>("select current_date::text as today")).rows[0]!.today;
  return { patients, practices, coded, billerId, today };
}

const id = (prefix: string, uuid: string): Id => ({ prefix, uuid });

/** The 500 variables of an operation; a write has as many as are asked for, each of which can be sent once. */
export function variablesOf(operation: OperationName, sample: Sample, contender: ContenderName, round: number, index: number): Variables {
  const patient = sample.patients[index % sample.patients.length]!;
  const practiceId = id("prc", patient.practice);
  switch (operation) {
    case "Q1":
    case "Q4c":
      return { practiceId, id: id("pat", patient.id) };
    case "Q2":
      return { practiceId, lastName: patient.lastName };
    case "Q3":
      return {
        practiceId: id("prc", sample.practices[index % sample.practices.length]!),
        workflow: ["DRAFT", "SCRUB_FAILED", "READY", "HELD"][Math.floor(index / sample.practices.length) % 4]!,
        after: null,
      };
    case "Q4a":
      return { practiceId: id("prc", sample.practices[index % sample.practices.length]!), asOf: sample.today };
    case "Q4b":
      return { asOf: sample.today };
    case "M1a":
      return { practiceId, medicalRecordNumber: `B-${contender}-${round}-${index}`, firstName: "Bench", lastName: "Patient", birthDate: "1980-02-29", actorId: id("usr", sample.billerId) };
    case "M1": {
      const encounter = sample.coded[index]!;
      return { practiceId: id("prc", encounter.practice), encounterId: id("enc", encounter.id), actorId: id("usr", sample.billerId) };
    }
  }
}

/** The request body as the contender wants it. */
export function bodyOf(contender: ContenderName, operation: OperationName, variables: Variables): string {
  const values = Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, value && typeof value === "object" ? (contender === "C" ? opaque(value) : value.uuid) : value]));
  if (contender === "L") return JSON.stringify({ op: operation, variables: values });
  return JSON.stringify({ query: benchDocuments[contender][operation], operationName: operation, variables: values });
}

function opaque({ prefix, uuid }: Id): string {
  return product<{ toTypeId(prefix: string, uuid: string): string }>("src/platform/database/ids.js").toTypeId(prefix, uuid);
}
