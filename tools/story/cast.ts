import type { Story } from "./story";

/** Who plays, by their opaque ids: found through the API, as any program would. */
export type Cast = {
  readonly practiceId: string;
  readonly locationId: string;
  readonly providerId: string;
  patient(medicalRecordNumber: string): Promise<{ readonly id: string; readonly guarantorId: string; readonly fullName: string }>;
};

/** Patients whose member ids tell the simulated payer what to do (src/sandbox/simulated-payer/README.md). */
export const ADA = "R-1001";
export const CY = "R-1002";
export const TOBIAS_WHO_IS_DENIED = "R-1103";
export const LEILA_WHO_IS_CORRECTED = "R-1108";
export const CURTIS_WHO_IS_RECOUPED = "R-1109";

export async function findCast(story: Story): Promise<Cast> {
  const { practices } = await story.ask("biller", `query { practices(first: 10) { nodes { id name } } }`);
  const practiceId = idOf(practices.nodes, "Riverside Clinic");
  const { locations, providers } = await story.ask(
    "biller",
    `query Office($practiceId: ID!) {
      locations(first: 20, filter: { practiceId: $practiceId }) { nodes { id name } }
      providers(first: 20, filter: { practiceId: $practiceId }) { nodes { id name: lastName } }
    }`,
    { practiceId },
  );
  return {
    practiceId,
    locationId: idOf(locations.nodes, "Riverside Main Street"),
    providerId: idOf(providers.nodes, "Voss"),
    async patient(medicalRecordNumber) {
      const { patients } = await story.ask(
        "biller",
        `query Patient($practiceId: ID!, $numbers: [String!]) {
          patients(first: 2, filter: { practiceId: $practiceId, medicalRecordNumber: $numbers }) { nodes { id fullName guarantor { id } } }
        }`,
        { practiceId, numbers: [medicalRecordNumber] },
      );
      story.check(`patients numbered ${medicalRecordNumber}`, patients.nodes.length, 1);
      const [{ id, fullName, guarantor }] = patients.nodes;
      return { id, fullName, guarantorId: guarantor.id };
    },
  };
}

function idOf(nodes: readonly { id: string; name: string }[], name: string): string {
  const found = nodes.find((node) => node.name === name);
  if (!found) throw new Error(`The sandbox has no ${name}.`);
  return found.id;
}
