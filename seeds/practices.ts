import { cents, npiCheckDigit, plainDate } from "../src/vocabulary";
import { addLocation, addPayer, addProvider, createPractice, setFeeSchedule } from "../src/practices";
import type { Work } from "../src/platform/work/work";

/** Numbers that nobody owns: nine digits and their check digit. */
export const seedNpi = (nineDigits: string) => nineDigits + npiCheckDigit(nineDigits);

export const FEES: readonly [code: string, amount: number][] = [
  ["99203", 21_000],
  ["99213", 15_000],
  ["99214", 22_500],
  ["99215", 30_000],
  ["93000", 6_000],
  ["71046", 9_500],
  ["36415", 1_500],
  ["80053", 4_800],
  ["85025", 2_900],
  ["20610", 18_500],
  ["96372", 4_200],
  ["J1885", 850],
  ["J3301", 1_250],
  ["A0427", 95_000],
  ["A0425", 1_800],
];

export async function seedPractices(work: Work) {
  const riverside = await createPractice(work, {
    name: "Riverside Clinic",
    legalName: "Riverside Family Clinic PC",
    npi: seedNpi("123456789"),
    taxId: "84-1234567",
    taxIdKind: "EIN",
    taxonomy: "207Q00000X",
    timeZone: "America/Denver",
    address: { street: "1200 River Road", city: "Denver", state: "CO", zip: "80202-1234" },
    payToAddress: { street: "PO Box 8800", city: "Denver", state: "CO", zip: "80201-8800" },
    phone: "303-555-0100",
  });
  const lakeside = await createPractice(work, {
    name: "Lakeside Orthopedics",
    npi: seedNpi("198765432"),
    taxId: "84-7654321",
    taxIdKind: "EIN",
    taxonomy: "207X00000X",
    timeZone: "America/Chicago",
    address: { street: "40 Lake Street", city: "Chicago", state: "IL", zip: "60601-4040" },
    phone: "312-555-0140",
  });
  const both = work.as({ tenant: { ...work.tenant, practiceIds: [riverside.id, lakeside.id] } });
  const mainStreet = await addLocation(both, {
    practiceId: riverside.id,
    name: "Riverside Main Street",
    placeOfService: "11",
    address: { street: "1200 River Road", city: "Denver", state: "CO", zip: "80202-1234" },
  });
  const hospital = await addLocation(both, {
    practiceId: riverside.id,
    name: "Mile High Hospital Outpatient",
    placeOfService: "22",
    npi: seedNpi("155555555"),
    address: { street: "77 Summit Avenue", city: "Denver", state: "CO", zip: "80203-0077" },
  });
  const lakeOffice = await addLocation(both, {
    practiceId: lakeside.id,
    name: "Lake Street Office",
    placeOfService: "11",
    address: { street: "40 Lake Street", city: "Chicago", state: "IL", zip: "60601-4040" },
  });
  const elenaVoss = await addProvider(both, { practiceId: riverside.id, npi: seedNpi("144444444"), firstName: "Elena", lastName: "Voss", credentials: "MD", taxonomy: "207Q00000X" });
  const omarHaddad = await addProvider(both, { practiceId: riverside.id, npi: seedNpi("133333333"), firstName: "Omar", lastName: "Haddad", credentials: "NP", taxonomy: "363L00000X" });
  const linaOrtiz = await addProvider(both, { practiceId: lakeside.id, npi: seedNpi("122222222"), firstName: "Lina", lastName: "Ortiz", credentials: "MD", taxonomy: "207X00000X" });
  const payer = (name: string, electronicPayerId: string, filingIndicator: string, filingLimitDays: number, more: { takesReplacements?: boolean } = {}) =>
    addPayer(both, { name, electronicPayerId, filingIndicator, filingLimitDays, ...more, address: { street: "PO Box 1000", city: "Omaha", state: "NE", zip: "68101" } });
  const bluePeak = await payer("Blue Peak Health", "BPH01", "BL", 180);
  const acornMutual = await payer("Acorn Mutual", "ACM02", "CI", 90);
  const medicare = await payer("Medicare Part B Colorado", "04112", "MB", 365, { takesReplacements: false });
  const medicaid = await payer("Colorado Medicaid", "COTXIX", "MC", 365);
  for (const practice of [riverside, lakeside]) {
    await setFeeSchedule(both, {
      practiceId: practice.id,
      name: "Standard",
      effectiveFrom: plainDate("2026-01-01"),
      fees: FEES.map(([procedureCode, amount]) => ({ procedureCode, amountCents: cents(amount) })),
    });
  }
  return { riverside, lakeside, mainStreet, hospital, lakeOffice, elenaVoss, omarHaddad, linaOrtiz, bluePeak, acornMutual, medicare, medicaid };
}
