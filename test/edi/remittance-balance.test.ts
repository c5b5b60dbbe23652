import { type BalanceProblem, checkRemittanceBalance, readRemittances } from "../../src/edi";
import { fixture, fixtures, interchange } from "./cast";

function told({ identity, claimIndex, lineIndex, expected, actual, difference, position }: BalanceProblem): string {
  const where = [claimIndex, lineIndex].filter((index) => index !== undefined).join(".");
  return `${identity}${where && ` ${where}`}${position ? ` at ${position.first}` : ""}: expected ${expected}, is ${actual}, off by ${difference}`;
}

function check(body: readonly string[]): string[] {
  const head = ["TRN*1*T1*1512345678", "N1*PR*ALPHA", "N1*PE*RIVER EMS*XX*1234567893", "LX*1"];
  const [bpr, ...rest] = body;
  const read = readRemittances(interchange("835", [`BPR*I*${bpr}*C*ACH`, ...head, ...rest]));
  expect(read.problems).toEqual([]);
  return checkRemittanceBalance(read.transactions[0]!.content).map(told);
}

test.each(fixtures("835"))("%s balances", (path) => {
  for (const { content } of readRemittances(fixture(path)).transactions) expect(checkRemittanceBalance(content)).toEqual([]);
});

/** Amount of BPR02, then the segments from position 7 on. */
describe("what does not balance is told to the cent", () => {
  test.each<[string, string[], string[]]>([
    ["nothing but a payment of nothing", ["0"], []],
    ["a payment of nothing for nothing", ["0.01"], ["transaction: expected 0, is 1, off by 1"]],
    ["a claim without lines", ["60", "CLP*A*1*100*60", "CAS*CO*45*40"], []],
    ["a claim without lines, a cent short", ["59.99", "CLP*A*1*100*59.99", "CAS*CO*45*40"], ["claim 0 at 7: expected 6000, is 5999, off by -1"]],
    [
      "a line that is off, and so is its claim",
      ["60", "CLP*A*1*100*60", "SVC*HC:99213*100*60", "CAS*CO*45*39.5"],
      ["line 0.0 at 8: expected 6050, is 6000, off by -50", "claim 0 at 7: expected 6050, is 6000, off by -50"],
    ],
    ["lines that balance under a claim that does not", ["70", "CLP*A*1*100*70", "SVC*HC:99213*100*60", "CAS*CO*45*40"], ["claim 0 at 7: expected 6000, is 7000, off by 1000"]],
    ["adjustments at claim and line together", ["50", "CLP*A*1*100*50", "CAS*PR*1*10", "SVC*HC:99213*100*60", "CAS*CO*45*40"], []],
    [
      "a second claim that is off, and the payment with it",
      ["110", "CLP*A*1*100*60", "CAS*CO*45*40", "CLP*B*1*100*60", "CAS*CO*45*50"],
      ["claim 1 at 9: expected 5000, is 6000, off by 1000", "transaction: expected 12000, is 11000, off by -1000"],
    ],
    ["a reversal", ["-60", "CLP*A*22*-100*-60", "CAS*CO*45*-40"], []],
    ["PLB lowers the payment", ["50", "CLP*A*1*60*60", "PLB*1*20251231*WO:X*10"], []],
    ["negative PLB raises it", ["65.25", "CLP*A*1*60*60", "PLB*1*20251231*L6:X*-5.25"], []],
    ["PLB with the wrong sign", ["54.75", "CLP*A*1*60*60", "PLB*1*20251231*L6:X*-5.25"], ["transaction: expected 6525, is 5475, off by -1050"]],
    ["allowed amounts are no part of it", ["60", "CLP*A*1*100*60", "AMT*AU*77", "SVC*HC:99213*100*60", "CAS*CO*45*40", "AMT*B6*61"], []],
    ["a charge adjusted up (a negative adjustment)", ["110", "CLP*A*1*100*110", "SVC*HC:99213*100*110", "CAS*OA*94*-10"], []],
  ])("%s", (_, body, problems) => {
    expect(check(body)).toEqual(problems);
  });

  test("a problem names the claim and where it stands", () => {
    const text = fixture("835/synthetic__01_paid_ambulance.edi").replace("CAS*CO*45*84.5~", "CAS*CO*45*84.4~");
    expect(checkRemittanceBalance(readRemittances(text).transactions[0]!.content)).toEqual([
      {
        identity: "line",
        expected: 13250n,
        actual: 13240n,
        difference: -10n,
        claimIndex: 0,
        lineIndex: 1,
        patientControlNumber: "ACCT1",
        position: { first: 22, last: 27 },
      },
      {
        identity: "claim",
        expected: 61250n,
        actual: 61240n,
        difference: -10n,
        claimIndex: 0,
        patientControlNumber: "ACCT1",
        position: { first: 14, last: 27 },
      },
    ]);
  });
});
