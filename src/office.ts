import type { Room } from "./platform/room";
import { claimsRoom } from "./claims";
import { codingRoom } from "./coding";
import { collectionsRoom } from "./collections";
import { coverageRoom } from "./coverage";
import { encountersRoom } from "./encounters";
import { ledgerRoom } from "./ledger";
import { patientsRoom } from "./patients";
import { paymentsRoom } from "./payments";
import { clockRoom } from "./platform/clock/room";
import { jobsRoom } from "./platform/jobs/room";
import { mailRoom } from "./platform/mail";
import { practicesRoom } from "./practices";
import { remittanceRoom } from "./remittance";
import { reportsRoom } from "./reports";
import { staffRoom } from "./staff";
import { statementsRoom } from "./statements";
import { worklistsRoom } from "./worklists";

/** The rooms, in revenue-cycle order. A room imports earlier ones, through their doors, never later ones. */
export const rooms: readonly Room[] = [
  clockRoom,
  jobsRoom,
  mailRoom,
  practicesRoom,
  staffRoom,
  ledgerRoom,
  patientsRoom,
  coverageRoom,
  encountersRoom,
  codingRoom,
  claimsRoom,
  remittanceRoom,
  paymentsRoom,
  statementsRoom,
  collectionsRoom,
  worklistsRoom,
  reportsRoom,
];
