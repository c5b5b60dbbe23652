import { Refusal } from "../vocabulary";
import { expectVersion, invalid, load, takeName } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { takeAddress, type AddressGiven } from "./address-input";
import { Payer, type FilingBasis } from "./payer";

export type AddPayer = {
  name: string;
  electronicPayerId: string;
  filingIndicator: string;
  filingLimitDays: number;
  filingBasis?: FilingBasis | null;
  takesReplacements?: boolean | null;
  address?: AddressGiven | null;
  phone?: string | null;
};

/** Adds an insurer for all practices of the service. Refuses INVALID_INPUT, ALREADY_EXISTS. */
export async function addPayer(work: Work, input: AddPayer): Promise<Payer> {
  return work.atomically(async () => {
    const fields = checked(input);
    if (await work.em.findOne(Payer, { electronicPayerId: fields.electronicPayerId, name: fields.name })) {
      throw new Refusal("ALREADY_EXISTS", "There is a payer with this name and electronic id already.", {}, ["electronicPayerId"]);
    }
    const payer = Object.assign(new Payer(), { billingServiceId: work.tenant.billingServiceId, createdAt: work.now, ...fields });
    work.em.persist(payer);
    await work.em.flush();
    return payer;
  });
}

export type UpdatePayer = Partial<AddPayer> & { payerId: string; active?: boolean | null; expectedVersion?: number | null };

/** Changes what is given; `active: false` retires the payer. Refuses NOT_FOUND, STALE_VERSION, INVALID_INPUT. */
export async function updatePayer(work: Work, { payerId, expectedVersion, active, ...changes }: UpdatePayer): Promise<Payer> {
  return work.atomically(async () => {
    const payer = await load(work, Payer, payerId, { lock: true, path: ["payerId"], what: "payer" });
    expectVersion(payer, expectedVersion);
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined && value !== null));
    const { name, electronicPayerId, filingIndicator, filingLimitDays, filingBasis, takesReplacements, address, phone } = payer;
    Object.assign(payer, checked({ name, electronicPayerId, filingIndicator, filingLimitDays, filingBasis, takesReplacements, address, phone, ...given }));
    if (active !== null && active !== undefined) payer.active = active;
    return payer;
  });
}

/** SBR09 — claim filing indicator codes of 005010X222A1. */
const FILING_INDICATORS = new Set("11 12 13 14 15 16 17 AM BL CH CI DS FI HM LM MA MB MC OF TV VA WC ZZ".split(" "));

function checked(input: AddPayer) {
  const name = takeName(["name"], input.name, 60);
  const electronicPayerId = input.electronicPayerId.trim().toUpperCase();
  if (!/^[A-Z0-9]{2,80}$/.test(electronicPayerId)) throw invalid(["electronicPayerId"], "electronicPayerId has 2 to 80 letters and digits (NM109 of 2010BB).");
  const filingIndicator = input.filingIndicator.trim().toUpperCase();
  if (!FILING_INDICATORS.has(filingIndicator)) throw invalid(["filingIndicator"], `filingIndicator is one of ${[...FILING_INDICATORS].join(", ")} (SBR09).`);
  if (input.filingLimitDays < 1 || input.filingLimitDays > 3650) throw invalid(["filingLimitDays"], "filingLimitDays is from 1 to 3650.");
  return {
    name,
    electronicPayerId,
    filingIndicator,
    filingLimitDays: input.filingLimitDays,
    filingBasis: input.filingBasis ?? ("SERVICE_FROM" as const),
    takesReplacements: input.takesReplacements ?? true,
    address: input.address ? takeAddress(input.address, ["address"]) : null,
    phone: input.phone?.replace(/\D/g, "") || null,
  };
}
