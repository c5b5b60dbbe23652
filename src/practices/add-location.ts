import { Refusal } from "../vocabulary";
import { expectVersion, invalid, load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { takeAddress, type AddressGiven } from "./address-input";
import { Location } from "./location";
import { Practice } from "./practice";

export type AddLocation = { practiceId: string; name: string; placeOfService: string; npi?: string | null; cliaNumber?: string | null; address: AddressGiven };

/** Adds a place of care to a practice. Refuses NOT_FOUND, INVALID_INPUT, ALREADY_EXISTS. */
export async function addLocation(work: Work, input: AddLocation): Promise<Location> {
  return work.atomically(async () => {
    await load(work, Practice, input.practiceId, { path: ["practiceId"], what: "practice" });
    if (await work.em.findOne(Location, { practiceId: input.practiceId, name: input.name.trim() })) {
      throw new Refusal("ALREADY_EXISTS", "The practice has a location with this name already.", {}, ["name"]);
    }
    const location = Object.assign(new Location(), { practiceId: input.practiceId, createdAt: work.now, ...checked(input) });
    work.em.persist(location);
    await work.em.flush();
    return location;
  });
}

export type UpdateLocation = Partial<Omit<AddLocation, "practiceId">> & { locationId: string; active?: boolean | null; expectedVersion?: number | null };

/** Changes what is given; `active: false` retires it. Refuses NOT_FOUND, STALE_VERSION, INVALID_INPUT. */
export async function updateLocation(work: Work, { locationId, expectedVersion, active, ...changes }: UpdateLocation): Promise<Location> {
  return work.atomically(async () => {
    const location = await load(work, Location, locationId, { lock: true, path: ["locationId"], what: "location" });
    expectVersion(location, expectedVersion);
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined && value !== null));
    const { name, placeOfService, npi, cliaNumber, address } = location;
    Object.assign(location, checked({ practiceId: location.practiceId, name, placeOfService, npi, cliaNumber, address, ...given }));
    if (active !== null && active !== undefined) location.active = active;
    return location;
  });
}

function checked(input: AddLocation) {
  if (!input.name.trim()) throw invalid(["name"], "name is not empty.");
  if (!/^\d{2}$/.test(input.placeOfService)) throw invalid(["placeOfService"], "placeOfService is a two-digit CMS place of service code such as 11 (CLM05-1).");
  const address = takeAddress(input.address, ["address"]);
  if (address.zip.length !== 9) throw invalid(["address", "zip"], "A service facility needs the nine-digit ZIP (2310C N403).");
  const cliaNumber = input.cliaNumber?.trim().toUpperCase() || null;
  if (cliaNumber && !/^\d{2}D\d{7}$/.test(cliaNumber)) throw invalid(["cliaNumber"], "cliaNumber is two digits, D, seven digits (REF*X4).");
  return { name: input.name.trim(), placeOfService: input.placeOfService, npi: input.npi ?? null, cliaNumber, address };
}
