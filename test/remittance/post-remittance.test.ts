import { toTypeId } from "../../src/platform/database/ids";
import { openTestOffice, type TestOffice } from "../support/office";
import { balancesOf, bill, brokenInvariants, type BilledClaim } from "./support/bill";
import { file, type FileSaid } from "./support/file";

let office: TestOffice;
let npi: string;
let keys = 0;
beforeAll(async () => {
  office = await openTestOffice();
  npi = (await office.owner("select npi from practice where id = $1", [office.cast.riverside]))[0]!.npi as string;
});
afterAll(async () => {
  expect(await brokenInvariants(office)).toEqual([]);
  await office.close();
});

const RECEIVE = `mutation ($input: RemittanceReceiveInput!) {
  remittanceReceive(input: $input) {
    inboundFile { status reason }
    remittances { id status waitingReason paymentCents problems { code message expectedCents actualCents differenceCents patientControlNumber lineNumber }
      payer { name } claims(first: 20, orderBy: POSITION_ASC) { nodes { id state waitingReason outcome matchedBy payerSequence distributed facts } } }
    userErrors { code path message }
  }
}`;
const receive = async (...said: readonly Omit<FileSaid, "payeeNpi">[]) => receiveText(file(...said.map((each) => ({ payeeNpi: npi, payerId: "BPH01", ...each }))));
const receiveText = async (text: string) => {
  const { data, errors } = await office.as("petra").run(RECEIVE, { input: { text } }, { "idempotency-key": `k${++keys}` });
  expect(errors).toBeUndefined();
  expect(data.remittanceReceive.userErrors).toEqual([]);
  await office.drain();
  return data.remittanceReceive;
};
const look = async (id: string) =>
  (
    await office
      .as("petra")
      .run(
        `query ($id: ID!) { remittance(id: $id) { status waitingReason depositedOn claims(first: 20, orderBy: POSITION_ASC) { nodes { id state waitingReason outcome matchedBy payerSequence distributed facts lines { matchedBy adjustments { groupCode reasonCode amountCents disposition postedCents } } } } providerAdjustments { reasonCode account clearingReference } } }`,
        { id },
      )
  ).data.remittance;
const adaVisit = (charges: Parameters<typeof bill>[1]["charges"] = [{ code: "99213", cents: 15_000 }]): Promise<BilledClaim> =>
  bill(office.work(), { patientId: office.cast.ada!, locationId: office.cast.mainStreet!, renderingProviderId: office.cast.elenaVoss!, charges });
const cyVisit = (): Promise<BilledClaim> =>
  bill(office.work(), { patientId: office.cast.cy!, locationId: office.cast.mainStreet!, renderingProviderId: office.cast.elenaVoss!, charges: [{ code: "99213", cents: 15_000 }] });
const clearingOf = async (remittanceId: string) => {
  const { data } = await office
    .as("petra")
    .run(`query ($id: ID!) { ledgerEntries(first: 100, filter: { remittanceId: $id, account: [PAYER_CASH_CLEARING] }) { nodes { amountCents } } }`, { id: remittanceId });
  return data.ledgerEntries.nodes.reduce((total: number, entry: { amountCents: number }) => total + entry.amountCents, 0);
};

