import { claimAtSegment, professionalClaimsOf, readProfessionalClaims, writeProfessionalClaims } from "../../src/edi";
import { ENVELOPE, fixture, fixtures, interchange, lines, told } from "./cast";
import { batchOf, CLAIM } from "./office-visit";

describe.each(fixtures("837P"))("%s", (path) => {
  const read = readProfessionalClaims(fixture(path));

  test("has no problems", () => expect(read.problems.map(told)).toEqual([]));

  test("is written again segment by segment", () => {
    const written = writeProfessionalClaims(
      read.transactions.map(({ content }) => content),
      ENVELOPE,
    );
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
  expect(subscriber).toMatchObject({
    payerSequence: "S",
    filingIndicatorCode: "MC",
    payer: { name: "BETA MEDICAID", identifier: "BETA01" },
  });
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
      subscriber: {
        entityType: "person",
        name: "DOE",
        firstName: "JANE",
        identifierQualifier: "MI",
        identifier: "MBI0001",
        secondaryIds: [],
      },
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

test("a claim's loops may come in any order; the writer puts them into the guide's", () => {
  const text = fixture("837P/synthetic__01_ambulance_ALS.edi").replaceAll("\r\n", "\n");
  const pickUp = text.slice(text.indexOf("NM1*PW"), text.indexOf("NM1*45"));
  const read = readProfessionalClaims(text.replace(pickUp, "").replace("LX*1~", `${pickUp}LX*1~`));
  expect(read.problems.map(told)).toEqual([]);
  expect(lines(writeProfessionalClaims([read.transactions[0]!.content], ENVELOPE))).toEqual(lines(text));
});
