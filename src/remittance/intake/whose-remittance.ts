import type { Remittance as RemittanceModel } from "../../edi";
import { Payer, Practice } from "../../practices";
import type { Work } from "../../platform/work/work";

const digits = (value: string | undefined | null) => (value ?? "").replace(/\D/g, "");
const key = (value: string | undefined | null) => (value ?? "").trim().toUpperCase();

/** The practice that is paid: by NPI (N104 with XX), else by tax id (N104 with FI, or REF*TJ). Null when none or several have it. */
export async function practicePaid(work: Work, content: RemittanceModel): Promise<Practice | null> {
  const practices = await work.em.find(Practice, {});
  const payee = content.payee;
  if (!payee) return null;
  const npi = payee.identifierQualifier === "XX" ? payee.identifier : undefined;
  const byNpi = npi ? practices.filter((practice) => practice.npi === npi.trim()) : [];
  if (byNpi.length === 1) return byNpi[0]!;
  const taxIds = [payee.identifierQualifier === "FI" ? payee.identifier : undefined, ...payee.additionalIds.filter((id) => id.qualifier === "TJ").map((id) => id.value)].map(digits).filter(Boolean);
  const byTaxId = practices.filter((practice) => taxIds.includes(digits(practice.taxId)));
  return byTaxId.length === 1 ? byTaxId[0]! : null;
}

/** One of our payers, by the ids under which payers name themselves, else by its name. Null when none or several fit. */
export async function payerPaying(work: Work, content: RemittanceModel): Promise<Payer | null> {
  const { payer, trace } = content;
  const ids = [...(payer?.additionalIds ?? []).map((id) => id.value), payer?.identifier, trace?.payerIdentifier, trace?.payerIdentifier?.replace(/^1/, "")].map(key).filter(Boolean);
  const payers = await work.em.find(Payer, {});
  // The payer's own id before that of its bank or clearinghouse, which several may share.
  for (const id of ids) {
    const own = payers.filter((each) => key(each.electronicPayerId) === id);
    if (own.length === 1) return own[0]!;
  }
  const byName = payers.filter((each) => key(each.name) === key(payer?.name));
  return byName.length === 1 ? byName[0]! : null;
}

/** How the payer names itself, whoever it is: with the trace number it tells one payment from another. */
export function payerKeyOf(content: RemittanceModel): string {
  const { payer, trace } = content;
  return (key(trace?.payerIdentifier) || key(payer?.identifier) || key(payer?.additionalIds?.[0]?.value) || key(payer?.name) || "?").slice(0, 80);
}
