import { type Adjustment, type ClaimPayment, type Procedure, readRemittances, type Remittance, type ServiceLinePayment, writeRemittances } from "../../src/edi";
import { ENVELOPE, fixture, fixtures, lines } from "./cast";

/** A remittance as an office would read it out; all money in cents. */
function tell(remittance: Remittance): string[] {
  const { handlingCode, paymentMethod, paymentAmount, paymentDate, trace, payer, payee, claimGroups, providerAdjustments } = remittance;
  return [
    `${handlingCode} ${paymentMethod} ${paymentAmount} on ${paymentDate} trace ${trace.number} of ${trace.payerIdentifier}, ${payer.name} to ${payee.identifier}`,
    ...claimGroups.flatMap((group) => group.claims.flatMap(tellClaim)),
    ...providerAdjustments.map(
      ({ providerIdentifier, fiscalPeriodEnd, reasonCode, reference, amount }) => `PLB ${reasonCode} ${reference} ${amount} of ${providerIdentifier} until ${fiscalPeriodEnd}`,
    ),
  ];
}

function tellClaim(claim: ClaimPayment): string[] {
  const { patientControlNumber, statusCode, chargeAmount, paidAmount, patientResponsibilityAmount, filingIndicatorCode, payerClaimControlNumber } = claim;
  const more = [
    ...claim.adjustments.map(tellAdjustment),
    ...(claim.crossoverPayer ? [`to ${claim.crossoverPayer.name}`] : []),
    ...(claim.outpatientAdjudication?.remarkCodes ?? []),
    ...claim.amounts.map(({ qualifier, amount }) => `AMT ${qualifier} ${amount}`),
  ];
  return [
    [
      `CLP ${patientControlNumber} status ${statusCode}: ${chargeAmount} paid ${paidAmount} patient ${patientResponsibilityAmount}, ${filingIndicatorCode} ${payerClaimControlNumber}, ${claim.patient?.name}`,
      ...more,
    ].join(" | "),
    ...claim.lines.map(tellLine),
  ];
}

function tellLine(line: ServiceLinePayment): string {
  const { procedure, originalProcedure, chargeAmount, paidAmount, paidUnits, serviceDate, lineItemControlNumber, allowedAmount } = line;
  const was = originalProcedure ? ` was ${name(originalProcedure)}` : "";
  const more = [...line.adjustments.map(tellAdjustment), ...(allowedAmount === undefined ? [] : [`allowed ${allowedAmount}`]), ...line.remarkCodes];
  return [`  ${name(procedure)}${was} x${paidUnits} on ${serviceDate} line ${lineItemControlNumber}: ${chargeAmount} paid ${paidAmount}`, ...more].join(" | ");
}

const name = ({ qualifier, code, modifiers }: Procedure) => [qualifier, code, ...modifiers].join(":");
const tellAdjustment = ({ groupCode, reasonCode, amount, quantity }: Adjustment) => `${groupCode}-${reasonCode} ${amount}${quantity ? ` x${quantity}` : ""}`;

const PAYMENT = "on 2025-01-15 trace";
const ALPHA = "of 1512345678, ALPHA HEALTH PLAN to 1234567893";
const ACCT1 = [
  "CLP ACCT1 status 1: 125000 paid 61240 patient 15310, 12 ICN0001, DOE",
  "  HC:A0427:RH x1 on 2025-01-01 line 1: 100000 paid 48000 | CO-45 40000 | PR-2 12000 | allowed 60000",
  "  HC:A0425:RH x20 on 2025-01-01 line 2: 25000 paid 13240 | CO-45 8450 | PR-2 3310 | allowed 16550",
];
const REVERSAL = ["CLP ACCT3 status 22: -50000 paid -32000 patient -8000, 12 ICN0003, POE", "  HC:A0429:HH x1 on 2024-12-01 line 1: -50000 paid -32000 | CO-45 -10000 | PR-2 -8000"];
const PLB = (entry: string, provider = "1234567893") => `PLB ${entry} of ${provider} until 2025-12-31`;

