import { invariant } from "../../vocabulary";

/** Roles of people, programs and patients. A role is a name for a set of permissions; the rooms fill the sets. */
export const ROLES = {
  SERVICE_OWNER: "Owns the billing service: everything, including staff and settings.",
  SERVICE_ADMINISTRATOR: "Runs the billing service: practices, payers, staff, policies.",
  BILLER: "Submits claims, posts remittances, works denials, issues statements.",
  CODER: "Codes encounters; sees clinical fields and no payment means.",
  PAYMENT_POSTER: "Posts remittances and payments.",
  COLLECTIONS_AGENT: "Works overdue accounts; sees debts and no clinical field.",
  TRANSCRIPTIONIST: "Turns dictations into transcripts.",
  AUDITOR: "Reads everything, changes nothing.",
  PRACTICE_ADMINISTRATOR: "Runs one practice: its providers, fees, settings and reports.",
  PROVIDER: "A clinician of a practice: own encounters and questions from coders.",
  FRONT_DESK: "Registers patients and coverage, takes payments; sees balances and no diagnosis.",
  EHR_APP: "A program of an EHR vendor: patients, coverage, encounters in; claims and balances out.",
  PATIENT: "A patient's own session: own balance, statements and payments.",
} as const;
export type Role = keyof typeof ROLES;

export type PermissionDeclaration = {
  /** What one may do with it, in a sentence. */
  readonly description: string;
  readonly roles: readonly Role[];
};
export type PermissionTable = Readonly<Record<string, PermissionDeclaration>>;

/** All permissions of the office, from the rooms' tables; the source of schema/permissions.json and of the start-up check. */
export class PermissionBook {
  readonly declarations: ReadonlyMap<string, PermissionDeclaration>;

  constructor(tables: readonly PermissionTable[]) {
    const all = new Map<string, PermissionDeclaration>();
    for (const table of tables) {
      for (const [name, declaration] of Object.entries(table)) {
        invariant(!all.has(name), `the permission ${name} is declared twice`);
        all.set(name, declaration);
      }
    }
    this.declarations = all;
  }

  ofRoles(roles: readonly Role[]): ReadonlySet<string> {
    const granted = new Set<string>();
    for (const [name, { roles: holders }] of this.declarations) {
      // The owner may do what any other role may, except pose as a patient.
      const owner = roles.includes("SERVICE_OWNER") && holders.some((role) => role !== "PATIENT");
      if (owner || holders.some((role) => roles.includes(role))) granted.add(name);
    }
    return granted;
  }
}
