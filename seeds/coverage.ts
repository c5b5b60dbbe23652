import { plainDate, type PlainDate } from "../src/vocabulary";
import { addCoverage, type CoverageRank } from "../src/coverage";
import { createPatient, type Patient, type Sex } from "../src/patients";
import type { Work } from "../src/platform/work/work";

type Ids = { id: string };
type Givens = { riverside: Ids; bluePeak: Ids; acornMutual: Ids; ada: Patient; cy: Patient };

/** Patients whose Blue Peak member number tells the simulated payer what to do; README of the sandbox lists the outcomes. */
const OUTCOMES: readonly [key: string, firstName: string, lastName: string, birthDate: string, sex: Sex, street: string, memberId: string, acornMemberId?: string][] = [
  ["ines", "Ines", "Calloway", "1972-03-18", "FEMALE", "14 Larkspur Way", "BPH-DENY16-002"],
  ["tobias", "Tobias", "Renner", "1958-11-07", "MALE", "220 Quarry Street", "BPH-DENY97-003"],
  ["marisol", "Marisol", "Quintana", "1985-06-25", "FEMALE", "8 Alder Row", "BPH-DENY29-004"],
  ["desmond", "Desmond", "Oyelaran", "1967-01-14", "MALE", "501 Prairie Avenue", "BPH-REJECT-005"],
  ["greta", "Greta", "Sandoval", "1950-08-02", "FEMALE", "77 Foxglove Court", "BPH-SHIFT-006", "ACM-SHIFT-006"],
  ["henrik", "Henrik", "Abara", "1949-12-30", "MALE", "1630 Mesa Drive", "BPH-CROSS-007", "ACM-CROSS-007"],
  ["leila", "Leila", "Bergstrom", "1991-05-09", "FEMALE", "42 Tamarack Lane", "BPH-REVERSE-008"],
  ["curtis", "Curtis", "Delacroix", "1979-10-21", "MALE", "305 Gulch Road", "BPH-RECOUP-009"],
  ["wren", "Wren", "Hathaway", "1996-02-29", "FEMALE", "19 Saddle Street", "BPH-DEDUCT-010"],
];
const SINCE: PlainDate = plainDate("2026-01-01");

/** Ada Park is insured twice, Cy Park through her, Bo Lind not at all; and one patient for each documented outcome. */
export async function seedCoverage(work: Work, { riverside, bluePeak, acornMutual, ada, cy }: Givens) {
  const own = (patientId: string, payer: Ids, rank: CoverageRank, memberId: string, groupNumber: string | null = null) =>
    addCoverage(work, { patientId, payerId: payer.id, rank, memberId, groupNumber, subscriberRelationship: "SELF", effectiveFrom: SINCE });
  const adaPrimary = await own(ada.id, bluePeak, 1, "BPH-PAYS-001", "RIVER-100");
  const adaSecondary = await own(ada.id, acornMutual, 2, "ACM-PAYS-001");
  const { firstName, middleName, lastName, birthDate, sex, address } = ada;
  const cyPrimary = await addCoverage(work, {
    patientId: cy.id,
    payerId: bluePeak.id,
    rank: 1,
    memberId: "BPH-PAYS-001",
    groupNumber: "RIVER-100",
    subscriberRelationship: "CHILD",
    subscriber: { firstName, middleName, lastName, birthDate, sex, address },
    effectiveFrom: SINCE,
  });
  const insured: Record<string, Patient> = {};
  for (const [index, [key, givenName, familyName, born, itsSex, street, memberId, acornMemberId]] of OUTCOMES.entries()) {
    const patient = await createPatient(work, {
      practiceId: riverside.id,
      medicalRecordNumber: `R-11${String(index + 2).padStart(2, "0")}`,
      firstName: givenName,
      lastName: familyName,
      birthDate: plainDate(born),
      sex: itsSex,
      address: { street, city: "Denver", state: "CO", zip: "80211" },
      email: `${key}@example.com`,
      emailConsent: true,
    });
    await own(patient.id, bluePeak, 1, memberId);
    if (acornMemberId) await own(patient.id, acornMutual, 2, acornMemberId);
    insured[key] = patient;
  }
  return { adaPrimary, adaSecondary, cyPrimary, ...(insured as Record<"ines" | "tobias" | "marisol" | "desmond" | "greta" | "henrik" | "leila" | "curtis" | "wren", Patient>) };
}
