import { Refusal } from "../vocabulary";
import { expectVersion, invalid, load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { Practice } from "./practice";
import { Provider } from "./provider";

export type AddProvider = { practiceId: string; npi: string; firstName: string; lastName: string; credentials?: string | null; taxonomy: string };

/** Adds a clinician to a practice. Refuses NOT_FOUND, INVALID_INPUT, ALREADY_EXISTS. */
export async function addProvider(work: Work, input: AddProvider): Promise<Provider> {
  return work.atomically(async () => {
    await load(work, Practice, input.practiceId, { path: ["practiceId"], what: "practice" });
    if (await work.em.findOne(Provider, { practiceId: input.practiceId, npi: input.npi })) {
      throw new Refusal("ALREADY_EXISTS", "The practice has a provider with this NPI already.", {}, ["npi"]);
    }
    const provider = Object.assign(new Provider(), { practiceId: input.practiceId, createdAt: work.now, ...checked(input) });
    work.em.persist(provider);
    await work.em.flush();
    return provider;
  });
}

export type UpdateProvider = Partial<Omit<AddProvider, "practiceId">> & { providerId: string; active?: boolean | null; expectedVersion?: number | null };

/** Changes what is given; `active: false` retires the provider. Refuses NOT_FOUND, STALE_VERSION, INVALID_INPUT. */
export async function updateProvider(work: Work, { providerId, expectedVersion, active, ...changes }: UpdateProvider): Promise<Provider> {
  return work.atomically(async () => {
    const provider = await load(work, Provider, providerId, { lock: true, path: ["providerId"], what: "provider" });
    expectVersion(provider, expectedVersion);
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined && value !== null));
    const { npi, firstName, lastName, credentials, taxonomy } = provider;
    Object.assign(provider, checked({ practiceId: provider.practiceId, npi, firstName, lastName, credentials, taxonomy, ...given }));
    if (active !== null && active !== undefined) provider.active = active;
    return provider;
  });
}

function checked(input: AddProvider) {
  if (!input.firstName.trim()) throw invalid(["firstName"], "firstName is not empty (NM104).");
  if (!input.lastName.trim()) throw invalid(["lastName"], "lastName is not empty (NM103).");
  if (!/^[0-9A-Z]{9}X$/.test(input.taxonomy)) throw invalid(["taxonomy"], "taxonomy is a ten-character provider taxonomy code that ends in X (PRV03).");
  return { npi: input.npi, firstName: input.firstName.trim(), lastName: input.lastName.trim(), credentials: input.credentials?.trim() || null, taxonomy: input.taxonomy };
}
