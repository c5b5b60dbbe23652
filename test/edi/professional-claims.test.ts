import {
  claimAtSegment, type Draft, type ProfessionalClaim, professionalClaimsOf, type ProfessionalClaims, readProfessionalClaims, writeProfessionalClaims,
} from "../../src/edi"; // prettier-ignore
import { cents, plainDate } from "../../src/vocabulary";
import { ENVELOPE, fixture, fixtures, interchange, lines, told } from "./cast";

describe.each(fixtures("837P"))("%s", (path) => {
  const read = readProfessionalClaims(fixture(path));

  test("has no problems", () => expect(read.problems.map(told)).toEqual([]));

  test("is written again segment by segment", () => {
    const written = writeProfessionalClaims(read.transactions.map(({ content }) => content), ENVELOPE);
    expect(lines(written)).toEqual(lines(fixture(path)));
  });
});

const only = (path: string) => professionalClaimsOf(readProfessionalClaims(fixture(path)).transactions[0]!.content)[0]!;

test("an emergency transport: who bills whom", () => {
  const [transaction] = readProfessionalClaims(fixture("837P/synthetic__01_ambulance_ALS.edi")).transactions;
  const { billingProviders, ...batch } = transaction!.content;
  expect(batch).toEqual({
    purposeCode: "00",
    referenceId: "REF1",
    createdOn: "2025-01-15",
    createdAtTime: "1200",
    typeCode: "CH",
    submitter: {
      entityType: "organization",
      name: "RIVER EMS BILLING",
      identifierQualifier: "46",
      identifier: "SUBMIT1",
      contacts: [{ functionCode: "IC", name: "EDI DESK", numbers: [{ qualifier: "TE", value: "6145551212" }] }],
    },
    receiver: { entityType: "organization", name: "CLEARING ONE", identifierQualifier: "46", identifier: "RCVR01" },
  });
  const { subscribers, ...billing } = billingProviders[0]!;
  expect(billing).toEqual({
    taxonomyCode: "3416L0300X",
    provider: {
      entityType: "organization",
      name: "RIVER EMS",
      identifierQualifier: "XX",
      identifier: "1234567893",
      address: { line1: "10 RIVER RD", city: "COLUMBUS", state: "OH", postalCode: "432150001" },
      employerId: "311234567",
      secondaryIds: [],
      contacts: [],
    },
  });
  const { claims, ...subscriber } = subscribers[0]!;
  expect(subscriber).toEqual({
    payerSequence: "P",
    relationshipCode: "18",
    filingIndicatorCode: "CI",
    person: {
      entityType: "person",
      name: "DOE",
      firstName: "JANE",
      identifierQualifier: "MI",
      identifier: "MEM001",
      address: { line1: "5 ELM ST", city: "COLUMBUS", state: "OH", postalCode: "43215" },
      demographics: { birthDate: "1950-01-01", genderCode: "F" },
      secondaryIds: [],
      contacts: [],
    },
    payer: { entityType: "organization", name: "ALPHA HEALTH PLAN", identifierQualifier: "PI", identifier: "ALPHA01", secondaryIds: [] },
    patients: [],
  });
  expect(claims).toHaveLength(1);
});

