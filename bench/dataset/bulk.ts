import type pg from "pg";

export type Size = { practices: number; patients: number; lastNames: number; /** Coded visits that wait to be billed: what the writes of the measure consume. */ coded: number };

/** 20 practices, 20,000 patients; three encounters a patient on average, a claim for each, three lines a claim. */
export function sizeOf(scale: number): Size {
  const practices = Math.max(2, Math.round(20 * scale));
  const patients = Math.max(practices * 50, Math.round((20_000 * scale) / 5) * 5);
  // Twenty-five patients of each family name in each practice, so that a page of twenty is full.
  return { practices, patients, coded: Math.max(2400, Math.round(12_000 * scale)), lastNames: Math.min(LAST_NAMES.length, Math.max(2, Math.floor(patients / practices / 25))) };
}

export const LAST_NAMES =
  "Abbott Barker Castillo Delgado Ellison Fournier Gallagher Hendricks Ibarra Jankowski Kowalski Lindgren Mahoney Nakamura Okonkwo Pemberton Quintero Rasmussen Salazar Thornton Underwood Valencia Whitaker Xiong Yamamoto Zimmerman Ashworth Bellamy Crowley Donovan Eastman Farrell Granger Holloway Ingram Jorgensen Kensington Lockhart Merriweather Northcott".split(
    " ",
  );
const FIRST_NAMES = "Ada Bo Cleo Dev Elena Finn Grace Hugo Iris Jonas Kira Leo Maya Noor Omar Petra Quinn Rosa Sven Tara Uma Victor Wanda Xavier Yara Zane Amir Bianca Carlos Delia".split(" ");

export type BulkContext = {
  serviceId: string;
  actor: { id: string; name: string };
  fees: readonly (readonly [code: string, amount: number])[];
  /** How a balance's bucket is spelled for each account that keeps one, as SQL over ledger_entry. */
  bucketKeySql: string;
};

/**
 * Fills what the rooms' verbs would have written for these patients, visits and claims, table by table in one
 * statement each. Every foreign key, check, policy and trigger stays on: PostgreSQL itself judges the result.
 */
export async function fillInBulk(client: pg.Client, size: Size, context: BulkContext): Promise<void> {
  await client.query(TYPE_ID_FUNCTION);
  for (const [name, text] of plan(size, context)) {
    const started = Date.now();
    await client.query(text);
    const seconds = (Date.now() - started) / 1000;
    if (seconds > 2) process.stderr.write(`  ${name}: ${seconds.toFixed(1)} s\n`);
  }
}

/** The 26 characters of a TypeID, upper case: what lineItemControlNumberOf makes of a charge's id. */
const TYPE_ID_FUNCTION = `
create function pg_temp.type_id(id uuid) returns text immutable language sql as $$
  select string_agg(substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 1 + substring(bits from 5 * i + 1 for 5)::bit(5)::int, 1), '' order by i)
  from (select b'00' || ('x' || replace(id::text, '-', ''))::bit(128) as bits) b, generate_series(0, 25) i
$$`;

const list = (words: readonly string[]) => `(array[${words.map((word) => `'${word}'`).join(",")}])`;

