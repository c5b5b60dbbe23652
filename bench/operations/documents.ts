/** The same question in each contender's own words; `result` is the answer's name everywhere, aliases make the rest alike. */
const AGING = "totalCents insurerCents patientCents agencyCents days0to30Cents days31to60Cents days61to90Cents days91to120Cents over120Cents";
const aging = (names: string) =>
  AGING.split(" ")
    .map((name) => `${name}: ${names.replace("*", name.slice(0, -5).replace(/(\d)to/, "$1To"))}`)
    .join(" ");

const C = {
  Q1: `query Q1($id: ID!) { result: patient(id: $id) { id medicalRecordNumber firstName lastName birthDate sex phone email } }`,
  Q2: `query Q2($practiceId: ID!, $lastName: String!) {
    result: patients(first: 20, filter: { practiceId: $practiceId, lastName: $lastName }, orderBy: NAME_ASC) { nodes {
      id firstName lastName birthDate
      encounters(first: 5, orderBy: SERVED_FROM_DESC) { nodes { id servedFrom placeOfService status } }
      claims(first: 5, orderBy: CREATED_AT_DESC) { nodes { id claimNumber workflow totalChargeCents lines { id lineNumber procedureCode quantity chargeCents } } }
    } } }`,
  Q3: `query Q3($practiceId: ID!, $workflow: ClaimWorkflow!, $after: String) {
    result: claims(first: 50, after: $after, filter: { practiceId: $practiceId, workflow: [$workflow] }, orderBy: CREATED_AT_DESC) {
      totalCount pageInfo { hasNextPage endCursor } nodes { id claimNumber workflow servedFrom totalChargeCents patient { id firstName lastName } } } }`,
  Q4a: `query Q4a($practiceId: ID!, $asOf: PlainDate!) { result: arAging(practiceId: $practiceId, asOf: $asOf, groupBy: PAYER, first: 100) { total { ${AGING} } lines { ${AGING} payer { id name } } } }`,
  Q4b: `query Q4b($asOf: PlainDate!) { result: arAging(asOf: $asOf, groupBy: PRACTICE, first: 100) { total { ${AGING} } lines { ${AGING} practice { id name } } } }`,
  Q4c: `query Q4c($id: ID!) { result: explainBalance(input: { patientId: $id }) { chargedCents adjustedCents insurerPaidCents insurerOwesCents patientOwesCents entries { id account amountCents effectiveOn cause } } }`,
  M1a: `mutation M1a($practiceId: ID!, $medicalRecordNumber: String!, $firstName: String!, $lastName: String!, $birthDate: PlainDate!) {
    result: patientCreate(input: { practiceId: $practiceId, medicalRecordNumber: $medicalRecordNumber, firstName: $firstName, lastName: $lastName, birthDate: $birthDate, sex: UNKNOWN, address: { street: "1 Bench Road", city: "Denver", state: "CO", zip: "80202" } }) {
      patient { id medicalRecordNumber firstName lastName version } userErrors { code } } }`,
  M1: `mutation M1($encounterId: ID!) {
    result: claimCreate(input: { encounterIds: [$encounterId] }) { claims { claimNumber workflow totalChargeCents version lines { lineNumber procedureCode chargeCents } } userErrors { code } } }`,
};

