/**
 * SQL for migrations: every table of the house is made by one of these, so that keys, policies and grants are the
 * same everywhere and a table without walls cannot be written by accident (the tenancy check asks PostgreSQL).
 */

/** Who may see a row when the caller is a patient session: nobody, everyone of the practice, or the named column's patient. */
export type PatientReach = "closed" | "open" | { readonly column: string } | { /** A condition over the row, where only other rows know the patient. */ readonly where: string };

export type TableOptions = {
  readonly patients?: PatientReach;
  /** Rows are only ever added: no UPDATE or DELETE grant, and triggers that refuse both. */
  readonly appendOnly?: boolean;
};

export function practiceTable(name: string, columns: string, options: TableOptions = {}): string {
  return `
create table ${name} (
  practice_id uuid not null references practice (id),
  id uuid not null,
  ${columns.trim().replace(/,$/, "")},
  primary key (practice_id, id)
);
${walls(name, `practice_id = any ((select cb_practices())::uuid[])`, options)}`;
}

/** For rows whose key is not (practice_id, id): the columns bring their own primary key, which starts with practice_id. */
export function practiceTableWithKey(name: string, columns: string, options: TableOptions = {}): string {
  return `
create table ${name} (
  practice_id uuid not null references practice (id),
  ${columns.trim().replace(/,$/, "")}
);
${walls(name, `practice_id = any ((select cb_practices())::uuid[])`, options)}`;
}

export function serviceTable(name: string, columns: string, options: TableOptions = {}): string {
  return `
create table ${name} (
  billing_service_id uuid not null references billing_service (id),
  id uuid not null,
  ${columns.trim().replace(/,$/, "")},
  primary key (billing_service_id, id)
);
${walls(name, `billing_service_id = (select cb_service())`, options)}`;
}

/**
 * A foreign key inside one practice: both columns, so that it cannot cross. Checked at COMMIT, because entities hold
 * ids rather than relations and MikroORM then orders a flush by entity, not by dependency.
 */
export function references(column: string, table: string): string {
  return `foreign key (practice_id, ${column}) references ${table} (practice_id, id) deferrable initially deferred`;
}

/** A CHECK over a closed list: text with a check, never a PostgreSQL enum, which is not leakproof under policies. */
export function oneOf(column: string, values: readonly string[]): string {
  return `check (${column} in (${values.map((value) => `'${value}'`).join(", ")}))`;
}

export function walls(name: string, predicate: string, options: TableOptions = {}): string {
  const reach = options.patients ?? "closed";
  const patient =
    reach === "open"
      ? ""
      : `create policy ${name}_patient on ${name} as restrictive to cb_api using (${
          reach === "closed" ? "(select cb_all_patients())" : `(select cb_all_patients()) or ${"where" in reach ? reach.where : `${reach.column} = any ((select cb_patients())::uuid[])`}`
        });`;
  return `
alter table ${name} enable row level security;
alter table ${name} force row level security;
create policy ${name}_tenant on ${name} to cb_api using (${predicate}) with check (${predicate});
create policy ${name}_owner on ${name} to current_user using (true) with check (true);
${patient}
${
  options.appendOnly
    ? `grant select, insert on ${name} to cb_api;
create trigger ${name}_append_only before update or delete on ${name} for each row execute function cb_append_only();
create trigger ${name}_no_truncate before truncate on ${name} for each statement execute function cb_append_only();`
    : `grant select, insert, update, delete on ${name} to cb_api;`
}`;
}
