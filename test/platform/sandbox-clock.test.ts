import { readConfig } from "../../src/platform/config/config";
import { TokenKey } from "../../src/platform/access/tokens";
import { openTestOffice, type TestOffice } from "../support/office";

let office: TestOffice;
beforeAll(async () => void (office = await openTestOffice()));
afterAll(() => office.close());

const MOVE = `mutation ($to: DateTimeISO!) { sandboxClockMove(input: { to: $to }) { sandboxClock { now } userErrors { code message path } } }`;
const CLOCK = `{ sandboxClock { now } }`;
const now = async (): Promise<number> => Date.parse((await office.as("bo").run(CLOCK)).data.sandboxClock.now);

test("Ben moves the clock to Christmas Eve, and a task that slept until December is on the list again", async () => {
  const { data } = await office.as("ben").run(`mutation ($input: TaskOpenInput!) { taskOpen(input: $input) { task { id version } userErrors { message } } }`, {
    input: { practiceId: office.id("riverside"), subjectId: office.id("ada"), title: "Call Blue Peak about the appeal" },
  });
  const { id } = data.taskOpen.task;
  await office.as("ben").run(`mutation ($input: TaskSnoozeInput!) { taskSnooze(input: $input) { task { id } userErrors { message } } }`, { input: { taskId: id, until: "2026-12-10" } });
  const status = async () => (await office.as("ben").run(`query ($id: ID!) { task(id: $id) { status } }`, { id })).data.task.status;
  expect(await status()).toBe("SNOOZED");

  const moved = await office.as("ben").run(MOVE, { to: "2026-12-24T09:00:00-07:00" });
  expect(moved.data.sandboxClockMove.userErrors).toEqual([]);
  const at = Date.parse(moved.data.sandboxClockMove.sandboxClock.now);
  expect(at).toBeGreaterThanOrEqual(Date.parse("2026-12-24T16:00:00Z"));
  expect(at).toBeLessThan(Date.parse("2026-12-24T16:05:00Z"));
  expect(await status()).toBe("OPEN");
  // A restart stays in its time.
  const [kept] = await office.owner("select ahead_ms::float8 as ahead from sandbox_clock");
  expect(Math.abs(Date.now() + (kept!.ahead as number) - (await now()))).toBeLessThan(2000);
});

test("time never goes back, nor more than a year at once, and a refusal leaves the clock alone", async () => {
  const before = await now();
  const back = await office.as("dana").run(MOVE, { to: "2026-12-01T00:00:00Z" });
  expect(back.data.sandboxClockMove).toEqual({
    sandboxClock: null,
    userErrors: [{ code: "INVALID_INPUT", message: expect.stringMatching(/^The clock only moves forward; it is 2026-12-24T16:/), path: ["to"] }],
  });
  const far = await office.as("dana").run(MOVE, { to: "2031-01-01T00:00:00Z" });
  expect(far.data.sandboxClockMove.userErrors).toEqual([{ code: "INVALID_INPUT", message: expect.stringMatching(/^The clock moves at most 366 days at a time; /), path: ["to"] }]);
  expect((await now()) - before).toBeLessThan(5000);
});

test("the clock also moves by days and minutes from now; both ways at once, none, backwards or too far are refused", async () => {
  const MOVE_BY = `mutation ($input: SandboxClockMoveInput!) { sandboxClockMove(input: $input) { sandboxClock { now } userErrors { code message path } } }`;
  const before = await now();
  const moved = await office.as("ben").run(MOVE_BY, { input: { days: 1, minutes: 30 } });
  expect(moved.data.sandboxClockMove.userErrors).toEqual([]);
  const ahead = Date.parse(moved.data.sandboxClockMove.sandboxClock.now) - before;
  expect(ahead).toBeGreaterThanOrEqual(24.5 * 3_600_000);
  expect(ahead).toBeLessThan(24.6 * 3_600_000);
  const after = await now();
  const refused = async (input: Record<string, unknown>) =>
    (await office.as("ben").run(MOVE_BY, { input })).data.sandboxClockMove.userErrors.map(({ message, path }: { message: string; path: string[] }) => [path, message.replace(/;.*/, "")]);
  expect(await refused({})).toEqual([[["to"], "Say where to: an instant, or the days and minutes until it."]]);
  expect(await refused({ to: "2027-06-01T00:00:00Z", days: 1 })).toEqual([[["to"], "Give the instant, or the days and minutes until it"]]);
  expect(await refused({ days: -1 })).toEqual([[["days"], "The clock only moves forward"]]);
  expect(await refused({ days: 1, minutes: -5 })).toEqual([[["days"], "The clock only moves forward"]]);
  expect(await refused({ days: 2_000_000_000 })).toEqual([[["days"], "The clock moves at most 366 days at a time"]]);
  expect(await refused({ minutes: 527_041 })).toEqual([[["minutes"], "The clock moves at most 366 days at a time"]]);
  expect((await now()) - after).toBeLessThan(30_000);
});

test("two moves at once end at the later time, and each day passes once", async () => {
  const [one, two] = await Promise.all([office.as("dana").run(MOVE, { to: "2026-12-28T12:00:00Z" }), office.as("ben").run(MOVE, { to: "2026-12-27T12:00:00Z" })]);
  expect([one.data.sandboxClockMove.userErrors, two.data.sandboxClockMove.userErrors]).toEqual([[], []]);
  const at = await now();
  expect(at).toBeGreaterThanOrEqual(Date.parse("2026-12-28T12:00:00Z"));
  expect(at).toBeLessThan(Date.parse("2026-12-28T12:05:00Z"));
});

test.each([["cora"], ["audrey"], ["priya"], ["finn"], ["ehr"], ["bo"]] as const)("%s may look at the clock and not move it", async (who) => {
  const before = await now();
  const answer = await office.as(who).run(MOVE, { to: "2027-02-01T00:00:00Z" });
  expect(answer.data.sandboxClockMove).toBeNull();
  expect(answer.errors!.map((error) => error.extensions.code)).toEqual(["FORBIDDEN"]);
  expect((await now()) - before).toBeLessThan(5000);
  expect((await office.as("nobody").run(CLOCK)).errors![0]!.extensions.code).toBe("UNAUTHENTICATED");
});

test("in production there is no such clock, and moving it is refused", async () => {
  const production = readConfig(
    {
      PORT: "0",
      CAREBILL_MODE: "production",
      DATABASE_URL: "postgres://o:p@db/c",
      CAREBILL_SIGNING_KEY: TokenKey.generatePem(),
      STRIPE_SECRET_KEY: "sk",
      STRIPE_WEBHOOK_SECRET: "wh",
      STRIPE_PUBLISHABLE_KEY: "pk",
      CAREBILL_CLEARINGHOUSE: "/srv/claims",
      SMTP_URL: "smtp://mail",
    },
    process.cwd(),
  );
  const real = await openTestOffice({ config: production });
  try {
    expect((await real.as("dana").run(CLOCK)).data).toEqual({ sandboxClock: null });
    const answer = await real.as("dana").run(MOVE, { to: new Date(Date.now() + 86_400_000).toISOString() });
    expect(answer.data.sandboxClockMove).toEqual({ sandboxClock: null, userErrors: [{ code: "SANDBOX_ONLY", message: expect.any(String), path: null }] });
    expect(await real.owner("select * from sandbox_clock")).toEqual([]);
  } finally {
    await real.close();
  }
});
