import { parseArgs } from "node:util";
import { jobActor } from "../platform/access/actor";
import type { Config } from "../platform/config/config";
import { uuidv7 } from "../platform/database/ids";
import { makeLog } from "../platform/log";
import { noEffects } from "../platform/work/effects";
import { openOffice } from "../open-office";
import { addStaffUser } from "../staff";
import { CannotOpen } from "./cannot-open";
import { openDataDirectory, signingKeyOf } from "./data-directory";
import { findDatabase } from "./find-database";
import { seedStateOf } from "./sandbox-seed";
import { migrateSaying } from "./start";
import { Refusal } from "../vocabulary";

const TOKEN_HOURS = 12;
const USAGE = 'Usage: npm run found -- --service "Front Range Billing" --name "Dana Whitfield" --email dana@frontrange.example';

/**
 * The first act on an empty installation, which nobody could be permitted to do over the API: a billing service and its
 * owner, with a token for the first day. Everybody else is added by the owner through the API.
 */
export async function foundService(config: Config, say: (line: string) => void, args: readonly string[]): Promise<void> {
  const { service, name, email } = readArguments(args);
  openDataDirectory(config);
  const database = await findDatabase(config, say);
  try {
    await migrateSaying(database, say);
    const state = await seedStateOf(database.owner);
    if (state === "seeded" || state === "unfinished") throw new CannotOpen(`The database ${database.place} holds a seeded sandbox, which has its billing services already.`);
    const office = await openOffice({ config, owner: database.owner, api: database.api, log: makeLog(config.logLevel), effects: noEffects, signingKeyPem: signingKeyOf(config) });
    try {
      const billingServiceId = uuidv7();
      const work = office.makeWork(jobActor({ billingServiceId, practiceIds: [], patientIds: "all" }, "found"));
      const owner = await work.atomically(async () => {
        await work.sql("insert into billing_service (id, name, created_at) values ($1, $2, $3)", [billingServiceId, service, work.now]);
        return addStaffUser(work, { email, name, roles: ["SERVICE_OWNER"] });
      });
      say(`founded ${service}; its owner is ${name} (${email}). A token for the first ${TOKEN_HOURS} hours:`);
      say(office.tokenKey.sign({ kind: "staff", id: owner.id, billingServiceId }, new Date(), TOKEN_HOURS * 3600));
    } catch (error) {
      if (error instanceof Refusal) throw new CannotOpen(`Nothing was founded: ${error.message}`);
      throw error;
    } finally {
      await office.close();
    }
  } finally {
    await database.stop();
  }
}

function readArguments(args: readonly string[]): { service: string; name: string; email: string } {
  try {
    const { values } = parseArgs({ args: [...args], options: { service: { type: "string" }, name: { type: "string" }, email: { type: "string" } } });
    const { service, name, email } = values;
    if (service?.trim() && name?.trim() && email?.trim()) return { service: service.trim(), name, email };
  } catch {} // an argument that it does not have
  throw new CannotOpen(USAGE);
}
