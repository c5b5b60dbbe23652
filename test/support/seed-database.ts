import type { Connection } from "../../src/platform/database/migrate";
import { openOfficeForTests } from "./open-office-for-tests";
import { seed } from "../../seeds";

/** The seeded cast, kept beside the rows it names, so that every test file can look them up. */
export async function seedDatabase(owner: Connection): Promise<void> {
  const office = await openOfficeForTests(owner);
  try {
    const cast = await seed(office.makeWork);
    await office.jobs.drain();
    const ids = Object.fromEntries(
      Object.entries(cast)
        .filter(([, value]) => typeof (value as { id?: unknown }).id === "string")
        .map(([name, value]) => [name, (value as unknown as { id: string }).id]),
    );
    await office.database.ownerPool.query("create table test_cast (ids jsonb not null)");
    await office.database.ownerPool.query("insert into test_cast values ($1)", [JSON.stringify({ ...ids, billingServiceId: cast.billingServiceId })]);
  } finally {
    await office.close();
  }
}
