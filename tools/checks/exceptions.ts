/**
 * Every exception that the guards make, in one place, each with its reason. An entry that is no longer needed is itself
 * a problem, so the lists only hold what is true.
 */

/** Tables that hold no tenant's rows. */
export const TABLES_WITHOUT_TENANT: Readonly<Record<string, string>> = {
  migration: "what has been migrated; the owner's, and the API's role has no grant on it",
  sandbox_seed: "one row for the whole sandbox: whether it has been seeded",
  sandbox_clock: "one row for the whole sandbox: how far its clock has been moved",
};

/** Tables whose own id is the tenant. */
export const TENANTS: Readonly<Record<string, "practice_id" | "billing_service_id">> = {
  practice: "practice_id",
  billing_service: "billing_service_id",
};

/** Tables that a patient's session may read whole although a column of theirs leads to a patient. */
export const OPEN_TO_PATIENTS: Readonly<Record<string, string>> = {};

/** Foreign keys between two tables of a tenant that do not carry it. */
export const KEYS_WITHOUT_TENANT: Readonly<Record<string, string>> = {};

/** Functions that run with the owner's rights. Each sets its search_path, is closed to PUBLIC and gives away no row of another tenant. */
export const OWNER_FUNCTIONS: Readonly<Record<string, string>> = {
  cb_enqueue: "the only way to the queue, whose tables the API's role cannot see",
  cb_failing_jobs: "the only view of the queue's failures: numbers and task names of the caller's own tenant, no payloads",
  cb_retry_job: "tries again a job that cb_failing_jobs shows to the caller, and no other",
  cb_pay_link: "whose pay link a token is, before there is a tenant; ids only, found by the hash of a secret",
  cb_mailbox_owner: "which billing service a file in a shared mailbox is for, before there is a tenant; an id only",
  cb_service_practices: "ids of a service's practices, before an actor is known; ids only",
};

/** Columns of entity tables that no entity maps, beside generated ones. */
export const UNMAPPED_COLUMNS: Readonly<Record<string, string>> = {};

/** Files outside platform, ledger and reports that write SQL by hand. */
export const RAW_SQL: Readonly<Record<string, string>> = {
  "src/remittance/policy/adjustment-policies.ts": "the default policies are planted once, whoever comes first: insert on conflict do nothing",
  "src/remittance/post-remittance.ts": "that nothing is left in clearing is a sum over the book",
  "src/claims/close-settled-claims.ts": "which claims nobody owes anything on is one question over lines and the book",
  "src/claims/create-claims.ts": "which lines are billed is one question over lines and the book; claim_encounter is a table without an entity",
  "src/coding/load-code-set.ts": "a year of ICD-10-CM is 95,358 rows: written in batches with unnest, under an advisory lock, never as entities",
  "src/payments/allocate-credit.ts": "what stands of allocations is a sum over rows that are only added",
  "src/payments/card-processor/store-event.ts": "an event is stored once by its unique key, whoever comes first: insert ... on conflict do nothing",
  "src/payments/card-processor/sweep.ts": "processor_sweep is one instant per service, a table without an entity",
  "src/payments/document-number.ts": "a number without gaps is one upsert whose row stays locked until COMMIT",
  "src/payments/lock-account.ts": "the book and the allocations are compared in one question",
  "src/payments/settle-guarantor.ts": "who is owed and who has credit is asked of the book's balances",
  "src/statements/account-balance.ts": "which lines an account has is asked of the book",
  "src/statements/pay-link.ts": "a stranger's token is looked up by cb_pay_link; an attempt is spent by one conditional update",
  "src/statements/statement-run.ts": "who owes is asked of the book's balances",
  "src/claims/void-claim.ts": "which encounters no other claim bills is one question over claim_encounter, a table without an entity",
};

/** Files of src/ longer than a page. */
export const LONG_FILES: Readonly<Record<string, string>> = {};
