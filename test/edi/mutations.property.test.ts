import fc from "fast-check";
import {
  type Envelope,
  NotX12,
  readClaimAcknowledgements,
  readImplementationAcknowledgements,
  readInterchangeAcknowledgements,
  readProfessionalClaims,
  readRemittances,
  checkRemittanceBalance,
  writeProfessionalClaims,
  writeRemittances,
  streamRemittances,
  type Problem,
} from "../../src/edi";
import { ENVELOPE, fixture, fixtures } from "./cast";

/**
 * Files that were broken on their way. EDI_MUTATIONS raises the number of runs, by hand: 10,000 and more.
 * A few thousand run in every build.
 */
const runs = { numRuns: Number(process.env.EDI_MUTATIONS ?? 3000) };

const sound = ["835", "837P", "837I", "999", "277CA", "TA1"].flatMap(fixtures).map(fixture);
const place = fc.double({ min: 0, max: 1, noNaN: true });
const junk = fc.oneof(
  fc.constantFrom("*", ":", "~", "^", "\n", "\r\n", "~~", "**", "ISA", "ISA*", "~ISA*00*", "SE*1*0001~", "HL*1**20*1~", "NM1*82*1~", "LX*1~", "CLP~", "\0", "\uFEFF", "\u001A"),
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.constantFrom("9".repeat(400), "A".repeat(5000), "*".repeat(3000), ":".repeat(3000), "-", "1e9", "NaN", "99999999", "0.001"),
);
type Mutation = (text: string) => string;
const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.tuple(place, junk).map(
    ([at, what]) =>
      (text: string) =>
        text.slice(0, at * text.length) + what + text.slice(at * text.length),
  ),
  fc.tuple(place, fc.nat({ max: 60 })).map(
    ([at, length]) =>
      (text: string) =>
        text.slice(0, at * text.length) + text.slice(at * text.length + length),
  ),
  fc.tuple(place, place, fc.nat({ max: 200 })).map(([from, to, length]) => (text: string) => {
    const copy = text.slice(from * text.length, from * text.length + length);
    return text.slice(0, to * text.length) + copy + text.slice(to * text.length);
  }),
  fc.tuple(place, junk).map(
    ([at, what]) =>
      (text: string) =>
        text.slice(0, at * text.length) + what + text.slice(at * text.length + what.length),
  ),
  place.map((at) => (text: string) => text.slice(0, at * text.length)),
  place.map((at) => (text: string) => text.slice(at * text.length)),
  fc.constantFrom<Mutation>(
    (text) => text + text,
    (text) => text.toLowerCase(),
    (text) => text.replaceAll("~", ""),
    (text) => text.replaceAll("*", "|"),
  ),
);
const broken = fc.tuple(fc.constantFrom(...sound), fc.array(mutation, { minLength: 1, maxLength: 5 })).map(([text, mutations]) => mutations.reduce((made, mutate) => mutate(made), text));

/** What is read, or null when it is no X12 at all; anything else that is thrown fails the test. */
function unlessNotX12<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof NotX12) return null;
    throw error;
  }
}

const envelope: Envelope = { ...ENVELOPE, lineBreaks: false };

describe("files that were broken on their way", () => {
  test("never crash a reader, and what was read of them can be checked and written", () => {
    fc.assert(
      fc.property(broken, (text) => {
        const remittances = unlessNotX12(() => readRemittances(text));
        for (const { content } of remittances?.transactions ?? []) checkRemittanceBalance(content);
        if (remittances)
          writeRemittances(
            remittances.transactions.map(({ content }) => content),
            envelope,
          );
        const claims = unlessNotX12(() => readProfessionalClaims(text));
        if (claims)
          writeProfessionalClaims(
            claims.transactions.map(({ content }) => content),
            envelope,
          );
        unlessNotX12(() => readImplementationAcknowledgements(text));
        unlessNotX12(() => readClaimAcknowledgements(text));
        unlessNotX12(() => readInterchangeAcknowledgements(text));
      }),
      runs,
    );
  });

  test("read the same in one piece and in many", async () => {
    const chunked = fc.tuple(broken, fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 20 }));
    await fc.assert(
      fc.asyncProperty(chunked, async ([text, sizes]) => {
        const whole = unlessNotX12(() => readRemittances(text));
        const problems: Problem[] = [];
        const transactions = [];
        try {
          for await (const each of streamRemittances(pieces(text, sizes), { onProblem: (problem) => void problems.push(problem) })) transactions.push(each);
        } catch (error) {
          if (!(error instanceof NotX12)) throw error;
          expect(whole).toBeNull();
          return;
        }
        expect(transactions).toEqual(whole!.transactions);
        expect([...transactions.flatMap((each) => each.problems), ...problems]).toEqual(whole!.problems);
      }),
      { numRuns: Math.ceil(runs.numRuns / 5) },
    );
  });

  test.each([
    ["one segment without end", (size: number) => `${HEADER}${"A".repeat(size)}`],
    ["one element after another", (size: number) => `${HEADER}${"*".repeat(size)}~`],
    ["one component after another", (size: number) => `${HEADER}GS*HP~ST*835*1~BPR*I*1*C*ACH~SVC*HC${":X".repeat(size / 2)}~`],
    ["one terminator after another", (size: number) => `${HEADER}${"~".repeat(size)}`],
    ["headers only", (size: number) => HEADER.repeat(size / HEADER.length)],
    ["names that belong nowhere", (size: number) => `${HEADER}GS*HP~ST*835*1~${"NM1*XX*1*A~".repeat(size / 11)}`],
    ["claims without a group", (size: number) => `${HEADER}GS*HP~ST*835*1~${"CLP*A*1*1*1~".repeat(size / 12)}`],
    ["line feeds", (size: number) => `${HEADER}${"\n".repeat(size)}`],
    ["the start of a header, over and over", (size: number) => `${HEADER}${"ISA*".repeat(size / 4)}`],
  ])("grow in time no faster than in size: %s", (_, make) => {
    const time = (size: number) => {
      const text = make(size);
      const start = performance.now();
      readRemittances(text);
      return performance.now() - start;
    };
    time(50_000);
    const [small, large] = [Math.min(time(100_000), time(100_000)), Math.min(time(800_000), time(800_000))];
    // Eight times the size; a quadratic reader needs sixty-four times the time. Generous, for a busy machine.
    expect(large).toBeLessThan(Math.max(small * 40, 400));
  });
});

const HEADER = "ISA*00*          *00*          *ZZ*PAYERX         *ZZ*PROVIDERY      *250115*1200*^*00501*000000001*0*T*:~";

async function* pieces(text: string, sizes: readonly number[]): AsyncGenerator<string> {
  for (let at = 0, turn = 0; at < text.length; turn++) {
    const size = sizes[turn % sizes.length]!;
    yield text.slice(at, at + size);
    at += size;
  }
}
