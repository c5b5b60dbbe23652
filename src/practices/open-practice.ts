import { isPostOfficeBox, cents, Refusal, type Cents } from "../vocabulary";
import { expectVersion, invalid, load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { takeAddress, type AddressGiven } from "./address-input";
import { Practice } from "./practice";

export type CreatePractice = {
  name: string;
  legalName?: string | null;
  npi: string;
  taxId: string;
  taxIdKind: "EIN" | "SSN";
  taxonomy: string;
  timeZone: string;
  address: AddressGiven;
  payToAddress?: AddressGiven | null;
  phone: string;
  statementName?: string | null;
  statementAddress?: AddressGiven | null;
  statementMinimumCents?: Cents | null;
};

/** Takes a client on. The new practice is reachable by the staff of the service at once. Refuses INVALID_INPUT, ALREADY_EXISTS. */
export async function createPractice(work: Work, input: CreatePractice): Promise<Practice> {
  return work.atomically(async () => {
    const practice = Object.assign(new Practice(), { billingServiceId: work.tenant.billingServiceId, createdAt: work.now }, checked(input));
    if (await work.em.findOne(Practice, { npi: input.npi })) throw new Refusal("ALREADY_EXISTS", "There is a practice with this NPI already.", {}, ["npi"]);
    await work.reach(practice.id);
    work.em.persist(practice);
    work.publish({ type: "practice.created", practiceId: practice.id, aggregate: { type: "practice", id: practice.id } });
    await work.em.flush();
    return practice;
  });
}

export type UpdatePractice = Partial<CreatePractice> & { practiceId: string; expectedVersion?: number | null };

/** Changes what is given. Refuses NOT_FOUND, STALE_VERSION, INVALID_INPUT. */
export async function updatePractice(work: Work, { practiceId, expectedVersion, ...changes }: UpdatePractice): Promise<Practice> {
  return work.atomically(async () => {
    const practice = await load(work, Practice, practiceId, { lock: true, path: ["practiceId"], what: "practice" });
    expectVersion(practice, expectedVersion);
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined && value !== null));
    const { billingServiceId: _service, id: _id, createdAt: _at, version: _version, ...current } = practice;
    Object.assign(practice, checked({ ...current, ...given } as CreatePractice));
    return practice;
  });
}

function checked(input: CreatePractice) {
  if (!input.name.trim()) throw invalid(["name"], "name is not empty.");
  const taxId = input.taxId.replace(/\D/g, "");
  if (taxId.length !== 9) throw invalid(["taxId"], "taxId has nine digits (REF*EI or REF*SY).");
  if (!/^[0-9A-Z]{9}X$/.test(input.taxonomy)) throw invalid(["taxonomy"], "taxonomy is a ten-character provider taxonomy code that ends in X (PRV03).");
  if (!isTimeZone(input.timeZone)) throw invalid(["timeZone"], "timeZone is an IANA name such as America/Denver.");
  const address = takeAddress(input.address, ["address"]);
  if (isPostOfficeBox(address)) throw invalid(["address", "street"], "The billing address is a street address; a PO box belongs in payToAddress (2010AA N301).");
  if (address.zip.length !== 9) throw invalid(["address", "zip"], "The billing address needs the nine-digit ZIP (2010AA N403).");
  const phone = input.phone.replace(/\D/g, "");
  if (phone.length !== 10) throw invalid(["phone"], "phone has ten digits.");
  return {
    name: input.name.trim(),
    legalName: input.legalName?.trim() || input.name.trim(),
    npi: input.npi,
    taxId,
    taxIdKind: input.taxIdKind,
    taxonomy: input.taxonomy,
    timeZone: input.timeZone,
    address,
    payToAddress: input.payToAddress ? takeAddress(input.payToAddress, ["payToAddress"]) : null,
    phone,
    statementName: input.statementName?.trim() || input.name.trim(),
    statementAddress: takeAddress(input.statementAddress ?? input.address, ["statementAddress"]),
    statementMinimumCents: input.statementMinimumCents ?? cents(1),
  };
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