function plan(size: Size, { serviceId, actor, fees, bucketKeySql }: BulkContext): [string, string][] {
  const who = `'staff', '${actor.id}'::uuid`;
  const event = (type: string, aggregate: string, id: string, sequence: number, data: string, at: string, from: string): [string, string] => [
    `events ${type}`,
    `insert into event (practice_id, id, type, aggregate_type, aggregate_id, sequence, data, actor_kind, actor_id, request_id, occurred_at)
     select s.practice_id, uuidv7(${at} - now()), '${type}', '${aggregate}', ${id}, ${sequence}, ${data}, ${who}, 'bench-dataset', ${at} from ${from} s`,
  ];
  const encounterMove = (move: string, from: string | null, to: string, at: string, reason = "null"): [string, string] => [
    `encounter history ${move}`,
    `insert into encounter_history (practice_id, id, encounter_id, move, from_status, to_status, actor_kind, actor_id, actor_name, reason, occurred_at)
     select practice_id, uuidv7(${at} - now()), id, '${move}', ${from ? `'${from}'` : "null"}, '${to}', ${who}, '${actor.name}', ${reason}, ${at} from b_encounter`,
  ];
  return [
    [
      "plan of practices",
      `create temp table b_practice as select p.id, row_number() over (order by p.name) as n,
         (select l.id from location l where l.practice_id = p.id order by l.name limit 1) as location_id,
         array(select v.id from provider v where v.practice_id = p.id order by v.npi) as providers
       from practice p where p.billing_service_id = '${serviceId}'`,
    ],
    ["plan of payers", `create temp table b_payer as select id, (row_number() over (order by name) - 1)::int as n from payer where billing_service_id = '${serviceId}'`],
    [
      "plan of patients",
      `create temp table b_patient as
       select pr.id as practice_id, pr.n as practice_n, g.n, g.m, at, uuidv7(at - now()) as id, uuidv7(at - now()) as guarantor_id, uuidv7(at - now()) as coverage_id, y.id as payer_id,
              ${list(FIRST_NAMES)}[1 + (g.m / ${size.lastNames}) % ${FIRST_NAMES.length}] as first_name, ${list(LAST_NAMES)}[1 + g.m % ${size.lastNames}] as last_name,
              jsonb_build_object('street', (100 + g.n % 900) || ' Juniper Lane', 'street2', null, 'city', 'Denver', 'state', 'CO', 'zip', lpad((80201 + g.n % 90)::text, 5, '0')) as address
       from (select n::int, ((n - 1) / ${size.practices})::int as m, date_trunc('milliseconds', now() - interval '560 days' + n * interval '97 seconds') as at from generate_series(1, ${size.patients}) n) g
       join b_practice pr on pr.n = 1 + (g.n - 1) % ${size.practices}
       join b_payer y on y.n = g.n % (select count(*) from b_payer)`,
    ],
    [
      "guarantors",
      `insert into guarantor (practice_id, id, first_name, last_name, birth_date, address, phone, email, email_consent, created_at)
       select practice_id, guarantor_id, first_name, last_name, date '1935-01-01' + (n * 37 % 29000), address, '303555' || lpad((n % 10000)::text, 4, '0'), 'patient' || n || '@example.com', n % 2 = 0, at from b_patient`,
    ],
    [
      "patients",
      `insert into patient (practice_id, id, guarantor_id, guarantor_relationship, medical_record_number, first_name, middle_name, last_name, birth_date, sex, address, phone, email, created_at)
       select practice_id, id, guarantor_id, 'SELF', 'M-' || lpad(n::text, 7, '0'), first_name, case when n % 3 = 0 then 'Lee' end, last_name, date '1935-01-01' + (n * 37 % 29000),
              (array['FEMALE','MALE','UNKNOWN'])[1 + n % 2 + (n % 97 = 0)::int], address, '303555' || lpad((n % 10000)::text, 4, '0'), case when n % 4 > 0 then 'patient' || n || '@example.com' end, at from b_patient`,
    ],
    event("patient.created", "patient", "s.id", 1, "'{}'", "s.at", "b_patient"),
    [
      "coverages",
      `insert into coverage (practice_id, id, patient_id, payer_id, rank, member_id, group_number, plan_name, subscriber_relationship, effective_from, created_at)
       select practice_id, coverage_id, id, payer_id, 1, 'MB' || lpad(n::text, 8, '0'), 'GRP' || n % 50, 'Standard Plan', 'SELF', date '2024-01-01', at from b_patient`,
    ],
    event("coverage.added", "coverage", "s.coverage_id", 1, "jsonb_build_object('patientId', s.id, 'payerId', s.payer_id, 'rank', 1)", "s.at", "b_patient"),
    [
      "plan of encounters",
      `create temp table b_encounter as
       select e.*, uuidv7(entered - now()) as id, uuidv7(billed - now()) as claim_id, uuidv7(billed - now()) as journal_id, uuidv7(billed - now()) as remittance_claim_id, 'C' || nextval('claim_number_seq') as claim_number
       from (
         select d.*, (current_date - days)::date as served, (current_date - days) + interval '17 hours' + en % 1000 * interval '1 second' as entered,
                (current_date - days + 1) + interval '16 hours' + en % 1000 * interval '1 second' as coded, (current_date - days + 3) + interval '15 hours' + en % 1000 * interval '1 second' as billed
         from (
           select p.practice_id, p.id as patient_id, p.guarantor_id, p.coverage_id, p.payer_id, pr.location_id, pr.providers[1 + (p.n + k) % cardinality(pr.providers)] as provider_id,
                  row_number() over (order by p.n, k)::int as en, k, (6 + (p.n * 31 + k * 97) % 490)::int as days
           from b_patient p join b_practice pr on pr.id = p.practice_id cross join lateral generate_series(1, 1 + p.n % 5) k
         ) d
       ) e`,
    ],
    [
      "encounters",
      `insert into encounter (practice_id, id, patient_id, location_id, rendering_provider_id, served_from, served_to, place_of_service, provider_signature_on_file, patient_signature_on_file, assignment, benefits_assignment, release_of_information, status, status_since, created_at, updated_at, version)
       select practice_id, id, patient_id, location_id, provider_id, served, served, '11', true, true, 'ASSIGNED', 'YES', 'SIGNED', 'BILLED', billed, entered, billed, 4 from b_encounter`,
    ],
    [
      "diagnoses",
      `insert into diagnosis (practice_id, id, encounter_id, position, code)
       select practice_id, uuidv7(entered - now()), id, d, (array['E119','I10','M545','J069','R079','N390','K219','F419'])[1 + (en + d * 3) % 8] from b_encounter cross join generate_series(1, 2) d`,
    ],
    encounterMove("create", null, "OPEN", "entered"),
    encounterMove("submitForCoding", "OPEN", "READY_FOR_CODING", "entered + interval '1 minute'"),
    encounterMove("completeCoding", "READY_FOR_CODING", "CODED", "coded"),
    encounterMove("bill", "CODED", "BILLED", "billed", "claim_number"),
    event("encounter.ready_for_coding", "encounter", "s.id", 1, "'{}'", "s.entered", "b_encounter"),
    event("encounter.coded", "encounter", "s.id", 2, "'{}'", "s.coded", "b_encounter"),
    ["plan of fees", `create temp table b_fee as select * from (values ${fees.map(([code, amount], index) => `(${index}, '${code}', ${amount}::bigint)`).join(", ")}) as f (n, code, amount)`],
    [
      "plan of charges",
      `create temp table b_charge as
       select e.practice_id, uuidv7(e.entered - now()) as id, e.id as encounter_id, e.patient_id, e.guarantor_id, e.payer_id, e.claim_id, e.journal_id, e.remittance_claim_id, e.en, g.line as position, e.served, e.entered, e.billed,
              f.code, f.amount as charge_cents, f.amount * 30 / 100 as contractual_cents, f.amount * 10 / 100 as patient_cents
       from b_encounter e cross join generate_series(1, 3) as g (line)
       join b_fee f on f.n = (e.en * 3 + g.line * 2) % ${fees.length}`,
    ],
    [
      "charges",
      `insert into charge (practice_id, id, encounter_id, patient_id, position, procedure_code, modifiers, unit_kind, quantity, charge_cents, price_from_schedule, diagnosis_pointers, served_on, served_to, emergency, billed_at, created_at)
       select practice_id, id, encounter_id, patient_id, position, code, '{}', 'UN', '1', charge_cents, true, case when position = 3 then '{1}'::int[] else '{1,2}' end, served, served, false, billed, entered from b_charge`,
    ],
    [
      "claims",
      `insert into claim (practice_id, id, patient_id, guarantor_id, claim_number, workflow, hold_reason, next_action_owner, current_sequence, submission_status, total_charge_cents, served_from, served_to, location_id, rendering_provider_id,
         place_of_service, provider_signature_on_file, patient_signature_on_file, assignment, benefits_assignment, release_of_information, diagnoses, findings, scrubbed_at, charge_journal_id, created_at, version)
       select e.practice_id, e.claim_id, e.patient_id, e.guarantor_id, e.claim_number, ${WORKFLOW}, case when ${WORKFLOW} = 'HELD' then 'Waits for the authorisation.' end,
              case when en % 18 = 0 then 'PATIENT' else 'BILLER' end, 1, case when en % 18 = 0 then 'ADJUDICATED' end, c.total, e.served, e.served, e.location_id, e.provider_id, '11', true, true, 'ASSIGNED', 'YES', 'SIGNED',
              array(select code from diagnosis d where d.practice_id = e.practice_id and d.encounter_id = e.id order by position),
              case when ${WORKFLOW} = 'SCRUB_FAILED' then '[{"ruleId":"member-id-missing","severity":"ERROR","path":["payers","0","memberId"],"element":"2010BA NM109","message":"The member number is missing.","docUrl":"/docs/rules/member-id-missing"}]'::jsonb else '[]' end,
              case when ${WORKFLOW} <> 'DRAFT' then billed + interval '1 minute' end, null, billed, 2
       from b_encounter e join (select encounter_id, sum(charge_cents) as total from b_charge group by 1) c on c.encounter_id = e.id`,
    ],
    [
      "claim payers",
      `insert into claim_payer (practice_id, id, claim_id, patient_id, sequence, payer_id, coverage_id, adjudication, payer_claim_control_number)
       select practice_id, uuidv7(billed - now()), claim_id, patient_id, 1, payer_id, coverage_id, case when en % 18 = 0 then 'PARTIAL' else 'NONE' end, case when en % 18 = 0 then 'ICN' || en end from b_encounter`,
    ],
    [
      "claim lines",
      `insert into claim_line (practice_id, id, claim_id, patient_id, encounter_id, charge_id, line_number, line_item_control_number, procedure_code, modifiers, unit_kind, quantity, charge_cents, diagnosis_pointers, served_on, served_to)
       select practice_id, uuidv7(billed - now()), claim_id, patient_id, encounter_id, id, position, pg_temp.type_id(id), code, '{}', 'UN', '1', charge_cents, case when position = 3 then '{1}'::int[] else '{1,2}' end, served, served from b_charge`,
    ],
    ["claim encounters", `insert into claim_encounter (practice_id, claim_id, encounter_id) select practice_id, claim_id, id from b_encounter`],
    [
      "claim history",
      `insert into claim_history (practice_id, id, claim_id, axis, move, from_state, to_state, actor_kind, actor_id, actor_name, at)
       select practice_id, uuidv7(billed - now()), claim_id, 'WORKFLOW', 'create', 'DRAFT', 'DRAFT', ${who}, '${actor.name}', billed from b_encounter
       union all
       select practice_id, uuidv7(billed - now()), claim_id, 'WORKFLOW', case ${WORKFLOW} when 'READY' then 'pass' when 'HELD' then 'hold' else 'fail' end, 'DRAFT', ${WORKFLOW}, ${who}, '${actor.name}', billed + interval '1 minute' from b_encounter where ${WORKFLOW} <> 'DRAFT'`,
    ],
    event("claim.created", "claim", "s.claim_id", 1, "jsonb_build_object('patientId', s.patient_id, 'payerId', s.payer_id)", "s.billed", "b_encounter"),
    // Journals and their entries in one transaction, which the book insists on.
    [
      "charge journals",
      `begin;
       insert into journal (practice_id, id, kind, source_id, part, effective_on, posted_at, actor_kind, actor_id, request_id)
         select practice_id, journal_id, 'charge', claim_id, '', billed::date, billed, ${who}, 'bench-dataset' from b_encounter;
       insert into ledger_entry (practice_id, id, journal_id, effective_on, posted_at, account, amount_cents, patient_id, guarantor_id, claim_id, service_line_id, payer_id, payer_sequence)
         select practice_id, uuidv7(billed - now()), journal_id, billed::date, billed, a.account, a.sign * charge_cents, patient_id, guarantor_id, claim_id, id, payer_id, 1
         from b_charge cross join (values ('RECEIVABLE_INSURER', 1), ('CHARGES', -1)) as a (account, sign);
       update claim c set charge_journal_id = e.journal_id from b_encounter e where c.practice_id = e.practice_id and c.id = e.claim_id;
       commit`,
    ],
    ["plan of remittances", `create temp table b_remittance as select practice_id, payer_id, uuidv7() as id from (select distinct practice_id, payer_id from b_encounter where en % 18 = 0) d`],
    [
      "remittance journals",
      `begin;
       create temp table b_paid as select c.practice_id, uuidv7() as journal_id, c.encounter_id, c.remittance_claim_id, r.id as remittance_id, min(least(c.billed + interval '14 days', now() - interval '1 day')) as at
         from b_charge c join b_remittance r using (practice_id, payer_id) where c.en % 18 = 0 group by 1, 3, 4, 5;
       insert into journal (practice_id, id, kind, source_id, part, effective_on, posted_at, actor_kind, actor_id, request_id)
         select practice_id, journal_id, 'remittance', remittance_claim_id, '', at::date, at, ${who}, 'bench-dataset' from b_paid;
       insert into ledger_entry (practice_id, id, journal_id, effective_on, posted_at, account, amount_cents, patient_id, guarantor_id, claim_id, service_line_id, payer_id, payer_sequence, remittance_id, group_code, reason_code)
         select p.practice_id, uuidv7(p.at - now()), p.journal_id, p.at::date, p.at, a.account, a.amount, c.patient_id, c.guarantor_id, c.claim_id, c.id, c.payer_id, 1, p.remittance_id, a.group_code, a.reason_code
         from b_paid p join b_charge c on c.encounter_id = p.encounter_id
         cross join lateral (values ('PAYER_CASH_CLEARING', c.charge_cents - c.contractual_cents - c.patient_cents, null, null), ('CONTRACTUAL_ADJUSTMENT', c.contractual_cents, 'CO', '45'),
           ('RECEIVABLE_PATIENT', c.patient_cents, 'PR', '1'), ('RECEIVABLE_INSURER', -c.charge_cents, null, null)) as a (account, amount, group_code, reason_code);
       commit`,
    ],
    [
      "claim adjudications",
      `insert into claim_adjudication (practice_id, id, claim_id, payer_sequence, payer_id, outcome, payer_claim_control_number, forwarded, adjudicated_on, paid_cents, cob, source_id, recorded_at)
       select e.practice_id, uuidv7(p.at - now()), e.claim_id, 1, e.payer_id, 'PARTIAL', 'ICN' || e.en, false, p.at::date, s.paid,
              jsonb_build_object('adjustments', '[]'::jsonb, 'patientResponsibilityCents', s.patient::text, 'remarkCodes', '[]'::jsonb, 'lines', s.lines), e.remittance_claim_id, p.at
       from b_paid p join b_encounter e on e.id = p.encounter_id
       join (select encounter_id, sum(charge_cents - contractual_cents - patient_cents) as paid, sum(patient_cents) as patient,
               jsonb_agg(jsonb_build_object('chargeId', id, 'paidCents', (charge_cents - contractual_cents - patient_cents)::text, 'procedureCode', code, 'modifiers', '[]'::jsonb, 'paidQuantity', '1', 'adjustments',
                 jsonb_build_array(jsonb_build_object('groupCode', 'CO', 'reasonCode', '45', 'amountCents', contractual_cents::text), jsonb_build_object('groupCode', 'PR', 'reasonCode', '1', 'amountCents', patient_cents::text))) order by position) as lines
             from b_charge group by 1) s on s.encounter_id = e.id`,
    ],
    [
      "kept balances",
      `insert into ledger_balance (practice_id, account, key, amount_cents, patient_id, guarantor_id, claim_id, service_line_id, payer_id, payer_sequence, remittance_id, reference)
       select practice_id, account, key, sum(amount_cents), (array_agg(patient_id order by id))[1], (array_agg(guarantor_id order by id))[1], (array_agg(claim_id order by id desc))[1], (array_agg(service_line_id order by id))[1],
              (array_agg(payer_id order by id))[1], (array_agg(payer_sequence order by id))[1], (array_agg(remittance_id order by id))[1], (array_agg(reference order by id))[1]
       from (select e.*, ${bucketKeySql} as key from ledger_entry e) e where key is not null group by 1, 2, 3`,
    ],
    [
      "plan of coded encounters",
      `create temp table b_coded as
       select p.practice_id, p.id as patient_id, pr.location_id, pr.providers[1 + p.n % cardinality(pr.providers)] as provider_id, k as en, uuidv7(g.at - now()) as id, g.at, g.at::date as served
       from (select k::int, 1 + (k * 7) % ${size.patients} as pn, date_trunc('milliseconds', now() - interval '4 days' + k * interval '10 milliseconds') as at from generate_series(1, ${size.coded}) k) g
       join b_patient p on p.n = g.pn join b_practice pr on pr.id = p.practice_id`,
    ],
    [
      "coded encounters",
      `insert into encounter (practice_id, id, patient_id, location_id, rendering_provider_id, served_from, served_to, place_of_service, provider_signature_on_file, patient_signature_on_file, assignment, benefits_assignment, release_of_information, status, status_since, created_at, updated_at, version)
       select practice_id, id, patient_id, location_id, provider_id, served, served, '11', true, true, 'ASSIGNED', 'YES', 'SIGNED', 'CODED', at, at, at, 3 from b_coded`,
    ],
    [
      "coded encounters' diagnoses",
      `insert into diagnosis (practice_id, id, encounter_id, position, code) select practice_id, uuidv7(at - now()), id, d, (array['E119','I10','M545','J069'])[d] from b_coded cross join generate_series(1, 2) d`,
    ],
    [
      "coded encounters' charges",
      `insert into charge (practice_id, id, encounter_id, patient_id, position, procedure_code, modifiers, unit_kind, quantity, charge_cents, price_from_schedule, diagnosis_pointers, served_on, served_to, emergency, created_at)
       select e.practice_id, uuidv7(e.at - now()), e.id, e.patient_id, g.line, f.code, '{}', 'UN', '1', f.amount, true, '{1,2}', e.served, e.served, false, e.at
       from b_coded e cross join generate_series(1, 4) as g (line) join b_fee f on f.n = (g.line * 2) % ${fees.length}`,
    ],
    [
      "coded encounters' history",
      `insert into encounter_history (practice_id, id, encounter_id, move, from_status, to_status, actor_kind, actor_id, actor_name, occurred_at)
       select practice_id, uuidv7(at - now()), id, m.move, m.source, m.target, ${who}, '${actor.name}', at
       from b_coded cross join (values ('create', null, 'OPEN'), ('submitForCoding', 'OPEN', 'READY_FOR_CODING'), ('completeCoding', 'READY_FOR_CODING', 'CODED')) as m (move, source, target)`,
    ],
    event("encounter.coded", "encounter", "s.id", 1, "'{}'", "s.at", "b_coded"),
    ["statistics", "vacuum (analyze)"],
    ["checkpoint", "checkpoint"],
  ];
}

/** Of ten claims four are drafts, two failed the scrub, three are ready, one is held; adjudicated ones passed. */
const WORKFLOW = `(case when en % 18 = 0 then 'READY' else (array['DRAFT','DRAFT','DRAFT','DRAFT','SCRUB_FAILED','SCRUB_FAILED','READY','READY','READY','HELD'])[1 + en % 10] end)`;
