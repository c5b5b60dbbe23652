import type pg from "pg";
import { seed, seedWork } from "../../seeds";
import { seedDemo } from "../../seeds/encounters";
import type { TokenClaims } from "../platform/access/tokens";
import { toTypeId } from "../platform/database/ids";
import { withClient, type Connection } from "../platform/database/migrate";
import type { Office } from "../open-office";

export type SandboxActor = { readonly kind: string; readonly who: string; readonly claims: TokenClaims };

/** Whose tokens are printed, and the ids that the explorer's ready operations name. */
export type SandboxCast = { readonly actors: readonly SandboxActor[]; readonly ids: Readonly<Record<string, string>> };

export type SeedState = "empty" | "seeded" | "unfinished" | "not-a-sandbox";

/** What the database is to the sandbox. Billing services that the seed did not make are somebody's real ones. */
export async function seedStateOf(owner: Connection): Promise<SeedState> {
  return withClient(owner, async (client) => {
    const { rows } = await client.query<{ finished: boolean | null; services: number }>(
      "select (select finished_at is not null from sandbox_seed) as finished, (select count(*)::int from billing_service) as services",
    );
    const { finished, services } = rows[0]!;
    if (finished === null) return services === 0 ? "empty" : "not-a-sandbox";
    return finished ? "seeded" : "unfinished";
  });
}

/** Once, and remembered: a start that is killed in between is seen by the next one. */
export async function seedSandbox(office: Office): Promise<void> {
  const { ownerPool } = office.database;
  await ownerPool.query("insert into sandbox_seed default values");
  const cast = await seed(office.makeWork);
  await seedDemo(seedWork(office.makeWork, cast.billingServiceId, [cast.riverside.id, cast.lakeside.id]), cast);
  await office.jobs.drain();
  await ownerPool.query("update sandbox_seed set finished_at = now(), actors = $1", [JSON.stringify(rememberedCast(cast))]);
}

export async function readSandboxCast(ownerPool: pg.Pool): Promise<SandboxCast> {
  const { rows } = await ownerPool.query<{ actors: SandboxCast }>("select actors from sandbox_seed");
  return rows[0]!.actors;
}

const PREFIXES = {
  riverside: "prc",
  lakeside: "prc",
  mainStreet: "loc",
  hospital: "loc",
  elenaVoss: "prv",
  omarHaddad: "prv",
  bluePeak: "pyr",
  acornMutual: "pyr",
  ada: "pat",
  cy: "pat",
  bo: "pat",
} as const;

function rememberedCast(cast: Awaited<ReturnType<typeof seed>>): SandboxCast {
  const { billingServiceId, riverside } = cast;
  const staff = (kind: string, who: string, { id }: { id: string }): SandboxActor => ({ kind, who, claims: { kind: "staff", id, billingServiceId } });
  return {
    actors: [
      staff("service-administrator", "Dana Whitfield, Front Range Billing", cast.dana),
      staff("biller", "Ben Okafor, Front Range Billing", cast.ben),
      staff("coder", "Cora Lindqvist, Front Range Billing", cast.cora),
      staff("practice-administrator", "Priya Raman, Riverside Clinic", cast.priya),
      { kind: "ehr-app", who: "Northwind EHR, installed at Riverside Clinic", claims: { kind: "app", id: cast.ehr.id, billingServiceId } },
      { kind: "patient", who: "Ada Park, of Riverside Clinic", claims: { kind: "patient", id: cast.ada.id, billingServiceId, practiceId: riverside.id, patientIds: [cast.ada.id] } },
    ],
    ids: Object.fromEntries(Object.entries(PREFIXES).map(([name, prefix]) => [name, toTypeId(prefix, cast[name as keyof typeof PREFIXES].id)])),
  };
}
