import type { WorkMaker } from "../src/platform/work/office-work";
import { jobActor } from "../src/platform/access/actor";
import type { Work } from "../src/platform/work/work";
import { seedCodes } from "./codes";
import { seedClearinghouse } from "./claims";
import { seedCoverage } from "./coverage";
import { seedPatients } from "./patients";
import { seedPractices } from "./practices";
import { seedAdjustmentPolicy } from "../src/remittance";
import { seedPatientBilling } from "./patient-billing";
import { seedService, type SeededService } from "./service";

/** Everyone and everything that the sandbox and the tests know by name. */
export type Cast = SeededService &
  Awaited<ReturnType<SeededService["addStaff"]>> &
  Awaited<ReturnType<typeof seedPractices>> &
  Awaited<ReturnType<typeof seedPatients>> &
  Awaited<ReturnType<typeof seedCoverage>>;

/** The seeded sandbox, made through the rooms' own verbs, so that nothing in it could not have been made by a caller. */
export async function seed(makeWork: WorkMaker): Promise<Cast> {
  const service = await seedService(makeWork);
  const practices = await seedPractices(seedWork(makeWork, service.billingServiceId, []));
  const work = seedWork(makeWork, service.billingServiceId, [practices.riverside.id, practices.lakeside.id]);
  const patients = await seedPatients(work, practices);
  await seedCodes(work);
  const coverage = await seedCoverage(work, { ...practices, ...patients });
  await seedClearinghouse(work);
  await seedPatientBilling(work, practices);
  for (const practice of [practices.riverside, practices.lakeside]) await seedAdjustmentPolicy(work, practice.id);
  const staff = await service.addStaff(work, practices);
  return { ...service, ...practices, ...patients, ...coverage, ...staff };
}

export function seedWork(makeWork: WorkMaker, billingServiceId: string, practiceIds: readonly string[]): Work {
  return makeWork(jobActor({ billingServiceId, practiceIds, patientIds: "all" }, "seed"));
}