test("an emergency transport: the claim and its two lines, to the cent", () => {
  const { claim } = only("837P/synthetic__01_ambulance_ALS.edi");
  expect(claim).toMatchObject({
    position: { first: 19, last: 37 },
    patientControlNumber: "AMB1",
    chargeAmount: 125000n,
    placeOfServiceCode: "41",
    facilityCodeQualifier: "B",
    frequencyCode: "1",
    providerSignatureOnFile: "Y",
    assignmentCode: "A",
    benefitsAssignmentCode: "Y",
    releaseOfInformationCode: "Y",
    patientSignatureSourceCode: "P",
    onsetDate: "2025-01-01",
    ambulance: { patientWeightPounds: "180", transportReasonCode: "A", miles: "20", stretcherPurpose: "PATIENT SUPINE UNABLE TO SIT" },
    conditionCertifications: [{ categoryCode: "07", appliesCode: "Y", conditionCodes: ["01", "06", "09"] }],
    diagnoses: [
      { qualifier: "ABK", code: "I4891" },
      { qualifier: "ABF", code: "R0602" },
    ],
    ambulancePickUp: { entityType: "organization", address: { line1: "5 ELM ST", city: "COLUMBUS", state: "OH", postalCode: "43215" } },
    ambulanceDropOff: { name: "CITY HOSPITAL", address: { line1: "100 HOSPITAL DR", city: "COLUMBUS", state: "OH", postalCode: "43210" } },
    otherSubscribers: [],
    lines: [
      {
        position: { first: 30, last: 33 },
        procedure: { qualifier: "HC", code: "A0427", modifiers: ["RH"] },
        chargeAmount: 100000n,
        unitBasis: "UN",
        quantity: "1",
        diagnosisPointers: [1, 2],
        emergencyIndicator: "Y",
        serviceFrom: "2025-01-01",
        lineItemControlNumber: "L1",
      },
      { procedure: { code: "A0425" }, chargeAmount: 25000n, quantity: "20", serviceFrom: "2025-01-01", lineItemControlNumber: "L2" },
    ],
  });
});

test("a secondary claim carries what the primary did, per line", () => {
  const { claim, subscriber } = only("837P/synthetic__02_ambulance_secondary_COB.edi");
  expect(subscriber).toMatchObject({ payerSequence: "S", filingIndicatorCode: "MC", payer: { name: "BETA MEDICAID", identifier: "BETA01" } });
  expect(claim.otherSubscribers).toEqual([
    {
      payerSequence: "P",
      relationshipCode: "18",
      filingIndicatorCode: "MB",
      adjustments: [],
      payerPaidAmount: 60015n,
      remainingPatientLiability: 15310n,
      benefitsAssignmentCode: "Y",
      releaseOfInformationCode: "Y",
      outpatientAdjudication: { remarkCodes: ["MA01"] },
      subscriber: { entityType: "person", name: "DOE", firstName: "JANE", identifierQualifier: "MI", identifier: "MBI0001", secondaryIds: [] },
      payer: {
        entityType: "organization",
        name: "MEDICARE B",
        identifierQualifier: "PI",
        identifier: "MCR01",
        adjudicationDate: "2025-01-10",
        secondaryIds: [],
      },
      providers: [],
    },
  ]);
  expect(claim.lines.map(({ adjudications }) => adjudications)).toEqual([
    [
      {
        payerIdentifier: "MCR01",
        paidAmount: 47040n,
        procedure: { qualifier: "HC", code: "A0427", modifiers: ["RH"] },
        paidQuantity: "1",
        adjustments: [
          { groupCode: "CO", reasonCode: "45", amount: 40000n },
          { groupCode: "CO", reasonCode: "253", amount: 960n },
          { groupCode: "PR", reasonCode: "2", amount: 12000n },
        ],
        adjudicationDate: "2025-01-10",
      },
    ],
    [
      {
        payerIdentifier: "MCR01",
        paidAmount: 12975n,
        procedure: { qualifier: "HC", code: "A0425", modifiers: ["RH"] },
        paidQuantity: "20",
        adjustments: [
          { groupCode: "CO", reasonCode: "45", amount: 8450n },
          { groupCode: "CO", reasonCode: "253", amount: 265n },
          { groupCode: "PR", reasonCode: "2", amount: 3310n },
        ],
        adjudicationDate: "2025-01-10",
      },
    ],
  ]);
});

test("a replacement names the payer's number of the claim it replaces", () => {
  const { claim } = only("837P/synthetic__03_replacement_freq7.edi");
  expect([claim.frequencyCode, claim.payerClaimControlNumber]).toEqual(["7", "ICN0001"]);
});