const STORIES: Readonly<Record<string, readonly (readonly string[])[]>> = {
  "835/synthetic__01_paid_ambulance.edi": [[`I ACH 61240 ${PAYMENT} EFT0001 ${ALPHA}`, ...ACCT1]],
  "835/synthetic__02_denial_zero_pay.edi": [
    [`H NON 0 ${PAYMENT} NOPAY01 ${ALPHA}`, "CLP ACCT2 status 4: 90000 paid 0 patient 0, 12 ICN0002, ROE", "  HC:A0428:RH x1 on 2025-01-02 line 1: 90000 paid 0 | CO-197 90000 | N54"],
  ],
  "835/synthetic__03_reversal_correction.edi": [
    [
      `I ACH 51240 ${PAYMENT} EFT0001 ${ALPHA}`,
      ...REVERSAL,
      "CLP ACCT3 status 1: 50000 paid 22000 patient 8000, 12 ICN0003A, POE",
      "  HC:A0428:HH was HC:A0429:HH x1 on 2024-12-01 line 1: 50000 paid 22000 | CO-45 20000 | PR-2 8000 | allowed 30000",
      ...ACCT1,
    ],
  ],
  "835/synthetic__04_reversal_FB_forward.edi": [[`H NON 0 ${PAYMENT} NOPAY02 ${ALPHA}`, ...REVERSAL, PLB("FB EFT0001 -32000")]],
  "835/synthetic__05_FB_applied.edi": [[`I ACH 29240 ${PAYMENT} EFT0005 ${ALPHA}`, ...ACCT1, PLB("FB NOPAY02 32000")]],
  "835/synthetic__06_WO_recovery.edi": [[`I ACH 51240 ${PAYMENT} EFT0006 ${ALPHA}`, ...ACCT1, PLB("WO ICN9999 10000")]],
  "835/synthetic__07_WO_and_72_refund.edi": [[`I ACH 61240 ${PAYMENT} EFT0007 ${ALPHA}`, ...ACCT1, PLB("WO ICN8888 7525"), PLB("72 ICN8888 -7525")]],
  "835/synthetic__08_interest_L6.edi": [[`I ACH 61765 ${PAYMENT} EFT0008 ${ALPHA}`, `${ACCT1[0]} | AMT I 525`, ...ACCT1.slice(1), PLB("L6 ICN0001 -525")]],
  "835/synthetic__09_many_PLB.edi": [
    [
      `I ACH 54015 ${PAYMENT} EFT0009 ${ALPHA}`,
      ...ACCT1,
      ...["WO A1 5000", "CS A2 1000", "L6 A3 -250", "AH A4 2000", "J1 A5 -750", "IR A6 100"].map((entry) => PLB(entry)),
      PLB("50 LATE 125", "1245319599"),
    ],
  ],
  "835/synthetic__10_bundled_lines.edi": [
    [
      `I ACH 10000 ${PAYMENT} EFT0010 ${ALPHA}`,
      "CLP ACCT4 status 1: 20000 paid 10000 patient 0, 12 ICN0010, ROE",
      "  HC:80053 was HC:80048 x1 on 2025-01-03 line 1: 12000 paid 10000 | CO-45 2000 | allowed 10000",
      "  HC:80053 was HC:84460 x0 on 2025-01-03 line 2: 8000 paid 0 | CO-97 8000",
    ],
  ],
  "835/synthetic__11_secondary_OA23.edi": [
    [
      `I ACH 12000 ${PAYMENT} EFT0011 of 1512345678, BETA MEDICAID to 1234567893`,
      "CLP ACCT5 status 2: 100000 paid 12000 patient 0, MC ICN0011, DOE",
      "  HC:A0427:RH x1 on 2025-01-04 line 1: 100000 paid 12000 | OA-23 88000 | allowed 60000",
    ],
  ],
  "835/synthetic__12_medicare_sequestration_crossover.edi": [
    [
      `I ACH 60015 ${PAYMENT} EFT0012 ${ALPHA}`,
      "CLP ACCT6 status 19: 125000 paid 60015 patient 15310, MB ICN0012, DOE | to BETA MEDICAID | MA01 | MA18",
      "  HC:A0427:RH x1 on 2025-01-05 line 1: 100000 paid 47040 | CO-45 40000 x1 | CO-253 960 | PR-2 12000 | allowed 60000",
      "  HC:A0425:RH x20 on 2025-01-05 line 2: 25000 paid 12975 | CO-45 8450 x20 | CO-253 265 | PR-2 3310 | allowed 16550",
    ],
  ],
  "835/synthetic__13_claim_level_only.edi": [[`I ACH 800000 ${PAYMENT} EFT0013 ${ALPHA}`, "CLP ACCT7 status 1: 1200000 paid 800000 patient 100000, MA ICN0013, POE | CO-45 300000 | PR-1 100000"]],
  "835/synthetic__14_two_ST_and_PLB_only.edi": [
    [`I ACH 61240 ${PAYMENT} EFT0014A ${ALPHA}`, ...ACCT1],
    [`H NON 0 ${PAYMENT} NOPAY14 of 1512345678, ALPHA HEALTH PLAN to 1245319599`, PLB("WO X1 29818", "1245319599"), PLB("72 X1 -29818", "1245319599")],
  ],
  "835/synthetic__15_other_delimiters.edi": [[`I ACH 61240 ${PAYMENT} EFT0015 ${ALPHA}`, ...ACCT1]],
  "835/synthetic__16_six_triplets.edi": [
    [
      `I ACH 5000 ${PAYMENT} EFT0016 ${ALPHA}`,
      "CLP ACCT8 status 1: 50000 paid 5000 patient 6000, 12 ICN0016, ROE",
      "  HC:A0428:RH x1 on 2025-01-06 line 1: 50000 paid 5000 | CO-45 10000 | CO-253 100 | CO-96 5000 | CO-50 4000 | CO-119 3000 | CO-197 16900 | PR-1 2000 | PR-2 2500 | PR-3 1500 | allowed 11000 | N130 | M25",
    ],
  ],
  "835/synthetic__17_not_our_claim_23.edi": [
    [
      `H NON 0 ${PAYMENT} NOPAY17 ${ALPHA}`,
      "CLP ACCT9 status 23: 70000 paid 0 patient 0, 12 ICN0017, ROE | to GAMMA PLAN",
      "  HC:A0428:RH x1 on 2025-01-07 line 1: 70000 paid 0 | OA-109 70000 | N418",
    ],
  ],
  "835/synthetic__18_partial_and_duplicate_denial.edi": [
    [
      `I ACH 10000 ${PAYMENT} EFT0018 ${ALPHA}`,
      "CLP ACCT10 status 1: 30000 paid 10000 patient 0, 12 ICN0018, ROE",
      "  HC:A0428:RH x1 on 2025-01-08 line 1: 20000 paid 10000 | CO-45 10000 | allowed 10000",
      "  HC:A0425:RH x10 on 2025-01-08 line 2: 10000 paid 0 | CO-96 10000 | N130",
      "CLP ACCT11 status 4: 20000 paid 0 patient 0, 12 ICN0019, ROE",
      "  HC:A0428:RH x1 on 2025-01-08 line 1: 20000 paid 0 | OA-18 20000 | N522",
    ],
  ],
};