test("the primary pays, writes off by contract, and leaves the coinsurance to the secondary; the deposit closes the file", async () => {
  const claim = await adaVisit();
  const { remittances } = await receive({
    trace: "CHK-1",
    claims: [
      {
        number: claim.controlNumbers[0]!,
        charge: 15_000,
        paid: 8_000,
        lines: [
          {
            code: "99213",
            charge: 15_000,
            paid: 8_000,
            control: claim.lines[0]!.control,
            cas: [
              ["CO", "45", 5_000],
              ["PR", "2", 2_000],
            ],
          },
        ],
      },
    ],
  });
  expect(remittances).toMatchObject([{ status: "READY", paymentCents: 8_000, problems: [], payer: { name: "Blue Peak Health" } }]);
  const remittance = await look(remittances[0].id);
  expect(remittance).toEqual({
    status: "POSTED",
    waitingReason: null,
    depositedOn: null,
    claims: {
      nodes: [
        {
          id: expect.stringMatching(/^rcl_/),
          state: "POSTED",
          waitingReason: null,
          outcome: "PAID",
          matchedBy: "CONTROL_NUMBER",
          payerSequence: 1,
          distributed: false,
          facts: {},
          lines: [
            {
              matchedBy: "CONTROL_NUMBER",
              adjustments: [
                { groupCode: "CO", reasonCode: "45", amountCents: 5_000, disposition: "WRITTEN_OFF", postedCents: 5_000 },
                { groupCode: "PR", reasonCode: "2", amountCents: 2_000, disposition: "TO_NEXT_PAYER", postedCents: 2_000 },
              ],
            },
          ],
        },
      ],
    },
    providerAdjustments: [],
  });
  expect(await balancesOf(office, claim.claimId)).toEqual({ charges: 15_000, insurerPaid: 8_000, contractual: 5_000, insurer2: 2_000 });

  const deposit = (amountCents: number, key: string) =>
    office
      .as("petra")
      .run(
        `mutation ($input: RemittanceDepositInput!) { remittanceDeposit(input: $input) { remittance { status depositedOn bankReference } userErrors { code path } } }`,
        { input: { remittanceId: remittances[0].id, amountCents, depositedOn: "2026-11-22", bankReference: "BANK-77" } },
        { "idempotency-key": key },
      );
  expect((await deposit(7_999, "d1")).data.remittanceDeposit).toEqual({ remittance: null, userErrors: [{ code: "DEPOSIT_DIFFERS", path: ["amountCents"] }] });
  expect((await deposit(8_000, "d2")).data.remittanceDeposit).toEqual({ remittance: { status: "CLOSED", depositedOn: "2026-11-22", bankReference: "BANK-77" }, userErrors: [] });
  expect((await deposit(8_000, "d2")).data.remittanceDeposit.remittance.status).toBe("CLOSED");
  expect((await deposit(8_000, "d3")).data.remittanceDeposit.userErrors).toEqual([{ code: "ALREADY_DEPOSITED", path: ["remittanceId"] }]);
  expect(await clearingOf(remittances[0].id)).toBe(0);

  // The secondary: OA-23 tells what the primary did, and is not posted.
  const second = await receive({
    trace: "ACM-1",
    payerId: "ACM02",
    claims: [
      {
        number: claim.controlNumbers[1]!,
        status: "2",
        charge: 15_000,
        paid: 1_500,
        lines: [
          {
            code: "99213",
            charge: 15_000,
            paid: 1_500,
            control: claim.lines[0]!.control,
            cas: [
              ["OA", "23", 13_000],
              ["PR", "2", 500],
            ],
          },
        ],
      },
    ],
  });
  expect((await look(second.remittances[0].id)).claims.nodes[0]).toMatchObject({ state: "POSTED", payerSequence: 2, outcome: "PAID" });
  expect(await balancesOf(office, claim.claimId)).toEqual({ charges: 15_000, insurerPaid: 9_500, contractual: 5_000, patient: 500 });
});