const LINE = {
  procedure: { qualifier: "HC", code: "99213" },
  chargeAmount: cents(12050),
  unitBasis: "UN",
  quantity: "1",
  diagnosisPointers: [1],
  serviceFrom: plainDate("2026-03-02"),
};
const CLAIM = {
  patientControlNumber: "RV-1001",
  chargeAmount: cents(12050),
  placeOfServiceCode: "11",
  facilityCodeQualifier: "B",
  frequencyCode: "1",
  providerSignatureOnFile: "Y",
  assignmentCode: "A",
  benefitsAssignmentCode: "Y",
  releaseOfInformationCode: "Y",
  diagnoses: [{ qualifier: "ABK", code: "J06.9" }],
  lines: [LINE],
};
const PERSON = { entityType: "person", name: "Park", firstName: "Ada", identifierQualifier: "MI", identifier: "M1" } as const;
const PAYER = { entityType: "organization", name: "Alpha Health Plan", identifierQualifier: "PI", identifier: "ALPHA01" } as const;

function batchOf(...claims: readonly Draft<ProfessionalClaim>[]): Draft<ProfessionalClaims> {
  return {
    purposeCode: "00",
    referenceId: "B1",
    createdOn: plainDate("2026-03-03"),
    createdAtTime: "0800",
    typeCode: "CH",
    submitter: { entityType: "organization", name: "Riverside Clinic", identifierQualifier: "46", identifier: "S1" },
    receiver: { entityType: "organization", name: "Clearing One", identifierQualifier: "46", identifier: "R1" },
    billingProviders: [
      {
        provider: { entityType: "organization", name: "Riverside Clinic", identifierQualifier: "XX", identifier: "1234567893" },
        subscribers: [{ payerSequence: "P", relationshipCode: "18", person: PERSON, payer: PAYER, claims }],
      },
    ],
  };
}
const written = (claim: Draft<ProfessionalClaim>) => lines(writeProfessionalClaims([batchOf(claim)], ENVELOPE));

