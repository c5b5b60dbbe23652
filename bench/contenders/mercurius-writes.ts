import { randomUUID } from "node:crypto";
import type pg from "pg";

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Row = Record<string, any>;

const ADDRESS = `'{"street":"1 Bench Road","street2":null,"city":"Denver","state":"CO","zip":"80202"}'`;

/** The writes as a careful Node developer writes them with pg: one transaction, named statements, rows that the verb needs. */
export function mercuriusWrites(pool: pg.Pool) {
  async function transaction<T>(act: (run: (name: string, text: string, values: unknown[]) => Promise<Row[]>) => Promise<T>): Promise<T> {
    const client = await pool.connect();
    try {
      await client.query("begin");
      const result = await act(async (name, text, values) => (await client.query<Row>({ name, text, values })).rows);
      await client.query("commit");
      client.release();
      return result;
    } catch (error) {
      await client.query("rollback").catch(() => {});
      client.release();
      throw error;
    }
  }

  return {
    patientCreate: (_: unknown, a: { practiceId: string; medicalRecordNumber: string; firstName: string; lastName: string; birthDate: string; actorId: string }) =>
      transaction(async (run) => {
        const [id, guarantorId] = [randomUUID(), randomUUID()];
        await run("m-guarantor", `insert into guarantor (practice_id, id, first_name, last_name, birth_date, address, created_at) values ($1, $2, $3, $4, $5, ${ADDRESS}, now())`, [
          a.practiceId,
          guarantorId,
          a.firstName,
          a.lastName,
          a.birthDate,
        ]);
        const [patient] = await run(
          "m-patient",
          `insert into patient (practice_id, id, guarantor_id, guarantor_relationship, medical_record_number, first_name, last_name, birth_date, sex, address, created_at) values ($1, $2, $3, 'SELF', $4, $5, $6, $7, 'UNKNOWN', ${ADDRESS}, now())
           returning id, medical_record_number as "medicalRecordNumber", first_name as "firstName", last_name as "lastName", version`,
          [a.practiceId, id, guarantorId, a.medicalRecordNumber, a.firstName, a.lastName, a.birthDate],
        );
        await run(
          "m-event",
          `insert into event (practice_id, id, type, aggregate_type, aggregate_id, sequence, data, actor_kind, actor_id, request_id, occurred_at) values ($1, uuidv7(), 'patient.created', 'patient', $2, 1, '{}', 'staff', $3, 'bench', now())`,
          [a.practiceId, id, a.actorId],
        );
        return patient;
      }),

    claimCreate: (_: unknown, a: { practiceId: string; encounterId: string; actorId: string }) =>
      transaction(async (run) => {
        const [encounter] = await run(
          "m-encounter",
          `select e.*, p.guarantor_id from encounter e join patient p on p.practice_id = e.practice_id and p.id = e.patient_id where e.practice_id = $1 and e.id = $2 and e.status = 'CODED' for update of e`,
          [a.practiceId, a.encounterId],
        );
        if (!encounter) throw new Error("not coded");
        const charges = await run(
          "m-charges",
          `select id, position, procedure_code, modifiers, unit_kind, quantity, charge_cents, diagnosis_pointers, served_on, served_to, emergency from charge where practice_id = $1 and encounter_id = $2 and withdrawn_at is null order by position`,
          [a.practiceId, a.encounterId],
        );
        const diagnoses = await run("m-diagnoses", `select code from diagnosis where practice_id = $1 and encounter_id = $2 order by position`, [a.practiceId, a.encounterId]);
        const [coverage] = await run(
          "m-coverage",
          `select id, payer_id from coverage where practice_id = $1 and patient_id = $2 and rank = 1 and effective_from <= $3 and (effective_to is null or effective_to >= $3)`,
          [a.practiceId, encounter.patient_id, encounter.served_from],
        );
        const [claimId, journalId] = [randomUUID(), randomUUID()];
        const total = charges.reduce((sum, charge) => sum + (charge.charge_cents as number), 0);
        const days = charges.map((charge) => charge.served_on as string).sort();
        await run(
          "m-journal",
          `insert into journal (practice_id, id, kind, source_id, part, effective_on, posted_at, actor_kind, actor_id, request_id) values ($1, $2, 'charge', $3, '', current_date, now(), 'staff', $4, 'bench')`,
          [a.practiceId, journalId, claimId, a.actorId],
        );
        const [claim] = await run(
          "m-claim",
          `insert into claim (practice_id, id, patient_id, guarantor_id, claim_number, workflow, next_action_owner, current_sequence, total_charge_cents, served_from, served_to, location_id, rendering_provider_id, place_of_service,
             provider_signature_on_file, patient_signature_on_file, assignment, benefits_assignment, release_of_information, diagnoses, charge_journal_id, created_at, version)
           values ($1, $2, $3, $4, 'C' || nextval('claim_number_seq'), 'DRAFT', 'BILLER', 1, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, now(), 2)
           returning practice_id as "practiceId", id, claim_number as "claimNumber", workflow, total_charge_cents as "totalChargeCents", version`,
          [
            a.practiceId,
            claimId,
            encounter.patient_id,
            encounter.guarantor_id,
            total,
            days[0],
            days.at(-1),
            encounter.location_id,
            encounter.rendering_provider_id,
            encounter.place_of_service,
            encounter.provider_signature_on_file,
            encounter.patient_signature_on_file,
            encounter.assignment,
            encounter.benefits_assignment,
            encounter.release_of_information,
            diagnoses.map((row) => row.code),
            journalId,
          ],
        );
        await run("m-payer", `insert into claim_payer (practice_id, id, claim_id, patient_id, sequence, payer_id, coverage_id) values ($1, uuidv7(), $2, $3, 1, $4, $5)`, [
          a.practiceId,
          claimId,
          encounter.patient_id,
          coverage!.payer_id,
          coverage!.id,
        ]);
        await run(
          "m-lines",
          `insert into claim_line (practice_id, id, claim_id, patient_id, encounter_id, charge_id, line_number, line_item_control_number, procedure_code, modifiers, unit_kind, quantity, charge_cents, diagnosis_pointers, served_on, served_to, emergency)
          select $1, uuidv7(), $2, patient_id, $3, id, position, upper(left(replace(id::text, '-', ''), 26)), procedure_code, modifiers, unit_kind, quantity, charge_cents, diagnosis_pointers, served_on, served_to, emergency from charge
          where practice_id = $1 and encounter_id = $3 and withdrawn_at is null`,
          [a.practiceId, claimId, a.encounterId],
        );
        await run("m-link", `insert into claim_encounter (practice_id, claim_id, encounter_id) values ($1, $2, $3)`, [a.practiceId, claimId, a.encounterId]);
        await run(
          "m-claim-history",
          `insert into claim_history (practice_id, id, claim_id, axis, move, from_state, to_state, actor_kind, actor_id, actor_name, at) values ($1, uuidv7(), $2, 'WORKFLOW', 'create', 'DRAFT', 'DRAFT', 'staff', $3, 'Ben Okafor', now())`,
          [a.practiceId, claimId, a.actorId],
        );
        await run(
          "m-entries",
          `insert into ledger_entry (practice_id, id, journal_id, effective_on, posted_at, account, amount_cents, patient_id, guarantor_id, claim_id, service_line_id, payer_id, payer_sequence)
          select $1, uuidv7(), $2, current_date, now(), x.account, x.sign * c.cents, $3, $4, $5, c.id, $6, 1 from unnest($7::uuid[], $8::bigint[]) as c (id, cents) cross join (values ('RECEIVABLE_INSURER', 1), ('CHARGES', -1)) as x (account, sign)`,
          [a.practiceId, journalId, encounter.patient_id, encounter.guarantor_id, claimId, coverage!.payer_id, charges.map((charge) => charge.id), charges.map((charge) => charge.charge_cents)],
        );
        await run(
          "m-balances",
          `insert into ledger_balance as b (practice_id, account, key, amount_cents, patient_id, guarantor_id, claim_id, service_line_id, payer_id, payer_sequence)
          select practice_id, account, case account when 'CHARGES' then service_line_id::text else service_line_id || '|1' end, amount_cents, patient_id, guarantor_id, claim_id, service_line_id, payer_id, payer_sequence
          from ledger_entry where practice_id = $1 and journal_id = $2 order by 2, 3 on conflict (practice_id, account, key) do update set amount_cents = b.amount_cents + excluded.amount_cents`,
          [a.practiceId, journalId],
        );
        await run("m-billed", `update charge set billed_at = now() where practice_id = $1 and encounter_id = $2 and billed_at is null`, [a.practiceId, a.encounterId]);
        await run("m-encounter-billed", `update encounter set status = 'BILLED', status_since = now(), updated_at = now(), version = version + 1 where practice_id = $1 and id = $2`, [
          a.practiceId,
          a.encounterId,
        ]);
        await run(
          "m-encounter-history",
          `insert into encounter_history (practice_id, id, encounter_id, move, from_status, to_status, actor_kind, actor_id, actor_name, reason, occurred_at) values ($1, uuidv7(), $2, 'bill', 'CODED', 'BILLED', 'staff', $3, 'Ben Okafor', $4, now())`,
          [a.practiceId, a.encounterId, a.actorId, claim!.claimNumber],
        );
        await run(
          "m-claim-event",
          `insert into event (practice_id, id, type, aggregate_type, aggregate_id, sequence, data, actor_kind, actor_id, request_id, occurred_at) values ($1, uuidv7(), 'claim.created', 'claim', $2, 1, $3, 'staff', $4, 'bench', now())`,
          [a.practiceId, claimId, JSON.stringify({ patientId: encounter.patient_id, chargeCents: total, payerId: coverage!.payer_id }), a.actorId],
        );
        return claim;
      }),
  };
}
