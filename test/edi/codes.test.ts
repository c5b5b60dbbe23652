import {
  ACKNOWLEDGEMENT_STATUSES,
  ADJUSTMENT_GROUPS,
  ADJUSTMENT_REASONS,
  AMBULANCE_CONDITIONS,
  CLAIM_FILING_INDICATORS,
  CLAIM_PAYMENT_STATUSES,
  CLAIM_STATUS_CATEGORIES,
  CLAIM_STATUSES,
  claimsOf,
  describeAdjustmentReason,
  describeRemark,
  isAdjustmentGroup,
  PLACES_OF_SERVICE,
  PROVIDER_ADJUSTMENT_REASONS,
  readClaimAcknowledgements,
  readRemittances,
  acknowledgedClaimsOf,
  REMARK_CODES,
  STATUS_ENTITIES,
} from "../../src/edi";
import { fixture, fixtures } from "./cast";

const remittances = fixtures("835").flatMap((path) => readRemittances(fixture(path)).transactions.map(({ content }) => content));
const claims = remittances.flatMap(claimsOf);
const adjustments = claims.flatMap((claim) => [...claim.adjustments, ...claim.lines.flatMap((line) => line.adjustments)]);
const statuses = readClaimAcknowledgements(fixture(fixtures("277CA")[0]!))
  .transactions.flatMap(({ content }) => acknowledgedClaimsOf(content))
  .flatMap(({ claim }) => claim.statuses.flatMap((status) => status.codes));

/** Each code that a fixture uses has a word. */
test.each<[string, readonly (string | undefined)[], object]>([
  ["adjustment group", adjustments.map(({ groupCode }) => groupCode), ADJUSTMENT_GROUPS],
  ["adjustment reason", adjustments.map(({ reasonCode }) => reasonCode), ADJUSTMENT_REASONS],
  ["remark", claims.flatMap((claim) => [...(claim.outpatientAdjudication?.remarkCodes ?? []), ...claim.lines.flatMap((line) => line.remarkCodes)]), REMARK_CODES],
  ["claim payment status", claims.map(({ statusCode }) => statusCode), CLAIM_PAYMENT_STATUSES],
  ["filing indicator", claims.map(({ filingIndicatorCode }) => filingIndicatorCode), CLAIM_FILING_INDICATORS],
  ["place of service", claims.map(({ facilityTypeCode }) => facilityTypeCode), PLACES_OF_SERVICE],
  ["provider adjustment", remittances.flatMap((each) => each.providerAdjustments.map(({ reasonCode }) => reasonCode)), PROVIDER_ADJUSTMENT_REASONS],
  ["claim status category", statuses.map(({ categoryCode }) => categoryCode), CLAIM_STATUS_CATEGORIES],
  ["claim status", statuses.map(({ statusCode }) => statusCode), CLAIM_STATUSES],
  ["status entity", statuses.flatMap(({ entityCode }) => entityCode ?? []), STATUS_ENTITIES],
  ["acknowledgement status", ["A", "E", "P", "R"], ACKNOWLEDGEMENT_STATUSES],
  ["ambulance condition", ["01", "04", "05", "06", "07", "08", "09", "12"], AMBULANCE_CONDITIONS],
])("%s codes", (_, codes, table) => {
  expect(codes.length).toBeGreaterThan(0);
  expect(codes.filter((code) => !Object.hasOwn(table, code ?? ""))).toEqual([]);
});

test("a code without a word of ours is told as it is", () => {
  expect([describeAdjustmentReason("45"), describeAdjustmentReason("ZZ9"), describeAdjustmentReason("toString")]).toEqual([
    "charge above the fee schedule or contract",
    "reason ZZ9",
    "reason toString",
  ]);
  expect([describeRemark("MA18"), describeRemark("N9999")]).toEqual(["sent on to the supplemental insurer", "remark N9999"]);
  expect([isAdjustmentGroup("CO"), isAdjustmentGroup("XX")]).toEqual([true, false]);
});
