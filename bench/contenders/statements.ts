/**
 * The hand-written SQL: the limit sends it as it stands, the peers get the parts that they cannot write themselves.
 * Nothing here knows of tenants' walls, permissions or opaque ids: that is what makes it the limit.
 */

export const AGING_SUMS = ["total", "insurer", "patient", "agency", "days0to30", "days31to60", "days61to90", "days91to120", "over120"] as const;

const agingRows = (practice: string, asOf: string, group: string) => `
  with balance as (
    select practice_id, account, max(payer_id::text) filter (where account = 'RECEIVABLE_INSURER')::uuid as payer_id, sum(amount_cents)::bigint as amount, min(effective_on) filter (where amount_cents > 0) as since
    from ledger_entry
    where account in ('RECEIVABLE_INSURER', 'RECEIVABLE_PATIENT', 'RECEIVABLE_AGENCY') and effective_on <= ${asOf} ${practice ? `and practice_id = ${practice}` : ""}
    group by practice_id, account, service_line_id, payer_sequence, guarantor_id having sum(amount_cents) <> 0
  )
  select ${group} as group_id, sum(amount)::bigint as total,
    coalesce(sum(amount) filter (where account = 'RECEIVABLE_INSURER'), 0)::bigint as insurer,
    coalesce(sum(amount) filter (where account = 'RECEIVABLE_PATIENT'), 0)::bigint as patient,
    coalesce(sum(amount) filter (where account = 'RECEIVABLE_AGENCY'), 0)::bigint as agency,
    coalesce(sum(amount) filter (where since is null or ${asOf} - since <= 30), 0)::bigint as days0to30,
    coalesce(sum(amount) filter (where ${asOf} - since between 31 and 60), 0)::bigint as days31to60,
    coalesce(sum(amount) filter (where ${asOf} - since between 61 and 90), 0)::bigint as days61to90,
    coalesce(sum(amount) filter (where ${asOf} - since between 91 and 120), 0)::bigint as days91to120,
    coalesce(sum(amount) filter (where ${asOf} - since > 120), 0)::bigint as over120
  from balance group by 1`;

export const AGING_BY_PAYER = agingRows("$1::uuid", "$2::date", "payer_id");
export const AGING_BY_PRACTICE = agingRows("", "$1::date", "practice_id");

const sumsObject = `json_build_object(${AGING_SUMS.map((name) => `'${name}Cents', sum(${name})::bigint`).join(", ")})`;
const lineFields = AGING_SUMS.map((name) => `a.${name} as "${name}Cents"`).join(", ");
const agingJson = (rows: string, object: string, table: string) => `
  with a as (${rows})
  select json_build_object('total', (select ${sumsObject} from a), 'lines', (select json_agg(l) from (
    select ${lineFields}, case when g.id is not null then json_build_object('id', g.id, 'name', g.name) end as ${object} from a left join ${table} g on g.id = a.group_id order by a.total desc, a.group_id desc) l))::text`;

export const EXPLAIN_SUMS = `
  select coalesce(-sum(amount_cents) filter (where account = 'CHARGES'), 0)::bigint as charged,
    coalesce(sum(amount_cents) filter (where account in ('CONTRACTUAL_ADJUSTMENT','SEQUESTRATION','COURTESY_DISCOUNT','PROMPT_PAY_DISCOUNT','CHARITY','ADMINISTRATIVE_WRITE_OFF','SMALL_BALANCE','BAD_DEBT')), 0)::bigint as adjusted,
    coalesce(sum(amount_cents) filter (where account = 'PAYER_CASH_CLEARING'), 0)::bigint as insurer_paid,
    coalesce(sum(amount_cents) filter (where account = 'RECEIVABLE_INSURER'), 0)::bigint as insurer_owes,
    coalesce(sum(amount_cents) filter (where account = 'RECEIVABLE_PATIENT'), 0)::bigint as patient_owes
  from ledger_entry where practice_id = $1 and patient_id = $2 and service_line_id is not null`;

