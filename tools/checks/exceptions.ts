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
  cb_mailbox_owner: "which billing service a file in a shared mailbox is for, before there is a tenant; an id only",
  cb_service_practices: "ids of a service's practices, before an actor is known; ids only",
};

/** Columns of entity tables that no entity maps, beside generated ones. */
export const UNMAPPED_COLUMNS: Readonly<Record<string, string>> = {};

/** Files outside platform, ledger and reports that write SQL by hand. */
export const RAW_SQL: Readonly<Record<string, string>> = {
  "src/claims/create-claims.ts": "which lines are billed is one question over lines and the book; claim_encounter is a table without an entity",
  "src/claims/void-claim.ts": "which encounters no other claim bills is one question over claim_encounter, a table without an entity",
};

/** Files of src/ longer than a page. */
export const LONG_FILES: Readonly<Record<string, string>> = {
  "src/sandbox/card-simulator/api.ts": "the one table of the simulated API's paths, read from top to bottom",
};
