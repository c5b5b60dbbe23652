import { CreateTheWalls } from "./20261123-000000-create-the-walls";
import { CreateTheBuilding } from "./20261123-000100-create-the-building";
import { CreateStaff } from "./20261123-000200-create-staff";
import { CreatePractices } from "./20261123-000300-create-practices";
import { CreateLedger } from "./20261123-000400-create-ledger";
import { CreatePatients } from "./20261123-000500-create-patients";
import { CreateMail } from "./20261123-001050-create-mail";
import { CreatePayments } from "./20261123-001100-create-payments";
import { CreateStatements } from "./20261123-001200-create-statements";
import { CreateCollections } from "./20261123-001300-create-collections";
import { CreateWorklists } from "./20261123-001400-create-worklists";
import { CreateSandboxSeed } from "./20261123-001500-create-sandbox-seed";
import { CreateCoverage } from "./20261123-000600-create-coverage";
import { CreateEncounters } from "./20261123-000700-create-encounters";
import { CreateClaims } from "./20261123-000900-create-claims";
import { CreateClearinghouse } from "./20261123-000950-create-clearinghouse";
import { CreateCoding } from "./20261123-000800-create-coding";
import { ShowFailingJobs } from "./20261123-000160-show-failing-jobs";
import { DecideBalances } from "./20261123-001900-decide-balances";
import { CreateRemittance } from "./20261123-001000-create-remittance";

/** In order; a migration that has run is never edited, a new one is added. */
export const migrations = [
  { name: "20261123-000000-create-the-walls", class: CreateTheWalls },
  { name: "20261123-000100-create-the-building", class: CreateTheBuilding },
  { name: "20261123-000200-create-staff", class: CreateStaff },
  { name: "20261123-000300-create-practices", class: CreatePractices },
  { name: "20261123-000400-create-ledger", class: CreateLedger },
  { name: "20261123-000500-create-patients", class: CreatePatients },
  { name: "20261123-001050-create-mail", class: CreateMail },
  { name: "20261123-001100-create-payments", class: CreatePayments },
  { name: "20261123-001200-create-statements", class: CreateStatements },
  { name: "20261123-001300-create-collections", class: CreateCollections },
  { name: "20261123-001400-create-worklists", class: CreateWorklists },
  { name: "20261123-001500-create-sandbox-seed", class: CreateSandboxSeed },
  { name: "20261123-000600-create-coverage", class: CreateCoverage },
  { name: "20261123-000700-create-encounters", class: CreateEncounters },
  { name: "20261123-000900-create-claims", class: CreateClaims },
  { name: "20261123-000950-create-clearinghouse", class: CreateClearinghouse },
  { name: "20261123-000800-create-coding", class: CreateCoding },
  { name: "20261123-000160-show-failing-jobs", class: ShowFailingJobs },
  { name: "20261123-001000-create-remittance", class: CreateRemittance },
  { name: "20261123-001900-decide-balances", class: DecideBalances },
];
