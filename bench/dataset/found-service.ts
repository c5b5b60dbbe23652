import type { addLocation as AddLocation, addPayer as AddPayer, addProvider as AddProvider, createPractice as CreatePractice, setFeeSchedule as SetFeeSchedule } from "../../src/practices/index.ts";
import type { addStaffUser as AddStaffUser } from "../../src/staff/index.ts";
import type { FEES as Fees, seedNpi as SeedNpi } from "../../seeds/practices.ts";
import type { seedWork as SeedWork } from "../../seeds/index.ts";
import { openBenchOffice } from "../contenders/open-bench-office.ts";
import { product } from "../product.ts";
import type { Connection } from "./connection.ts";
import type { BulkContext } from "./bulk.ts";

const SERVICE_ID = "01937000-0000-7000-8000-0000000000be";

/** The service, its practices, payers, fees and staff are few: they are made by the rooms' own verbs. */
export async function foundService(owner: Connection, practices: number): Promise<Omit<BulkContext, "bucketKeySql">> {
  const rooms = product<{ addLocation: typeof AddLocation; addPayer: typeof AddPayer; addProvider: typeof AddProvider; createPractice: typeof CreatePractice; setFeeSchedule: typeof SetFeeSchedule }>(
    "src/practices/index.js",
  );
  const { addStaffUser } = product<{ addStaffUser: typeof AddStaffUser }>("src/staff/index.js");
  const { FEES, seedNpi } = product<{ FEES: typeof Fees; seedNpi: typeof SeedNpi }>("seeds/practices.js");
  const { seedWork } = product<{ seedWork: typeof SeedWork }>("seeds/index.js");
  const { cents, plainDate } = product<typeof import("../../src/vocabulary/index.ts")>("src/vocabulary/index.js");
  const office = await openBenchOffice(owner);
  try {
    const found = seedWork(office.makeWork, SERVICE_ID, []);
    await found.sql("insert into billing_service (id, name, created_at) values ($1, $2, $3)", [SERVICE_ID, "Bench Billing", found.now]);
    const ids: string[] = [];
    const address = { street: "1200 River Road", city: "Denver", state: "CO", zip: "80202-1234" };
    const npi = (kind: number, n: number) => seedNpi(`1${kind}${String(n).padStart(7, "0")}`);
    for (let n = 1; n <= practices; n++) {
      const practice = await rooms.createPractice(seedWork(office.makeWork, SERVICE_ID, []), {
        name: `Clinic ${String(n).padStart(2, "0")}`,
        npi: npi(1, n),
        taxId: `84-${String(1_000_000 + n)}`,
        taxIdKind: "EIN",
        taxonomy: "207Q00000X",
        timeZone: "America/Denver",
        address,
        phone: "303-555-0100",
      });
      ids.push(practice.id);
    }
    const work = seedWork(office.makeWork, SERVICE_ID, ids);
    for (const [index, practiceId] of ids.entries()) {
      await rooms.addLocation(work, { practiceId, name: "Main Street", placeOfService: "11", address });
      for (const k of [0, 1, 2])
        await rooms.addProvider(work, {
          practiceId,
          npi: npi(2 + k, index + 1),
          firstName: ["Elena", "Omar", "Lina"][k]!,
          lastName: ["Voss", "Haddad", "Ortiz"][k]!,
          credentials: "MD",
          taxonomy: "207Q00000X",
        });
      await rooms.setFeeSchedule(work, {
        practiceId,
        name: "Standard",
        effectiveFrom: plainDate("2024-01-01"),
        fees: FEES.map(([procedureCode, amount]) => ({ procedureCode, amountCents: cents(amount) })),
      });
    }
    for (const [name, electronicPayerId, filingIndicator] of [
      ["Blue Peak Health", "BPH01", "BL"],
      ["Acorn Mutual", "ACM02", "CI"],
      ["Medicare Part B Colorado", "04112", "MB"],
      ["Colorado Medicaid", "COTXIX", "MC"],
    ] as const) {
      await rooms.addPayer(work, { name, electronicPayerId, filingIndicator, filingLimitDays: 365, address });
    }
    const biller = await addStaffUser(work, { email: "biller@bench.example", name: "Ben Okafor", roles: ["BILLER"] });
    await office.jobs.drain();
    return { serviceId: SERVICE_ID, actor: { id: biller.id, name: biller.name }, fees: FEES };
  } finally {
    await office.close();
  }
}
