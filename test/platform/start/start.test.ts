import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, readlinkSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { ask, build, run, temporaryDirectory, tokensIn, type Program } from "./program";

// Whole programs are started here, one after the other: on a machine that is busy with other tests each takes its time.
jest.setTimeout(180_000);

const VIEWER = "{ viewer { kind permissions } }";
const place = temporaryDirectory();
const data = path.join(place.path, "data");
const running: Program[] = [];
const started = (...args: Parameters<typeof run>): Program => {
  const program = run(...args);
  running.push(program);
  return program;
};

beforeAll(build);
afterAll(async () => {
  for (const program of running) if (program.child.exitCode === null) program.child.kill("SIGKILL");
  await Promise.all(running.map((program) => program.ended()));
  await new Promise((resolve) => setTimeout(resolve, 500)); // the watchdog's work
  place.remove();
});

/** Processes whose working directory lies in our data: PostgreSQL and nothing else ever would. */
function left(): string[] {
  return readdirSync("/proc").filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      return readlinkSync(`/proc/${pid}/cwd`).startsWith(place.path);
    } catch {
      return false;
    }
  });
}

let firstTokens: Record<string, string>;

test("the first start answers within 20 seconds with a token that works for each kind of actor, and Ctrl-C twice stops it once", async () => {
  const program = started(data);
  const { port, milliseconds } = await program.open();
  expect(milliseconds).toBeLessThan(20_000);

  firstTokens = tokensIn(program.said());
  expect(Object.keys(firstTokens)).toEqual(["service-administrator", "biller", "coder", "practice-administrator", "ehr-app", "patient"]);
  const kinds = await Promise.all(Object.values(firstTokens).map(async (token) => ((await ask(port, token, VIEWER)).body.data!.viewer as { kind: string }).kind));
  expect(kinds).toEqual(["staff", "staff", "staff", "staff", "app", "patient"]);
  const { exp, iat } = JSON.parse(Buffer.from(firstTokens.biller!.split(".")[1]!, "base64url").toString()) as { exp: number; iat: number };
  expect(exp - iat).toBe(90 * 24 * 3600);

  expect(readFileSync(path.join(data, "tokens/biller"), "utf8")).toBe(firstTokens.biller);
  expect(statSync(path.join(data, "tokens/biller")).mode & 0o777).toBe(0o600);
  expect(statSync(path.join(data, "signing-key.pem")).mode & 0o777).toBe(0o600);
  expect(program.said()).toMatch(/reset +Ctrl-C, then: npm run reset/);
  expect(program.said()).toContain(`PostgreSQL in ${data}/db/18`);

  program.child.kill("SIGINT");
  program.child.kill("SIGINT");
  expect(await program.ended()).toEqual({ code: 0, signal: null });
  expect(program.said().match(/^stopping/gm)).toHaveLength(1);
  expect(program.said()).not.toMatch(/ at .*:\d+:\d+/);
  expect(left()).toEqual([]);
});

test("a second start finds the same sandbox, a third beside it is refused in a sentence, and after kill -9 the next one starts", async () => {
  const again = started(data);
  const { port } = await again.open();
  expect((await ask(port, firstTokens.biller!, "{ practices(first: 1) { totalCount } }")).body.data!.practices).toEqual({ totalCount: 2 });

  const beside = started(data);
  expect(await beside.ended()).toEqual({ code: 1, signal: null });
  expect(beside.said().trim().split("\n").at(-1)).toMatch(/^The service is already running from this checkout \(pid \d+, since .*\)\. Stop it first, or give this one its own database: .*$/);
  const backup = started(data, {}, { args: ["backup", path.join(place.path, "backup")] });
  expect(await backup.ended()).toEqual({ code: 0, signal: null });
  expect(backup.said()).toMatch(/^copied \d+ files/m);
  expect(existsSync(path.join(place.path, "backup/backup_label"))).toBe(true);

  again.child.kill("SIGKILL");
  await again.ended();
  const after = started(data);
  const { port: newPort } = await after.open();
  expect((await ask(newPort, firstTokens.patient!, "{ patients(first: 1) { totalCount } }")).body.data!.patients).toEqual({ totalCount: 1 });

  // PostgreSQL goes away under the service: it says so and ends, and the next start recovers.
  const postmaster = Number(readFileSync(path.join(data, "db/18/postmaster.pid"), "utf8").split("\n")[0]);
  process.kill(postmaster, "SIGKILL");
  expect(await after.ended()).toEqual({ code: 1, signal: null });
  expect(after.said()).toMatch(/^PostgreSQL ended by itself \(SIGKILL\); its words are in .*pg\.log\./m);
  const last = started(data);
  await last.open();
  last.child.kill("SIGTERM");
  expect(await last.ended()).toEqual({ code: 0, signal: null });
});

