import { LockMode } from "@mikro-orm/core";
import { Refusal } from "../../vocabulary";
import { expectVersion, invalid } from "../../platform/work/guards";
import type { Work } from "../../platform/work/work";
import { ClearinghouseAccount } from "./clearinghouse-account";

export type SetClearinghouseAccount = {
  submitterId: string;
  submitterQualifier?: string | null;
  submitterName: string;
  contactName: string;
  contactPhone: string;
  contactEmail?: string | null;
  receiverId: string;
  receiverQualifier?: string | null;
  receiverName: string;
  usage: "T" | "P";
  expectedVersion?: number | null;
};

/** Sets how the billing service's files are addressed; control numbers go on counting. Refuses INVALID_INPUT, STALE_VERSION, ALREADY_EXISTS. */
export async function setClearinghouseAccount(work: Work, { expectedVersion, ...input }: SetClearinghouseAccount): Promise<ClearinghouseAccount> {
  return work.atomically(async () => {
    const fields = checked(input);
    const known = await findAccount(work, { lock: true });
    if (known) {
      expectVersion(known, expectedVersion);
      return Object.assign(known, fields);
    }
    const account = Object.assign(new ClearinghouseAccount(), { billingServiceId: work.tenant.billingServiceId, createdAt: work.now, ...fields });
    work.em.persist(account);
    try {
      await work.em.flush();
    } catch (error) {
      if ((error as { code?: string }).code !== "23505") throw error;
      throw new Refusal("ALREADY_EXISTS", "Another billing service sends under this submitter id.", {}, ["submitterId"]);
    }
    return account;
  });
}

export async function findAccount(work: Work, { lock = false } = {}): Promise<ClearinghouseAccount | null> {
  return work.em.findOne(ClearinghouseAccount, { billingServiceId: work.tenant.billingServiceId }, lock ? { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } : {});
}

/** Refuses CLEARINGHOUSE_NOT_SET_UP. */
export async function lockAccount(work: Work): Promise<ClearinghouseAccount> {
  const account = await findAccount(work, { lock: true });
  if (!account) throw new Refusal("CLEARINGHOUSE_NOT_SET_UP", "The billing service has no account with a clearinghouse yet: set it up with clearinghouseAccountSet.");
  return account;
}

const MOST = 999_999_999;
/** After the largest the count begins anew, as the standard allows. */
export function nextControlNumber(account: ClearinghouseAccount): number {
  account.lastInterchangeNumber = account.lastInterchangeNumber >= MOST ? 1 : account.lastInterchangeNumber + 1;
  return account.lastInterchangeNumber;
}

function checked(input: Omit<SetClearinghouseAccount, "expectedVersion">) {
  const id = (field: "submitterId" | "receiverId") => {
    const value = input[field].trim().toUpperCase();
    if (!/^[A-Z0-9]{2,15}$/.test(value)) throw invalid([field], `${field} has 2 to 15 letters and digits (ISA06, ISA08).`);
    return value;
  };
  const qualifier = (field: "submitterQualifier" | "receiverQualifier") => {
    const value = input[field]?.trim().toUpperCase() || "ZZ";
    if (!/^[A-Z0-9]{2}$/.test(value)) throw invalid([field], `${field} has two characters, such as ZZ or 30 (ISA05, ISA07).`);
    return value;
  };
  const name = (field: "submitterName" | "contactName" | "receiverName") => {
    const value = input[field].trim();
    if (!value || value.length > 60) throw invalid([field], `${field} has 1 to 60 characters.`);
    return value;
  };
  const contactPhone = input.contactPhone.replace(/\D/g, "");
  if (contactPhone.length !== 10) throw invalid(["contactPhone"], "contactPhone has ten digits (PER04).");
  return {
    submitterId: id("submitterId"),
    submitterQualifier: qualifier("submitterQualifier"),
    submitterName: name("submitterName"),
    contactName: name("contactName"),
    contactPhone,
    contactEmail: input.contactEmail?.trim() || null,
    receiverId: id("receiverId"),
    receiverQualifier: qualifier("receiverQualifier"),
    receiverName: name("receiverName"),
    usage: input.usage,
  };
}