test("every fixture has its story", () => {
  expect(fixtures("835")).toEqual(Object.keys(STORIES));
});

describe.each(Object.entries(STORIES))("%s", (path, stories) => {
  const text = fixture(path);
  const read = readRemittances(text);

  test("says what it says", () => {
    expect(read.problems).toEqual([]);
    expect(read.transactions.map(({ content }) => tell(content))).toEqual(stories);
  });

  test("is written again segment by segment", () => {
    const { delimiters } = read.interchanges[0]!;
    const written = writeRemittances(
      read.transactions.map(({ content }) => content),
      { ...ENVELOPE, delimiters },
    );
    const ended = (file: string) => lines(file.replaceAll(delimiters.segment, "~"));
    expect(ended(written)).toEqual(ended(text));
  });
});

test("everything around the claims of a remittance is in the model", () => {
  const [transaction] = readRemittances(fixture("835/synthetic__01_paid_ambulance.edi")).transactions;
  const { claimGroups, ...around } = transaction!.content;
  expect(around).toEqual({
    handlingCode: "I",
    paymentAmount: 61240n,
    creditDebitCode: "C",
    paymentMethod: "ACH",
    paymentFormat: "CCP",
    senderBankQualifier: "01",
    senderBankId: "121000248",
    senderAccountQualifier: "DA",
    senderAccountNumber: "123456789",
    originatingCompanyId: "1512345678",
    receiverBankQualifier: "01",
    receiverBankId: "026009593",
    receiverAccountQualifier: "DA",
    receiverAccountNumber: "987654321",
    paymentDate: "2025-01-15",
    trace: { number: "EFT0001", payerIdentifier: "1512345678" },
    receiverIdentifier: "RCVR01",
    productionDate: "2025-01-14",
    payer: {
      name: "ALPHA HEALTH PLAN",
      address: { line1: "1 MAIN ST", city: "COLUMBUS", state: "OH", postalCode: "43215" },
      additionalIds: [{ qualifier: "2U", value: "ALPHA01" }],
      contacts: [{ functionCode: "BL", name: "EDI SUPPORT", numbers: [{ qualifier: "TE", value: "8005551212" }] }],
    },
    payee: {
      name: "RIVER EMS",
      identifierQualifier: "XX",
      identifier: "1234567893",
      additionalIds: [{ qualifier: "TJ", value: "311234567" }],
    },
    providerAdjustments: [],
  });
  expect(claimGroups).toHaveLength(1);
  expect(claimGroups[0]!.claims[0]).toMatchObject({
    position: { first: 14, last: 27 },
    facilityTypeCode: "41",
    frequencyCode: "1",
    patient: { entityType: "person", name: "DOE", firstName: "JANE", identifierQualifier: "MI", identifier: "MEM001" },
    lines: [{ position: { first: 16, last: 21 } }, { position: { first: 22, last: 27 } }],
  });
});
