import { type Draft, type ProfessionalClaim, writeProfessionalClaims } from "../../src/edi";
import { cents, plainDate } from "../../src/vocabulary";
import { ENVELOPE, lines } from "./cast";
import { batchOf, CLAIM, LINE, PAYER, PERSON } from "./office-visit";

const written = (claim: Draft<ProfessionalClaim>) => lines(writeProfessionalClaims([batchOf(claim)], ENVELOPE));

/** Keys added to a plain office visit, and the segments that they make, in the guide's order. */
describe("what a claim says, and how it is written", () => {
  const visit = written(CLAIM);

  test("a plain office visit; people's decimal point in a diagnosis is left out", () => {
    expect(
      visit.slice(
        visit.findIndex((line) => line.startsWith("CLM")),
        -3,
      ),
    ).toEqual(["CLM*RV-1001*120.5***11:B:1*Y*A*Y*Y", "HI*ABK:J069", "LX*1", "SV1*HC:99213*120.5*UN*1***1", "DTP*472*D8*20260302"]);
  });

  const day = plainDate("2026-02-28");
  test.each<[string, Partial<Draft<ProfessionalClaim>>, string[]]>([
    ["accident", { relatedCauseCodes: ["AA", "OA"], autoAccidentState: "CO", accidentDate: day }, ["CLM*RV-1001*120.5***11:B:1*Y*A*Y*Y**AA:OA::CO", "DTP*439*D8*20260228"]],
    ["late, with its reason", { delayReasonCode: "3" }, ["CLM*RV-1001*120.5***11:B:1*Y*A*Y*Y***********3"]],
    ["hospital stay", { admissionDate: day, dischargeDate: plainDate("2026-03-01") }, ["DTP*435*D8*20260228", "DTP*096*D8*20260301"]],
    ["disability, both ends", { disability: { from: day, to: plainDate("2026-03-01") } }, ["DTP*314*RD8*20260228-20260301"]],
    ["disability, since", { disability: { from: day } }, ["DTP*360*D8*20260228"]],
    ["disability, until", { disability: { to: day } }, ["DTP*361*D8*20260228"]],
    ["patient paid", { patientPaidAmount: cents(2500) }, ["AMT*F5*25"]],
    [
      "numbers",
      { referralNumber: "R1", priorAuthorizationNumber: "A1", cliaNumber: "06D", medicalRecordNumber: "MR1", demonstrationProjectId: "56" },
      ["REF*9F*R1", "REF*G1*A1", "REF*X4*06D", "REF*EA*MR1", "REF*P4*56"],
    ],
    [
      "attachment",
      {
        attachments: [
          { reportTypeCode: "OZ", transmissionCode: "EL", controlNumber: "ATT1" },
          { reportTypeCode: "B2", transmissionCode: "AA" },
        ],
      },
      ["PWK*OZ*EL***AC*ATT1", "PWK*B2*AA"],
    ],
    ["note", { notes: [{ code: "ADD", text: "see record" }] }, ["NTE*ADD*see record"]],
    [
      "twelve diagnoses in one segment",
      { diagnoses: Array.from({ length: 12 }, (_, index) => ({ qualifier: index ? "ABF" : "ABK", code: `A0${index}` })) },
      ["HI*ABK:A00*ABF:A01*ABF:A02*ABF:A03*ABF:A04*ABF:A05*ABF:A06*ABF:A07*ABF:A08*ABF:A09*ABF:A010*ABF:A011"],
    ],
    [
      "providers, in the order of their loops",
      {
        supervisingProvider: { entityType: "person", name: "Sun" },
        serviceFacility: {
          entityType: "organization",
          name: "Lab",
          address: { line1: "1 A St", city: "Denver", state: "CO", postalCode: "802020001" },
        },
        renderingProvider: {
          entityType: "person",
          name: "Roe",
          identifierQualifier: "XX",
          identifier: "1245319599",
          taxonomyCode: "207Q00000X",
        },
        referringProviders: [{ role: "DN", entityType: "person", name: "Ray" }],
      },
      ["NM1*DN*1*Ray", "NM1*82*1*Roe*****XX*1245319599", "PRV*PE*PXC*207Q00000X", "NM1*77*2*Lab", "N3*1 A St", "N4*Denver*CO*802020001", "NM1*DQ*1*Sun"],
    ],
    [
      "a line with everything odd",
      {
        lines: [
          {
            ...LINE,
            procedure: { qualifier: "HC", code: "J3490", modifiers: ["25", "59", "LT", "GA"], description: "unlisted: drug" },
            unitBasis: "MJ",
            quantity: "12.5",
            placeOfServiceCode: "22",
            diagnosisPointers: [1, 2, 3, 4],
            epsdtIndicator: "Y",
            serviceTo: plainDate("2026-03-04"),
            lineItemControlNumber: "L1",
            priorAuthorizations: [{ qualifier: "G1", value: "A2", ownerQualifier: "2U", ownerIdentifier: "P1" }],
            notes: [{ code: "ADD", text: "x" }],
            drug: { qualifier: "N4", code: "00004196501", quantity: "2", unitBasis: "ML", prescriptionNumber: "RX1" },
            orderingProvider: { entityType: "person", name: "Ord" },
          },
        ],
      },
      [
        "SV1*HC:J3490:25:59:LT:GA:unlisted  drug*120.5*MJ*12.5*22**1:2:3:4****Y",
        "DTP*472*RD8*20260302-20260304",
        "REF*G1*A2**2U:P1",
        "REF*6R*L1",
        "NTE*ADD*x",
        "LIN**N4*00004196501",
        "CTP****2*ML",
        "REF*XZ*RX1",
        "NM1*DK*1*Ord",
      ],
    ],
    [
      "an ambulance with two patients, not transported",
      {
        placeOfServiceCode: "41",
        ambulance: { transportReasonCode: "A", miles: "0" },
        conditionCertifications: [{ categoryCode: "07", appliesCode: "N", conditionCodes: ["05", "07"] }],
        lines: [{ ...LINE, ambulancePatientCount: "2" }],
      },
      ["CLM*RV-1001*120.5***41:B:1*Y*A*Y*Y", "CR1****A*DH*0", "CRC*07*N*05*07", "QTY*PT*2"],
    ],
    [
      "another payer that paid at claim level, reasons of one group together",
      {
        otherSubscribers: [
          {
            payerSequence: "P",
            relationshipCode: "01",
            adjustments: [
              { groupCode: "CO", reasonCode: "45", amount: cents(1000) },
              { groupCode: "PR", reasonCode: "1", amount: cents(500) },
              { groupCode: "CO", reasonCode: "253", amount: cents(20), quantity: "1" },
            ],
            payerPaidAmount: cents(10530),
            subscriber: PERSON,
            payer: { ...PAYER, adjudicationDate: day, claimControlNumber: "ICN7" },
          },
        ],
      },
      ["SBR*P*01", "CAS*CO*45*10**253*0.2*1", "CAS*PR*1*5", "AMT*D*105.3", "NM1*IL*1*Park*Ada****MI*M1", "NM1*PR*2*Alpha Health Plan*****PI*ALPHA01", "DTP*573*D8*20260228", "REF*F8*ICN7"],
    ],
  ])("%s", (_, change, segments) => {
    const added = written({ ...CLAIM, ...change }).slice(0, -3);
    // Lines of the plain visit stand there too; what is new is exactly this.
    const before = [...visit];
    const fresh = added.filter((line) => !before.includes(line) || (segments.includes(line) && line.startsWith("NM1*IL")));
    const expected = new Set(segments);
    expect(fresh.filter((line) => !expected.has(line))).toEqual([]);
    expect(added.filter((line) => expected.has(line) && line.startsWith("NM1*") === false)).toEqual(segments.filter((line) => !line.startsWith("NM1*")));
    for (const line of segments) expect(added).toContain(line);
  });
});