const P: Record<keyof typeof C, string> = {
  Q1: `query Q1($practiceId: UUID!, $id: UUID!) { result: patientByPracticeIdAndRowId(practiceId: $practiceId, rowId: $id) { id: rowId medicalRecordNumber firstName lastName birthDate sex phone email } }`,
  Q2: `query Q2($practiceId: UUID!, $lastName: String!) {
    result: allPatients(first: 20, condition: { practiceId: $practiceId, lastNameKey: $lastName }, orderBy: [LAST_NAME_KEY_ASC, FIRST_NAME_KEY_ASC, ROW_ID_ASC]) { nodes {
      id: rowId firstName lastName birthDate
      encounters: encountersByPracticeIdAndPatientId(first: 5, orderBy: [SERVED_FROM_DESC, ROW_ID_DESC]) { nodes { id: rowId servedFrom placeOfService status } }
      claims: claimsByPracticeIdAndPatientId(first: 5, orderBy: [CREATED_AT_DESC, ROW_ID_DESC]) { nodes { id: rowId claimNumber workflow totalChargeCents
        lines: claimLinesByPracticeIdAndClaimId(orderBy: [LINE_NUMBER_ASC]) { nodes { id: rowId lineNumber procedureCode quantity chargeCents } } } }
    } } }`,
  Q3: `query Q3($practiceId: UUID!, $workflow: String!, $after: Cursor) {
    result: allClaims(first: 50, after: $after, condition: { practiceId: $practiceId, workflow: $workflow }, orderBy: [CREATED_AT_DESC, ROW_ID_DESC]) {
      totalCount pageInfo { hasNextPage endCursor } nodes { id: rowId claimNumber workflow servedFrom totalChargeCents patient: patientByPracticeIdAndPatientId { id: rowId firstName lastName } } } }`,
  Q4a: `query Q4a($practiceId: UUID!, $asOf: Date!) { result: benchArAgingByPayer(practiceId: $practiceId, asOf: $asOf) { nodes { ${aging("*")} groupId groupName } } }`,
  Q4b: `query Q4b($asOf: Date!) { result: benchArAgingByPractice(asOf: $asOf) { nodes { ${aging("*")} groupId groupName } } }`,
  Q4c: `query Q4c($practiceId: UUID!, $id: UUID!) {
    sums: benchExplainSums(practiceId: $practiceId, patientId: $id) { chargedCents: charged adjustedCents: adjusted insurerPaidCents: insurerPaid insurerOwesCents: insurerOwes patientOwesCents: patientOwes }
    result: allLedgerEntries(condition: { practiceId: $practiceId, patientId: $id }, orderBy: [ROW_ID_ASC]) { nodes { id: rowId account amountCents effectiveOn cause: journalByPracticeIdAndJournalId { kind } } } }`,
  M1a: `mutation M1a($practiceId: UUID!, $medicalRecordNumber: String!, $firstName: String!, $lastName: String!, $birthDate: Date!, $actorId: UUID!) {
    result: benchPatientCreate(input: { practiceId: $practiceId, medicalRecordNumber: $medicalRecordNumber, firstName: $firstName, lastName: $lastName, birthDate: $birthDate, actorId: $actorId }) { patient: result { id: rowId medicalRecordNumber firstName lastName version } } }`,
  M1: `mutation M1($practiceId: UUID!, $encounterId: UUID!, $actorId: UUID!) {
    result: benchClaimCreate(input: { practiceId: $practiceId, encounterId: $encounterId, actorId: $actorId }) { claim: result { claimNumber workflow totalChargeCents version
      lines: claimLinesByPracticeIdAndClaimId(orderBy: [LINE_NUMBER_ASC]) { nodes { lineNumber procedureCode chargeCents } } } } }`,
};

const M: Record<keyof typeof C, string> = {
  Q1: `query Q1($practiceId: ID!, $id: ID!) { result: patient(practiceId: $practiceId, id: $id) { id medicalRecordNumber firstName lastName birthDate sex phone email } }`,
  Q2: `query Q2($practiceId: ID!, $lastName: String!) { result: patients(practiceId: $practiceId, lastName: $lastName, first: 20) { id firstName lastName birthDate encounters(first: 5) { id servedFrom placeOfService status }
    claims(first: 5) { id claimNumber workflow totalChargeCents lines { id lineNumber procedureCode quantity chargeCents } } } }`,
  Q3: `query Q3($practiceId: ID!, $workflow: String!, $after: String) { result: claims(practiceId: $practiceId, workflow: $workflow, first: 50, after: $after) { totalCount hasNextPage endCursor nodes { id claimNumber workflow servedFrom totalChargeCents patient { id firstName lastName } } } }`,
  Q4a: `query Q4a($practiceId: ID!, $asOf: String!) { result: agingByPayer(practiceId: $practiceId, asOf: $asOf) { total { ${AGING} } lines { ${AGING} payer { id name } } } }`,
  Q4b: `query Q4b($asOf: String!) { result: agingByPractice(asOf: $asOf) { total { ${AGING} } lines { ${AGING} practice { id name } } } }`,
  Q4c: `query Q4c($practiceId: ID!, $id: ID!) { result: explainBalance(practiceId: $practiceId, id: $id) { chargedCents adjustedCents insurerPaidCents insurerOwesCents patientOwesCents entries { id account amountCents effectiveOn cause } } }`,
  M1a: `mutation M1a($practiceId: ID!, $medicalRecordNumber: String!, $firstName: String!, $lastName: String!, $birthDate: String!, $actorId: ID!) {
    result: patientCreate(practiceId: $practiceId, medicalRecordNumber: $medicalRecordNumber, firstName: $firstName, lastName: $lastName, birthDate: $birthDate, actorId: $actorId) { id medicalRecordNumber firstName lastName version } }`,
  M1: `mutation M1($practiceId: ID!, $encounterId: ID!, $actorId: ID!) { result: claimCreate(practiceId: $practiceId, encounterId: $encounterId, actorId: $actorId) { claimNumber workflow totalChargeCents version lines { lineNumber procedureCode chargeCents } } }`,
};

export type OperationName = keyof typeof C;
export type ContenderName = "L" | "P" | "M" | "C";

export const benchDocuments: { readonly [contender in "C" | "P" | "M"]: Record<OperationName, string> } = { C, P, M };
