import { plainDate } from "../src/vocabulary";
import { createPatient } from "../src/patients";
import type { Work } from "../src/platform/work/work";

/** Ada Park is insured twice, Bo Lind pays cash, Cy Park is insured through Ada, Noor Haddad is Lakeside's. */
export async function seedPatients(work: Work, { riverside, lakeside }: { riverside: { id: string }; lakeside: { id: string } }) {
  const denver = { street: "9 Juniper Lane", city: "Denver", state: "CO", zip: "80210" };
  const ada = await createPatient(work, {
    practiceId: riverside.id,
    medicalRecordNumber: "R-1001",
    firstName: "Ada",
    lastName: "Park",
    birthDate: plainDate("1961-04-12"),
    sex: "FEMALE",
    address: denver,
    phone: "303-555-0111",
    email: "ada.park@example.com",
    emailConsent: true,
    externalRefs: [{ system: "northwind-ehr", value: "nw-88401" }],
  });
  const cy = await createPatient(work, {
    practiceId: riverside.id,
    medicalRecordNumber: "R-1002",
    firstName: "Cy",
    lastName: "Park",
    birthDate: plainDate("2014-09-30"),
    sex: "MALE",
    address: denver,
    guarantorId: ada.guarantorId,
    guarantorRelationship: "PARENT",
  });
  const bo = await createPatient(work, {
    practiceId: riverside.id,
    medicalRecordNumber: "R-1003",
    firstName: "Bo",
    lastName: "Lind",
    birthDate: plainDate("1990-01-31"),
    sex: "MALE",
    address: { street: "310 Cedar Court", city: "Aurora", state: "CO", zip: "80012" },
    phone: "303-555-0133",
    email: "bo.lind@example.com",
    emailConsent: true,
  });
  const noor = await createPatient(work, {
    practiceId: lakeside.id,
    medicalRecordNumber: "L-2001",
    firstName: "Noor",
    lastName: "Haddad",
    birthDate: plainDate("1978-12-02"),
    sex: "FEMALE",
    address: { street: "18 Wabash Avenue", city: "Chicago", state: "IL", zip: "60602" },
  });
  return { ada, cy, bo, noor };
}
