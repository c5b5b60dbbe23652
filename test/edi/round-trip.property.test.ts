import fc from "fast-check";
import {
  type Envelope,
  readClaimAcknowledgements,
  readImplementationAcknowledgements,
  readInterchangeAcknowledgements,
  readProfessionalClaims,
  readRemittances,
  type ReadResult,
  writeClaimAcknowledgements,
  writeImplementationAcknowledgements,
  writeInterchangeAcknowledgements,
  writeProfessionalClaims,
  writeRemittances,
} from "../../src/edi";
import { claimAcknowledgement, implementationAcknowledgement, interchangeAcknowledgement } from "./arbitraries/acknowledgements";
import { professionalClaims } from "./arbitraries/professional-claims";
import { remittance } from "./arbitraries/remittance";
import { ENVELOPE, withoutPositions } from "./cast";

/** Whatever the delimiters, what is written is what is read: none of them is a character that the models use. */
const envelopes = fc.constantFrom<Envelope>(
  ENVELOPE,
  { ...ENVELOPE, lineBreaks: false },
  { ...ENVELOPE, delimiters: { element: "\u001D", component: "\u001F", repetition: "\u001E", segment: "\u001C" } },
  { ...ENVELOPE, delimiters: { element: ">", component: "<", repetition: "`", segment: "\n" } },
);
const runs = { numRuns: Number(process.env.EDI_ROUND_TRIPS ?? 100) };

function expectSame<T>(models: readonly T[], read: ReadResult<T>): void {
  expect(read.problems.filter((problem) => problem.code !== "SEGMENT_UNKNOWN")).toEqual([]);
  expect(read.transactions.map(({ content }) => withoutPositions(content))).toEqual(models);
}
const several = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 1, maxLength: 2 });

describe("what is written is what is read", () => {
  test("remittances (835)", () => {
    fc.assert(
      fc.property(several(remittance), envelopes, (models, envelope) => expectSame(models, readRemittances(writeRemittances(models, envelope)))),
      runs,
    );
  });

  test("professional claims (837P)", () => {
    fc.assert(
      fc.property(several(professionalClaims), envelopes, (models, envelope) => expectSame(models, readProfessionalClaims(writeProfessionalClaims(models, envelope)))),
      runs,
    );
  });

  test("implementation acknowledgements (999)", () => {
    fc.assert(
      fc.property(several(implementationAcknowledgement), envelopes, (models, envelope) =>
        expectSame(models, readImplementationAcknowledgements(writeImplementationAcknowledgements(models, envelope))),
      ),
      runs,
    );
  });

  test("claim acknowledgements (277CA)", () => {
    fc.assert(
      fc.property(several(claimAcknowledgement), envelopes, (models, envelope) => expectSame(models, readClaimAcknowledgements(writeClaimAcknowledgements(models, envelope)))),
      runs,
    );
  });

  test("interchange acknowledgements (TA1)", () => {
    fc.assert(
      fc.property(several(interchangeAcknowledgement), envelopes, (models, envelope) => {
        const read = readInterchangeAcknowledgements(writeInterchangeAcknowledgements(models, envelope));
        expect(read.problems).toEqual([]);
        expect(read.acknowledgements).toEqual(models);
      }),
      runs,
    );
  });
});
