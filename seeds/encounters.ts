import { addDays } from "../src/vocabulary";
import { askProvider, codeEncounter, completeCoding } from "../src/coding";
import { createEncounter, submitEncounterForCoding, type CreateEncounter } from "../src/encounters";
import type { Work } from "../src/platform/work/work";
import type { Cast } from "./index";

/**
 * Visits of the last days for whoever looks around in the sandbox: some wait in the coding queue. Not part of `seed`,
 * because tests count; and none is billed, so that the book begins empty.
 */
export async function seedDemo(work: Work, cast: Cast) {
  const { riverside, lakeside, mainStreet, hospital, lakeOffice, elenaVoss, omarHaddad, linaOrtiz } = cast;
  const daysAgo = (practice: { timeZone: string }, days: number) => addDays(work.today(practice.timeZone), -days);
  const atRiverside = { locationId: mainStreet.id, renderingProviderId: elenaVoss.id };
  const visit = (given: CreateEncounter) => createEncounter(work, given);
  const queued = async (given: CreateEncounter) => submitEncounterForCoding(work, { encounterId: (await visit(given)).id });

  const cySoreThroat = await queued({
    ...atRiverside,
    patientId: cast.cy.id,
    renderingProviderId: omarHaddad.id,
    supervisingProviderId: elenaVoss.id,
    servedFrom: daysAgo(riverside, 4),
    diagnoses: ["J029"],
    charges: [{ procedureCode: "99213", diagnosisPointers: [1] }],
    externalRefs: [{ system: "northwind-ehr", value: "nw-visit-5001" }],
  });
  const noorKnee = await queued({
    patientId: cast.noor.id,
    locationId: lakeOffice.id,
    renderingProviderId: linaOrtiz.id,
    servedFrom: daysAgo(lakeside, 3),
    diagnoses: ["M1711"],
    charges: [
      { procedureCode: "99213", modifiers: ["25"], diagnosisPointers: [1] },
      { procedureCode: "20610", modifiers: ["RT"], diagnosisPointers: [1] },
      { procedureCode: "J3301", quantity: "4", diagnosisPointers: [1] },
    ],
  });
  // Not coded by the provider at all: the coder has the chart.
  const tobiasUncoded = await queued({ ...atRiverside, patientId: cast.tobias.id, servedFrom: daysAgo(riverside, 2), charges: [{ procedureCode: "99214" }] });
  const curtisCollision = await queued({
    ...atRiverside,
    patientId: cast.curtis.id,
    servedFrom: daysAgo(riverside, 2),
    accident: { kind: "AUTO", on: daysAgo(riverside, 5), state: "CO" },
    diagnoses: ["S134XXA", "V4352XA"],
    charges: [
      { procedureCode: "99203", diagnosisPointers: [1, 2] },
      { procedureCode: "71046", diagnosisPointers: [1] },
    ],
  });

  const marisolQuestion = await queued({
    ...atRiverside,
    patientId: cast.marisol.id,
    servedFrom: daysAgo(riverside, 6),
    diagnoses: ["R079"],
    charges: [
      { procedureCode: "99214", diagnosisPointers: [1] },
      { procedureCode: "93000", diagnosisPointers: [1] },
    ],
  });
  await askProvider(work, { encounterId: marisolQuestion.id, question: "The note says both chest pain and reflux. Which one was the tracing for?" });

  const wrenPhysical = await queued({
    ...atRiverside,
    patientId: cast.wren.id,
    servedFrom: daysAgo(riverside, 7),
    diagnoses: ["E119", "I10"],
    charges: [
      { procedureCode: "99214", diagnosisPointers: [1, 2] },
      { procedureCode: "80053", diagnosisPointers: [1] },
      { procedureCode: "36415", diagnosisPointers: [1] },
    ],
  });
  await codeEncounter(work, { encounterId: wrenPhysical.id, diagnoses: ["E1165", "I10"] });
  await completeCoding(work, { encounterId: wrenPhysical.id });

  const boOpen = await visit({ ...atRiverside, patientId: cast.bo.id, servedFrom: daysAgo(riverside, 0), charges: [{ procedureCode: "99203" }] });
  const gretaHospital = await visit({
    patientId: cast.greta.id,
    locationId: hospital.id,
    renderingProviderId: elenaVoss.id,
    referringProviderId: omarHaddad.id,
    servedFrom: daysAgo(riverside, 1),
    priorAuthorizationNumber: "PA-20331",
    diagnoses: ["I4891"],
    charges: [
      { procedureCode: "93000", modifiers: ["26"], diagnosisPointers: [1] },
      { procedureCode: "J1885", quantity: "2", diagnosisPointers: [1], ndc: { code: "00409379501", quantity: "1", unit: "ML" } },
    ],
  });
  return { cySoreThroat, noorKnee, tobiasUncoded, curtisCollision, marisolQuestion, wrenPhysical, boOpen, gretaHospital };
}