test("a denial stays with the insurer, whatever its group says but PR, and the claim is told", async () => {
  const claim = await cyVisit();
  const { remittances } = await receive({
    trace: "CHK-2",
    claims: [
      {
        number: claim.controlNumbers[0]!,
        charge: 15_000,
        paid: 0,
        lines: [
          {
            code: "99213",
            charge: 15_000,
            paid: 0,
            cas: [
              ["CO", "97", 10_000],
              ["PI", "204", 5_000],
            ],
            remarks: ["N130"],
          },
        ],
      },
    ],
  });
  expect(await look(remittances[0].id)).toMatchObject({ status: "CLOSED", claims: { nodes: [{ state: "POSTED", outcome: "DENIED" }] } });
  expect(await balancesOf(office, claim.claimId)).toEqual({ charges: 15_000, insurer1: 15_000 });
  const { data } = await office
    .as("cora")
    .run(`query ($f: DenialFilter) { denials(first: 10, filter: $f) { totalCount nodes { groupCode reasonCode amountCents procedureCode remarkCodes inForce payer { name } } } }`, {
      f: { claimId: claim.id },
    });
  expect(data.denials).toEqual({
    totalCount: 2,
    nodes: expect.arrayContaining([
      { groupCode: "CO", reasonCode: "97", amountCents: 10_000, procedureCode: "99213", remarkCodes: ["N130"], inForce: true, payer: { name: "Blue Peak Health" } },
      { groupCode: "PI", reasonCode: "204", amountCents: 5_000, procedureCode: "99213", remarkCodes: ["N130"], inForce: true, payer: { name: "Blue Peak Health" } },
    ]),
  });
  const events = await office.owner("select data from event where type = 'claim.denied' and aggregate_id = $1", [claim.claimId]);
  expect(events).toEqual([{ data: { payerSequence: 1, reasonCodes: ["CO-97", "PI-204"], amountCents: 15_000 } }]);
});

test("a partly denied claim stays with the first payer until somebody lets it go on to the next", async () => {
  const claim = await adaVisit([
    { code: "99213", cents: 15_000 },
    { code: "36415", cents: 1_500 },
  ]);
  await receive({
    trace: "CHK-2B",
    claims: [
      {
        number: claim.controlNumbers[0]!,
        charge: 16_500,
        paid: 8_000,
        lines: [
          {
            code: "99213",
            charge: 15_000,
            paid: 8_000,
            cas: [
              ["CO", "45", 5_000],
              ["PR", "2", 2_000],
            ],
          },
          { code: "36415", charge: 1_500, paid: 0, cas: [["CO", "97", 1_500]] },
        ],
      },
    ],
  });
  expect(await balancesOf(office, claim.claimId)).toEqual({ charges: 16_500, insurerPaid: 8_000, contractual: 5_000, insurer1: 1_500, insurer2: 2_000 });
  const NEXT = `mutation ($input: ClaimBillNextPayerInput!) { claimBillNextPayer(input: $input) { claim { currentSequence } userErrors { code } } }`;
  const next = async () => (await office.as("ben").run(NEXT, { input: { claimId: claim.id } })).data.claimBillNextPayer;
  expect(await office.owner("select current_sequence from claim where id = $1", [claim.claimId])).toEqual([{ current_sequence: 1 }]);
  expect(await next()).toEqual({ claim: { currentSequence: 2 }, userErrors: [] });
  expect(await next()).toEqual({ claim: null, userErrors: [{ code: "NEXT_PAYER_OWES_NOTHING" }] });
});

test("what is left to a patient without another insurer is the patient's; ended coverage and non-covered service are looked at first", async () => {
  const claim = await cyVisit();
  await receive({
    trace: "CHK-3",
    claims: [
      {
        number: claim.controlNumbers[0]!,
        charge: 15_000,
        paid: 6_000,
        lines: [
          {
            code: "99213",
            charge: 15_000,
            paid: 6_000,
            cas: [
              ["CO", "45", 3_000],
              ["PR", "1", 1_000],
              ["PR", "3", 500],
              ["PR", "27", 2_500],
              ["PR", "96", 2_000],
            ],
          },
        ],
      },
    ],
  });
  expect(await balancesOf(office, claim.claimId)).toEqual({ charges: 15_000, insurerPaid: 6_000, contractual: 3_000, patient: 1_500, insurer1: 4_500 });
  const reviews = await office.owner("select data->>'kind' as kind, (data->>'amountCents')::int as amount from event where type = 'remittance.review_needed' and data->>'claimId' = $1 order by 1", [
    claim.claimId,
  ]);
  expect(reviews).toEqual([
    { kind: "CONSENT", amount: 2_000 },
    { kind: "ELIGIBILITY", amount: 2_500 },
  ]);
});