test("a start that is stopped while it opens, or killed while it seeds, leaves nothing that hinders the next", async () => {
  const other = path.join(place.path, "cut off");
  const stopped = started(other);
  while (!stopped.said().includes("starting PostgreSQL")) await new Promise((resolve) => setTimeout(resolve, 2));
  stopped.child.kill("SIGINT");
  expect(await stopped.ended()).toEqual({ code: 0, signal: null });
  expect(stopped.said()).not.toMatch(/Error|open \(/);

  const killed = started(other);
  while (!killed.said().includes("seeding the sandbox")) await new Promise((resolve) => setTimeout(resolve, 2));
  killed.child.kill("SIGKILL");
  await killed.ended();
  const next = started(other);
  const { port } = await next.open();
  const tokens = tokensIn(next.said());
  expect((await ask(port, tokens.biller!, "{ practices(first: 5) { totalCount } }")).body.data!.practices).toEqual({ totalCount: 2 });
  next.child.kill("SIGINT");
  await next.ended();
  expect(left()).toEqual([]);
});

test("reset empties the sandbox, seed fills an empty one and leaves a full one alone", async () => {
  const other = path.join(place.path, "cut off");
  const made = ["payer.json", "cards.jsonl", "mail/letter.eml", "clearinghouse/inbound/taken/old.835"];
  for (const each of made) {
    mkdirSync(path.dirname(path.join(other, each)), { recursive: true });
    writeFileSync(path.join(other, each), "what a simulator remembers");
  }
  const reset = started(other, {}, { args: ["reset"] });
  expect(await reset.ended()).toEqual({ code: 0, signal: null });
  expect(reset.said().trim().split("\n").at(-1)).toBe("The sandbox is empty. npm start seeds it anew and prints new tokens.");
  expect(["tokens", "payer.json", "cards.jsonl", "mail", "clearinghouse", "signing-key.pem"].filter((each) => existsSync(path.join(other, each)))).toEqual(["signing-key.pem"]);
  const seed = started(other, {}, { args: ["seed"] });
  expect(await seed.ended()).toEqual({ code: 0, signal: null });
  const twice = started(other, {}, { args: ["seed"] });
  expect(await twice.ended()).toEqual({ code: 0, signal: null });
  expect(twice.said()).toContain("seeded already");
  expect(left()).toEqual([]);
});

describe("each trouble is one sentence, without a stack, and exit code 1", () => {
  const sentence = async (settings: Record<string, string>, options?: Parameters<typeof run>[2], at = path.join(place.path, "never")) => {
    const program = started(at, settings, options);
    expect(await program.ended()).toEqual({ code: 1, signal: null });
    return program.said().trim();
  };

  test("a port that is taken, and the card simulator's", async () => {
    const taker = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => taker.once("listening", resolve));
    const { port } = taker.address() as { port: number };
    expect(await sentence({ PORT: String(port) })).toBe(`Port ${port} is taken, perhaps by a Carebill that already runs. Stop what uses it, or choose another: PORT=${port + 10} npm start`);
    expect(await sentence({ CAREBILL_CARD_PORT: String(port) }, {}, data)).toMatch(new RegExp(`Port ${port}, for the card simulator, is taken\\. Choose another: CAREBILL_CARD_PORT=\\d+ npm start$`));
    taker.close();
  });

  test("a data directory that is a file, or (for an ordinary user) closed", async () => {
    const file = path.join(place.path, "file");
    writeFileSync(file, "");
    expect(await sentence({}, {}, file)).toBe(`The data directory ${file} cannot be used: it is a file. Mend that, or choose another with CAREBILL_DATA=/other/dir`);
    expect(await sentence({}, {}, path.join(file, "below"))).toMatch(/cannot be used: a part of the path is a file\./);
    if (process.getuid?.() !== 0) {
      const closed = path.join(place.path, "closed");
      execFileSync("mkdir", [closed]);
      chmodSync(closed, 0o000);
      expect(await sentence({}, {}, closed)).toMatch(/cannot be used: this user may not read and write there\./);
      chmodSync(closed, 0o700);
    }
  });

  test("settings that are wrong, and a database that does not answer", async () => {
    expect(await sentence({ PORT: "http" })).toBe('PORT is "http"; it is a number from 0 to 65535.');
    expect(await sentence({ CAREBILL_MODE: "production" })).toMatch(/^Production mode needs: DATABASE_URL .*; CAREBILL_SIGNING_KEY .*; STRIPE_SECRET_KEY .*; SMTP_URL\.$/);
    expect(await sentence({ DATABASE_URL: "postgres://owner:secret@127.0.0.1:9/carebill" })).toBe(
      "looking for the database\nThe database at 127.0.0.1:9 does not answer: nothing listens there. Is it running, and is DATABASE_URL right?",
    );
    expect(await sentence({}, { args: ["dance"] })).toMatch(/^There is no command "dance"\. There are: migrate/);
    expect(await sentence({}, { args: ["found"] })).toMatch(/^Usage: npm run found/);
  });

  test("an older Node", async () => {
    const old = ["/usr/local/bin/node", "/usr/bin/node"].find((node) => existsSync(node) && !execFileSync(node, ["--version"]).toString().startsWith("v24"));
    if (!old) return; // this machine has no other
    expect(await sentence({}, { node: old })).toMatch(
      /^Carebill needs Node 24\.9 or newer and this is \d+\.\d+\.\d+\. Start it with "npm start", which brings its own Node, or install a newer one\.$/,
    );
  });
});