/** For L: one statement per operation, JSON text out. Parameters by name, in order. */
export const LIMIT: Readonly<Record<string, { parameters: readonly string[]; text: string }>> = {
  Q1: {
    parameters: ["practiceId", "id"],
    text: `select row_to_json(x)::text from (select id, medical_record_number as "medicalRecordNumber", first_name as "firstName", last_name as "lastName", birth_date as "birthDate", sex, phone, email
           from patient where practice_id = $1 and id = $2) x`,
  },
  Q2: {
    parameters: ["practiceId", "lastName"],
    text: `select json_agg(x)::text from (
      select p.id, p.first_name as "firstName", p.last_name as "lastName", p.birth_date as "birthDate",
        (select coalesce(json_agg(e), '[]') from (select id, served_from as "servedFrom", place_of_service as "placeOfService", status
           from encounter e where e.practice_id = p.practice_id and e.patient_id = p.id order by e.served_from desc, e.id desc limit 5) e) as encounters,
        (select coalesce(json_agg(c), '[]') from (select id, claim_number as "claimNumber", workflow, total_charge_cents as "totalChargeCents",
           (select coalesce(json_agg(l), '[]') from (select id, line_number as "lineNumber", procedure_code as "procedureCode", quantity, charge_cents as "chargeCents"
              from claim_line l where l.practice_id = c.practice_id and l.claim_id = c.id order by l.line_number) l) as lines
           from claim c where c.practice_id = p.practice_id and c.patient_id = p.id order by c.created_at desc, c.id desc limit 5) c) as claims
      from patient p where p.practice_id = $1 and p.last_name_key = $2 order by p.last_name_key, p.first_name_key, p.id limit 20) x`,
  },
  Q3: {
    parameters: ["practiceId", "workflow", "after"],
    // The cursor is (created_at, id) as text; an absent one is a value beyond every row.
    text: `with page as materialized (
        select id, claim_number, workflow, served_from, total_charge_cents, practice_id, patient_id, created_at, row_number() over (order by created_at desc, id desc) as n from claim
        where practice_id = $1 and workflow = $2 and ($3::text is null or (created_at, id) < (left($3, -37)::timestamptz, right($3, 36)::uuid)) order by created_at desc, id desc limit 51)
      select json_build_object('totalCount', (select count(*) from claim where practice_id = $1 and workflow = $2), 'hasNextPage', (select count(*) > 50 from page),
        'endCursor', (select created_at::text || ' ' || id::text from page where n <= 50 order by n desc limit 1),
        'nodes', (select coalesce(json_agg(x), '[]') from (
          select c.id, c.claim_number as "claimNumber", c.workflow, c.served_from as "servedFrom", c.total_charge_cents as "totalChargeCents", json_build_object('id', p.id, 'firstName', p.first_name, 'lastName', p.last_name) as patient
          from page c join patient p on p.practice_id = c.practice_id and p.id = c.patient_id where c.n <= 50 order by c.n) x))::text`,
  },
  Q4a: { parameters: ["practiceId", "asOf"], text: agingJson(AGING_BY_PAYER, "payer", "payer") },
  Q4b: { parameters: ["asOf"], text: agingJson(AGING_BY_PRACTICE, "practice", "practice") },
  Q4c: {
    parameters: ["practiceId", "id"],
    text: `select json_build_object('chargedCents', s.charged, 'adjustedCents', s.adjusted, 'insurerPaidCents', s.insurer_paid, 'insurerOwesCents', s.insurer_owes, 'patientOwesCents', s.patient_owes, 'entries',
        (select coalesce(json_agg(x), '[]') from (select e.id, e.account, e.amount_cents as "amountCents", e.effective_on as "effectiveOn", j.kind as cause
           from ledger_entry e join journal j on j.practice_id = e.practice_id and j.id = e.journal_id
           where e.practice_id = $1 and e.patient_id = $2 and e.service_line_id is not null order by e.posted_at, e.id) x))::text from (${EXPLAIN_SUMS}) s`,
  },
  M1a: {
    parameters: ["practiceId", "medicalRecordNumber", "firstName", "lastName", "birthDate", "actorId"],
    text: `select row_to_json(x)::text from (select id, medical_record_number as "medicalRecordNumber", first_name as "firstName", last_name as "lastName", version from bench.patient_create($1, $2, $3, $4, $5, $6)) x`,
  },
  M1: {
    parameters: ["practiceId", "encounterId", "actorId"],
    text: `select row_to_json(x)::text from (select c.claim_number as "claimNumber", c.workflow, c.total_charge_cents as "totalChargeCents", c.version,
        -- The lines that the function wrote are not in this statement's snapshot; the charges that they copy are.
        (select json_agg(l) from (select position as "lineNumber", procedure_code as "procedureCode", charge_cents as "chargeCents" from charge h where h.practice_id = $1 and h.encounter_id = $2 order by position) l) as lines
      from bench.claim_create($1, $2, $3) c) x`,
  },
};