test.each([
  [
    "a line",
    { charge: 15_000, paid: 8_000, cas: [["CO", "45", 6_999]] },
    8_000,
    8_000,
    [
      { code: "NOT_BALANCED", expectedCents: 8_001, actualCents: 8_000, differenceCents: -1, lineNumber: 1 },
      { code: "NOT_BALANCED", expectedCents: 8_001, actualCents: 8_000, differenceCents: -1, lineNumber: null },
    ],
  ],
  ["a claim", { charge: 15_000, paid: 8_000, cas: [["CO", "45", 7_000]] }, 7_900, 7_900, [{ code: "NOT_BALANCED", expectedCents: 8_000, actualCents: 7_900, differenceCents: -100, lineNumber: null }]],
  [
    "the payment",
    { charge: 15_000, paid: 8_000, cas: [["CO", "45", 7_000]] },
    8_000,
    8_050,
    [{ code: "NOT_BALANCED", expectedCents: 8_000, actualCents: 8_050, differenceCents: 50, lineNumber: null }],
  ],
] as const)("%s that does not balance lets the remittance wait with the exact figures; nothing is posted", async (what, line, paid, payment, problems) => {
  const claim = await cyVisit();
  const before = await office.owner("select count(*)::int as n from ledger_entry");
  const { remittances } = await receive({
    trace: `BAD-${what}`,
    payment,
    claims: [{ number: claim.controlNumbers[0]!, charge: 15_000, paid, lines: [{ code: "99213", ...line, cas: line.cas as never }] }],
  });
  expect(remittances[0]).toMatchObject({ status: "WAITING", waitingReason: "NOT_BALANCED" });
  expect(remittances[0].problems).toMatchObject(problems);
  expect(await office.owner("select count(*)::int as n from ledger_entry")).toEqual(before);
  const accept = await office
    .as("ben")
    .run(
      `mutation ($input: RemittanceAcceptInput!) { remittanceAccept(input: $input) { userErrors { code } } }`,
      { input: { remittanceId: remittances[0].id, reason: "let it go" } },
      { "idempotency-key": `a-${what.replaceAll(" ", "-")}` },
    );
  expect(accept.data.remittanceAccept.userErrors).toEqual([{ code: "REMITTANCE_NOT_ACCEPTABLE" }]);
  const post = await office
    .as("ben")
    .run(
      `mutation ($input: RemittancePostInput!) { remittancePost(input: $input) { userErrors { code } } }`,
      { input: { remittanceId: remittances[0].id } },
      { "idempotency-key": `p-${what.replaceAll(" ", "-")}` },
    );
  expect(post.data.remittancePost.userErrors).toEqual([{ code: "REMITTANCE_WAITS" }]);
  const discard = await office.as("ben").run(`mutation ($input: RemittanceDiscardInput!) { remittanceDiscard(input: $input) { remittance { status decisionReason } userErrors { code } } }`, {
    input: { remittanceId: remittances[0].id, reason: "the payer sends it again" },
  });
  expect(discard.data.remittanceDiscard).toEqual({ remittance: { status: "DISCARDED", decisionReason: "the payer sends it again" }, userErrors: [] });
});

