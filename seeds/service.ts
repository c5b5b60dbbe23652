import { addApp, addStaffUser } from "../src/staff";
import type { WorkMaker } from "../src/platform/work/office-work";
import type { Work } from "../src/platform/work/work";
import { seedWork } from "./index";

/** Fixed, so that documentation and examples can name it. */
export const BILLING_SERVICE_ID = "01937000-0000-7000-8000-000000000001";
/** A stranger: another billing service on the same installation, whose rows nobody of ours may ever see. */
export const OTHER_BILLING_SERVICE_ID = "01937000-0000-7000-8000-000000000002";

export type SeededService = { billingServiceId: string; addStaff: typeof addStaff };

export async function seedService(makeWork: WorkMaker): Promise<SeededService> {
  for (const [id, name] of [
    [BILLING_SERVICE_ID, "Front Range Billing"],
    [OTHER_BILLING_SERVICE_ID, "Harbor Billing"],
  ] as const) {
    const work = seedWork(makeWork, id, []);
    await work.sql("insert into billing_service (id, name, created_at) values ($1, $2, $3)", [id, name, work.now]);
  }
  return { billingServiceId: BILLING_SERVICE_ID, addStaff };
}

async function addStaff(work: Work, practices: { riverside: { id: string } }) {
  const person = (email: string, name: string, role: Parameters<typeof addStaffUser>[1]["roles"][number], practiceId: string | null = null) =>
    addStaffUser(work, { email, name, roles: [role], practiceId });
  return {
    dana: await person("dana@frontrange.example", "Dana Whitfield", "SERVICE_ADMINISTRATOR"),
    ben: await person("ben@frontrange.example", "Ben Okafor", "BILLER"),
    cora: await person("cora@frontrange.example", "Cora Lindqvist", "CODER"),
    petra: await person("petra@frontrange.example", "Petra Novak", "PAYMENT_POSTER"),
    cole: await person("cole@frontrange.example", "Cole Mercer", "COLLECTIONS_AGENT"),
    audrey: await person("audrey@frontrange.example", "Audrey Tan", "AUDITOR"),
    priya: await person("priya@riverside.example", "Priya Raman", "PRACTICE_ADMINISTRATOR", practices.riverside.id),
    finn: await person("finn@riverside.example", "Finn Doyle", "FRONT_DESK", practices.riverside.id),
    drVoss: await person("voss@riverside.example", "Elena Voss", "PROVIDER", practices.riverside.id),
    ehr: await addApp(work, { name: "Northwind EHR", practiceIds: [practices.riverside.id] }),
  };
}