/**
 * The writes as one statement each, for the limit and for PostGraphile, which exposes them as mutations: what has to be
 * in the tables afterwards (rows, history, journal, balances, events) and nothing that guards it.
 */
export const BENCH_SCHEMA = `
create schema bench;
create function bench.patient_create(practice_id uuid, medical_record_number text, first_name text, last_name text, birth_date date, actor_id uuid) returns public.patient language sql volatile as $$
  with g as (
    insert into guarantor (practice_id, id, first_name, last_name, birth_date, address, created_at)
    values ($1, uuidv7(), $3, $4, $5, '{"street":"1 Bench Road","street2":null,"city":"Denver","state":"CO","zip":"80202"}', now()) returning id
  ), e as (
    insert into event (practice_id, id, type, aggregate_type, aggregate_id, sequence, data, actor_kind, actor_id, request_id, occurred_at)
    select $1, uuidv7(), 'patient.created', 'patient', id, 1, '{}', 'staff', $6, 'bench', now() from g returning aggregate_id
  )
  insert into patient (practice_id, id, guarantor_id, guarantor_relationship, medical_record_number, first_name, last_name, birth_date, sex, address, created_at)
  select $1, e.aggregate_id, e.aggregate_id, 'SELF', $2, $3, $4, $5, 'UNKNOWN', '{"street":"1 Bench Road","street2":null,"city":"Denver","state":"CO","zip":"80202"}', now() from e
  returning *
$$;

create function bench.claim_create(practice_id uuid, encounter_id uuid, actor_id uuid) returns public.claim language plpgsql volatile as $$
#variable_conflict use_column
declare
  e encounter; p patient; v coverage; c claim; new_claim uuid := uuidv7(); new_journal uuid := uuidv7(); number text := 'C' || nextval('claim_number_seq');
begin
  select * into strict e from encounter where encounter.practice_id = $1 and id = $2 and status = 'CODED' for update;
  select * into strict p from patient where patient.practice_id = $1 and id = e.patient_id;
  select * into strict v from coverage where coverage.practice_id = $1 and patient_id = e.patient_id and rank = 1 and effective_from <= e.served_from and (effective_to is null or effective_to >= e.served_from);
  insert into claim (practice_id, id, patient_id, guarantor_id, claim_number, workflow, next_action_owner, current_sequence, total_charge_cents, served_from, served_to, location_id, rendering_provider_id, place_of_service,
      provider_signature_on_file, patient_signature_on_file, assignment, benefits_assignment, release_of_information, diagnoses, created_at)
    select $1, new_claim, e.patient_id, p.guarantor_id, number, 'DRAFT', 'BILLER', 1, sum(h.charge_cents), min(h.served_on), max(h.served_to), e.location_id, e.rendering_provider_id, e.place_of_service,
      e.provider_signature_on_file, e.patient_signature_on_file, e.assignment, e.benefits_assignment, e.release_of_information,
      array(select code from diagnosis d where d.practice_id = $1 and d.encounter_id = $2 order by position), now()
    from charge h where h.practice_id = $1 and h.encounter_id = $2 and h.withdrawn_at is null;
  insert into claim_payer (practice_id, id, claim_id, patient_id, sequence, payer_id, coverage_id) values ($1, uuidv7(), new_claim, e.patient_id, 1, v.payer_id, v.id);
  insert into claim_line (practice_id, id, claim_id, patient_id, encounter_id, charge_id, line_number, line_item_control_number, procedure_code, modifiers, unit_kind, quantity, charge_cents, diagnosis_pointers, served_on, served_to, emergency)
    select $1, uuidv7(), new_claim, patient_id, $2, id, position, upper(left(replace(id::text, '-', ''), 26)), procedure_code, modifiers, unit_kind, quantity, charge_cents, diagnosis_pointers, served_on, served_to, emergency
    from charge h where h.practice_id = $1 and h.encounter_id = $2 and withdrawn_at is null;
  insert into claim_encounter (practice_id, claim_id, encounter_id) values ($1, new_claim, $2);
  insert into claim_history (practice_id, id, claim_id, axis, move, from_state, to_state, actor_kind, actor_id, actor_name, at) values ($1, uuidv7(), new_claim, 'WORKFLOW', 'create', 'DRAFT', 'DRAFT', 'staff', $3, 'Ben Okafor', now());
  insert into journal (practice_id, id, kind, source_id, part, effective_on, posted_at, actor_kind, actor_id, request_id) values ($1, new_journal, 'charge', new_claim, '', current_date, now(), 'staff', $3, 'bench');
  insert into ledger_entry (practice_id, id, journal_id, effective_on, posted_at, account, amount_cents, patient_id, guarantor_id, claim_id, service_line_id, payer_id, payer_sequence)
    select $1, uuidv7(), new_journal, current_date, now(), a.account, a.sign * h.charge_cents, h.patient_id, p.guarantor_id, new_claim, h.id, v.payer_id, 1
    from charge h cross join (values ('RECEIVABLE_INSURER', 1), ('CHARGES', -1)) as a (account, sign) where h.practice_id = $1 and h.encounter_id = $2 and h.withdrawn_at is null;
  insert into ledger_balance as b (practice_id, account, key, amount_cents, patient_id, guarantor_id, claim_id, service_line_id, payer_id, payer_sequence)
    select $1, account, case account when 'CHARGES' then service_line_id::text else service_line_id || '|1' end, amount_cents, patient_id, guarantor_id, claim_id, service_line_id, payer_id, payer_sequence
    from ledger_entry l where l.practice_id = $1 and l.journal_id = new_journal order by 2, 3
    on conflict (practice_id, account, key) do update set amount_cents = b.amount_cents + excluded.amount_cents;
  update claim set charge_journal_id = new_journal, version = 2 where claim.practice_id = $1 and id = new_claim returning * into c;
  update charge set billed_at = now() where charge.practice_id = $1 and charge.encounter_id = $2 and billed_at is null;
  update encounter set status = 'BILLED', status_since = now(), updated_at = now(), version = version + 1 where encounter.practice_id = $1 and id = $2;
  insert into encounter_history (practice_id, id, encounter_id, move, from_status, to_status, actor_kind, actor_id, actor_name, reason, occurred_at) values ($1, uuidv7(), $2, 'bill', 'CODED', 'BILLED', 'staff', $3, 'Ben Okafor', number, now());
  insert into event (practice_id, id, type, aggregate_type, aggregate_id, sequence, data, actor_kind, actor_id, request_id, occurred_at)
    values ($1, uuidv7(), 'claim.created', 'claim', new_claim, 1, json_build_object('patientId', e.patient_id, 'chargeCents', c.total_charge_cents, 'payerId', v.payer_id), 'staff', $3, 'bench', now());
  return c;
end $$;

create type bench.aging_line as (group_id uuid, ${AGING_SUMS.map((name) => `${name} bigint`).join(", ")}, group_name text);
create function bench.ar_aging_by_payer(practice_id uuid, as_of date) returns setof bench.aging_line stable language sql as $$
  select a.*, y.name from (${AGING_BY_PAYER}) a left join payer y on y.id = a.group_id order by a.total desc, a.group_id desc $$;
create function bench.ar_aging_by_practice(as_of date) returns setof bench.aging_line stable language sql as $$
  select a.*, y.name from (${AGING_BY_PRACTICE}) a left join practice y on y.id = a.group_id order by a.total desc, a.group_id desc $$;
create type bench.explained_balance as (charged bigint, adjusted bigint, insurer_paid bigint, insurer_owes bigint, patient_owes bigint);
create function bench.explain_sums(practice_id uuid, patient_id uuid) returns bench.explained_balance stable language sql as $$ ${EXPLAIN_SUMS} $$;
`;