/** Keys added to a plain office visit, and the segments that they make, in the guide's order. */
describe("what a claim says, and how it is written", () => {
  const visit = written(CLAIM);

  test("a plain office visit; people's decimal point in a diagnosis is left out", () => {
    expect(visit.slice(visit.findIndex((line) => line.startsWith("CLM")), -3)).toEqual([
      "CLM*RV-1001*120.5***11:B:1*Y*A*Y*Y",
      "HI*ABK:J069",
      "LX*1",
      "SV1*HC:99213*120.5*UN*1***1",
      "DTP*472*D8*20260302",
    ]);
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
    ["attachment", { attachments: [{ reportTypeCode: "OZ", transmissionCode: "EL", controlNumber: "ATT1" }, { reportTypeCode: "B2", transmissionCode: "AA" }] }, ["PWK*OZ*EL***AC*ATT1", "PWK*B2*AA"]],
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
        serviceFacility: { entityType: "organization", name: "Lab", address: { line1: "1 A St", city: "Denver", state: "CO", postalCode: "802020001" } },
        renderingProvider: { entityType: "person", name: "Roe", identifierQualifier: "XX", identifier: "1245319599", taxonomyCode: "207Q00000X" },
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
      [
        "SBR*P*01",
        "CAS*CO*45*10**253*0.2*1",
        "CAS*PR*1*5",
        "AMT*D*105.3",
        "NM1*IL*1*Park*Ada****MI*M1",
        "NM1*PR*2*Alpha Health Plan*****PI*ALPHA01",
        "DTP*573*D8*20260228",
        "REF*F8*ICN7",
      ],
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

test("hierarchy: providers, subscribers and patients are numbered and say whether they have children", () => {
  const batch = batchOf(CLAIM);
  const [provider] = batch.billingProviders!;
  const [subscriber] = provider!.subscribers!;
  const dependent = { relationshipCode: "19", person: { entityType: "person", name: "Park", firstName: "Bea" } as const, claims: [CLAIM] };
  const family = { ...subscriber!, relationshipCode: undefined, claims: [], patients: [dependent, dependent] };
  const text = writeProfessionalClaims([{ ...batch, billingProviders: [{ ...provider!, subscribers: [subscriber!, family] }, provider!] }], ENVELOPE);
  expect(lines(text).filter((line) => /^(HL|SBR|PAT)\*/.test(line))).toEqual([
    "HL*1**20*1",
    "HL*2*1*22*0",
    "SBR*P*18",
    "HL*3*1*22*1",
    "SBR*P",
    "HL*4*3*23*0",
    "PAT*19",
    "HL*5*3*23*0",
    "PAT*19",
    "HL*6**20*1",
    "HL*7*6*22*0",
    "SBR*P*18",
  ]);
  const read = readProfessionalClaims(text);
  expect(read.problems).toEqual([]);
  expect(professionalClaimsOf(read.transactions[0]!.content).map(({ patient }) => patient?.person.firstName)).toEqual([undefined, "Bea", "Bea", undefined]);
});

test("an acknowledgement's segment position names the claim", () => {
  const text = writeProfessionalClaims([batchOf(CLAIM, { ...CLAIM, patientControlNumber: "RV-1002" })], ENVELOPE);
  const { content } = readProfessionalClaims(text).transactions[0]!;
  const inSet = lines(text).slice(2);
  const at = (position: number) => claimAtSegment(content, position)?.claim.patientControlNumber;
  expect(inSet.flatMap((line, index) => (/^(ST|BHT|SBR|CLM|SV1|DTP)\*/.test(line) ? [`${line.split("*")[0]} ${at(index + 1)}`] : []))).toEqual([
    "ST undefined",
    "BHT undefined",
    "SBR undefined",
    "CLM RV-1001",
    "SV1 RV-1001",
    "DTP RV-1001",
    "CLM RV-1002",
    "SV1 RV-1002",
    "DTP RV-1002",
  ]);
  expect(at(inSet.findIndex((line) => line.startsWith("SE*")) + 1)).toBeUndefined();
});

describe("a tree that does not hold together is told, and read by the order of its loops", () => {
  const text = fixture("837P/synthetic__01_ambulance_ALS.edi");
  test.each<[string, [string, string], string[]]>([
    ["a wrong parent", ["HL*2*1*22*0", "HL*2*9*22*0"], ['error HIERARCHY_INVALID HL/2 at 12 "9"']],
    ["a number left out", ["HL*2*1*22*0", "HL*3*1*22*0"], ['error HIERARCHY_INVALID HL/1 at 12 "3"']],
    ["a child that is not there", ["HL*2*1*22*0", "HL*2*1*22*1"], ['warning HIERARCHY_INVALID HL/4 at 12 "1"']],
    ["a line counter that skips", ["LX*2", "LX*3"], ['warning SEQUENCE_INVALID LX/1 at 34 "3"']],
    ["a quantity with a comma", ["*UN*20*", "*UN*2,0*"], ['error NUMBER_INVALID SV1/4 at 35 "2,0"']],
    ["a service date that is none", ["DTP*472*D8*20250101~\nREF*6R*L1", "DTP*472*D8*20250132~\nREF*6R*L1"], ['error DATE_INVALID DTP/3 at 32 "20250132"']],
    ["a range with one day", ["DTP*472*D8*20250101~\nREF*6R*L1", "DTP*472*RD8*20250101~\nREF*6R*L1"], ['error DATE_INVALID DTP/3 at 32 "20250101"', 'error DATE_INVALID DTP/3 at 32 "20250101"']],
  ])("%s", (_, [from, to], problems) => {
    const unix = text.replaceAll("\r\n", "\n");
    expect(unix).toContain(from);
    const read = readProfessionalClaims(unix.replace(from, to));
    expect(read.problems.map(told)).toEqual(problems);
    expect(professionalClaimsOf(read.transactions[0]!.content)[0]!.claim.lines).toHaveLength(2);
  });

  test("a file without its upper loops has a claim nowhere, and keeps its segments", () => {
    const read = readProfessionalClaims(interchange("837", ["BHT*0019*00*1*20260303*0800*CH", "CLM*A*1***11:B:1*Y*A*Y*Y"]));
    expect(read.problems.map(told)).toEqual(["error SEGMENT_UNKNOWN CLM at 3", "error SEGMENT_MISSING NM1 at 1", "error SEGMENT_MISSING NM1 at 1"]);
    expect(read.transactions[0]!.content.unknownSegments!.map(({ id, position }) => `${id} ${position}`)).toEqual(["CLM 3"]);
  });
});