test("the same payment in another envelope changes nothing; the same trace with other content waits until somebody accepts it", async () => {
  const claim = await cyVisit();
  const said = (paid: number) => ({
    trace: "CHK-4",
    claims: [{ number: claim.controlNumbers[0]!, charge: 15_000, paid, lines: [{ code: "99213", charge: 15_000, paid, cas: [["CO", "45", 15_000 - paid]] as never }] }],
  });
  const first = await receive(said(9_000));
  const entries = await office.owner("select count(*)::int as n from ledger_entry");
  const again = await receive(said(9_000));
  expect(again.remittances[0].id).toBe(first.remittances[0].id);
  expect(await office.owner("select count(*)::int as n from ledger_entry")).toEqual(entries);
  const other = await receive(said(9_100));
  expect(other.remittances[0]).toMatchObject({
    status: "WAITING",
    waitingReason: "TRACE_REPEATED",
    problems: [{ code: "TRACE_REPEATED", expectedCents: 9_000, actualCents: 9_100, differenceCents: 100 }],
  });
  await office
    .as("ben")
    .run(
      `mutation ($input: RemittanceAcceptInput!) { remittanceAccept(input: $input) { userErrors { code } } }`,
      { input: { remittanceId: other.remittances[0].id, reason: "the payer numbers its cheques per office" } },
      { "idempotency-key": "accept-4" },
    );
  await office.drain();
  // It is a second decision on the same charges, so its claim is held; nothing is counted twice.
  expect(await look(other.remittances[0].id)).toMatchObject({ status: "READY", claims: { nodes: [{ state: "WAITING", waitingReason: "CORRECTION_WITHOUT_REVERSAL" }] } });
  expect(await balancesOf(office, claim.claimId)).toEqual({ charges: 15_000, insurerPaid: 9_000, contractual: 6_000 });
});

test("amounts of the claim as a whole are spread over its lines to the cent, and the claim says so", async () => {
  const claim = await bill(office.work(), {
    patientId: office.cast.cy!,
    locationId: office.cast.mainStreet!,
    renderingProviderId: office.cast.elenaVoss!,
    charges: [
      { code: "99213", cents: 3_333 },
      { code: "36415", cents: 3_333 },
      { code: "85025", cents: 3_334 },
    ],
  });
  const { remittances } = await receive({
    trace: "CHK-5",
    claims: [
      {
        number: claim.controlNumbers[0]!,
        charge: 10_000,
        paid: 5_000,
        cas: [
          ["CO", "45", 4_000],
          ["PR", "1", 1_000],
        ],
      },
    ],
  });
  expect((await look(remittances[0].id)).claims.nodes[0]).toMatchObject({ state: "POSTED", distributed: true });
  expect(await balancesOf(office, claim.claimId)).toEqual({ charges: 10_000, insurerPaid: 5_000, contractual: 4_000, patient: 1_000 });
  const perLine = await office.owner("select service_line_id from ledger_entry where account = 'RECEIVABLE_INSURER' and service_line_id = any ($1::uuid[]) group by 1 having sum(amount_cents) <> 0", [
    claim.lines.map((line) => line.chargeId),
  ]);
  expect(perLine).toEqual([]);
});

test("what nobody recognises waits, is matched by hand and posts", async () => {
  const claim = await cyVisit();
  const { remittances } = await receive({
    trace: "CHK-6",
    claims: [{ number: "NOT-OURS-1", charge: 15_000, paid: 10_000, lines: [{ code: "99213", charge: 15_000, paid: 10_000, cas: [["CO", "45", 5_000]], on: "2026-11-03" }] }],
  });
  const waiting = await office.as("petra").run(`{ remittanceClaims(first: 10, filter: { matched: false }) { nodes { id patientControlNumber waitingReason remittance { status } } } }`);
  expect(waiting.data.remittanceClaims.nodes).toEqual([{ id: expect.any(String), patientControlNumber: "NOT-OURS-1", waitingReason: "CONTROL_NUMBER_UNKNOWN", remittance: { status: "READY" } }]);
  const rclId = waiting.data.remittanceClaims.nodes[0].id;
  const MATCH = `mutation ($input: RemittanceClaimMatchInput!) { remittanceClaimMatch(input: $input) { remittanceClaim { id state waitingReason facts matchedBy lines { id } } userErrors { code path } } }`;
  const match = (input: object, key: string) => office.as("petra").run(MATCH, { input: { remittanceClaimId: rclId, claimId: claim.id, ...input } }, { "idempotency-key": key });
  // The day of service differs, so the line does not match by itself.
  const tied = (await match({}, "m1")).data.remittanceClaimMatch;
  expect(tied).toMatchObject({ remittanceClaim: { state: "WAITING", waitingReason: "LINES_UNMATCHED", facts: { lines: [1] } }, userErrors: [] });
  const lines = [{ remittanceLineId: tied.remittanceClaim.lines[0].id, chargeId: toTypeId("chg", claim.lines[0]!.chargeId) }];
  expect((await match({ payerSequence: 2, lines }, "m2")).data.remittanceClaimMatch.userErrors).toEqual([{ code: "PAYER_NOT_ON_CLAIM", path: ["payerSequence"] }]);
  expect((await match({ lines }, "m3")).data.remittanceClaimMatch).toMatchObject({ remittanceClaim: { state: "POSTED", matchedBy: "HAND" }, userErrors: [] });
  expect(await balancesOf(office, claim.claimId)).toEqual({ charges: 15_000, insurerPaid: 10_000, contractual: 5_000 });
  expect((await look(remittances[0].id)).status).toBe("POSTED");
});

