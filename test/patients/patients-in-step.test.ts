import { openTestOffice, type TestOffice } from "../support/office";
import { ChangePatientDocument, FindPatientsDocument, RegisterPatientDocument } from "../support/operations";

let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
});
afterAll(() => office.close());

test("an EHR keeps a patient in step with the operations that we ship: it looks, registers, finds and changes", async () => {
  const ehr = office.as("ehr");
  const mine = { filter: { externalRef: { system: "northwind-ehr", value: "nw-shipped" } }, first: 1 };
  expect((await ehr.run(FindPatientsDocument, mine)).data.patients).toEqual({ nodes: [], pageInfo: { hasNextPage: false, endCursor: null }, totalCount: 0 });

  const registered = await ehr.run(RegisterPatientDocument, {
    input: {
      practiceId: office.id("riverside"),
      medicalRecordNumber: "R-7001",
      firstName: "Ines",
      lastName: "Okoro",
      birthDate: "1979-11-05",
      sex: "FEMALE",
      address: { street: "9 Aspen Way", city: "Denver", state: "CO", zip: "80202" },
      externalRefs: [{ system: "northwind-ehr", value: "nw-shipped" }],
    },
  });
  const card = { version: 1, medicalRecordNumber: "R-7001", fullName: "Okoro, Ines", birthDate: "1979-11-05", active: true, externalRefs: [{ system: "northwind-ehr", value: "nw-shipped" }] };
  expect(registered.data.patientCreate).toEqual({ patient: { id: expect.stringMatching(/^pat_/), ...card }, userErrors: [] });

  const { patient } = registered.data.patientCreate!;
  const found = await ehr.run(FindPatientsDocument, mine);
  expect(found.data.patients!.nodes).toEqual([patient]);

  const change = { patientId: patient!.id, expectedVersion: 1, phone: "303-555-0147" };
  const changed = await ehr.run(ChangePatientDocument, { input: change });
  expect(changed.data.patientUpdate).toEqual({ patient: { id: patient!.id, ...card, version: 2, phone: "3035550147" }, userErrors: [] });
  const late = await ehr.run(ChangePatientDocument, { input: { ...change, phone: "303-555-0000" } });
  expect(late.data.patientUpdate).toEqual({ patient: null, userErrors: [{ code: "STALE_VERSION", message: expect.any(String), path: ["expectedVersion"], currentVersion: 2 }] });
});