test("a garbled control number is overcome by our line numbers, or by the services and the patient together", async () => {
  const [byLine, byService] = [
    await cyVisit(),
    await bill(office.work(), {
      patientId: office.cast.cy!,
      locationId: office.cast.mainStreet!,
      renderingProviderId: office.cast.elenaVoss!,
      charges: [{ code: "20610", modifiers: ["RT"], cents: 18_511 }],
    }),
  ];
  const { remittances } = await receive({
    trace: "CHK-7",
    claims: [
      { number: "garbled", charge: 15_000, paid: 15_000, lines: [{ code: "99213", charge: 15_000, paid: 15_000, control: byLine.lines[0]!.control }] },
      { number: "0", charge: 18_511, paid: 18_511, lines: [{ code: "20605", original: "20610", modifiers: ["RT"], charge: 18_511, paid: 18_511 }], patient: { last: "PARK", first: "CY" } },
      { number: "1", charge: 18_511, paid: 18_511, lines: [{ code: "20610", modifiers: ["RT"], charge: 18_511, paid: 18_511 }], patient: { last: "SOMEBODY", first: "ELSE" } },
    ],
  });
  expect((await look(remittances[0].id)).claims.nodes).toMatchObject([
    { state: "POSTED", matchedBy: "LINE_CONTROL_NUMBERS" },
    { state: "POSTED", matchedBy: "SERVICE" },
    { state: "UNMATCHED", waitingReason: "CONTROL_NUMBER_UNKNOWN" },
  ]);
  expect(await balancesOf(office, byService.claimId)).toEqual({ charges: 18_511, insurerPaid: 18_511 });
});

test("a payee that is none of our practices waits at the file with the reason", async () => {
  const answer = await receive({ trace: "CHK-8", payeeNpi: "1999999992", claims: [] } as never);
  expect(answer).toMatchObject({ inboundFile: { status: "WAITING", reason: "Transaction set 1: no practice here has the payee's NPI or tax id (1000B)." }, remittances: [] });
});

test.each([
  ["finn", "FORBIDDEN"],
  ["ada", "FORBIDDEN"],
  ["ehr", "FORBIDDEN"],
  ["cole", "FORBIDDEN"],
  ["cora", "FORBIDDEN"],
  ["nobody", "UNAUTHENTICATED"],
] as const)("%s sees no remittance", async (who, code) => {
  const { data, errors } = await office.as(who).run(`{ remittances(first: 1) { nodes { traceNumber } } }`);
  expect(data?.remittances ?? null).toBeNull();
  expect(errors![0]!.extensions.code).toBe(code);
});

test("the auditor reads everything and posts nothing", async () => {
  const { data, errors } = await office.as("audrey").run(`{ remittances(first: 1) { nodes { traceNumber content } } }`);
  expect(errors).toBeUndefined();
  expect(data.remittances.nodes[0].content).toContain("ST*835*");
  const denied = await office.as("audrey").run(RECEIVE, { input: { text: "ISA" } }, { "idempotency-key": "aud" });
  expect(denied.errors![0]!.extensions.code).toBe("FORBIDDEN");
});
