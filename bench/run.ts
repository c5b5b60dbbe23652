import { fork, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdirSync, openSync } from "node:fs";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { BENCH_SCHEMA } from "./contenders/statements.ts";
import type { Ready, Task } from "./contenders/serve.ts";
import { connectionOf, withClient } from "./dataset/connection.ts";
import { assertSound, openDataset, type Dataset } from "./dataset/prepare-dataset.ts";
import { KeepAliveClient, requestOf } from "./measure/keep-alive-client.ts";
import { readProfile } from "./measure/read-profile.ts";
import { runSlice, type Slice } from "./measure/slice.ts";
import { canonical, endCursorOf } from "./operations/answers.ts";
import type { ContenderName } from "./operations/documents.ts";
import { BODIES, bodyOf, takeSample, variablesOf, type Operation, type Sample } from "./operations/operations.ts";
import { readOptions, type Options } from "./options.ts";
import { benchRoot } from "./product.ts";
import { report, type Measured } from "./results.ts";

const FILES: Record<ContenderName, string> = { L: "limit.ts", P: "postgraphile.ts", M: "mercurius.ts", C: "carebill.ts" };
const COMPARED = 8;
/** Rounds from here on are run-ins. */
const RUN_IN = 1000;

type Contender = Ready & { name: ContenderName; child: ChildProcess };
const log = (message: string) => process.stderr.write(`[bench] ${message}\n`);

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const began = Date.now();
  const dataset = await openDataset(options.scale);
  const contenders: Contender[] = [];
  try {
    const superuser = connectionOf(dataset.server.host, dataset.database);
    await withClient(superuser, (client) => client.query(BENCH_SCHEMA));
    const sample = await withClient(superuser, (client) => takeSample(client, dataset.billerId));
    for (const name of options.contenders) contenders.push(await start(name, dataset, options));
    const measured: Measured[] = [];
    for (const operation of options.operations) measured.push(await measure(operation, { contenders, sample, dataset, options }));
    // The writes of all four went through the same book: it must still be sound.
    await withClient(superuser, assertSound);
    log("the ledger's checks still hold after the writes of every contender");
    report(measured, { options, dataset, notes: Object.fromEntries(contenders.map(({ name, notes }) => [name, notes])), seconds: (Date.now() - began) / 1000 });
  } finally {
    await Promise.all(contenders.map(({ child }) => stop(child)));
    await dataset.drop();
    await dataset.server.stop();
  }
  if (options.profile)
    process.stdout.write(`\n## Profile of Carebill's process (start-up included; ${profileName(options)})\n\n${readProfile(path.join(benchRoot, ".data/profiles", profileName(options)))}\n`);
}

function start(name: ContenderName, dataset: Dataset, options: Options): Promise<Contender> {
  const user = name === "C" ? "cb_owner" : "postgres";
  const profiles = path.join(benchRoot, ".data/profiles");
  const execArgv = options.profile && name === "C" ? ["--cpu-prof", `--cpu-prof-dir=${profiles}`, `--cpu-prof-name=${profileName(options)}`] : [];
  if (execArgv.length) mkdirSync(profiles, { recursive: true });
  const words = openSync(path.join(benchRoot, `.data/contender-${name}.log`), "w");
  const child = fork(path.join(benchRoot, "contenders", FILES[name]), {
    execArgv,
    env: { ...process.env, NODE_ENV: "production", GRAPHILE_ENV: "production", LOG_LEVEL: "info" },
    stdio: ["ignore", words, words, "ipc"],
  });
  const task: Task = { owner: connectionOf(dataset.server.host, dataset.database, user), serviceId: dataset.serviceId, billerId: dataset.billerId, poolSize: options.concurrency };
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`contender ${name} ended with ${code} before it listened: see .data/contender-${name}.log`)));
    child.once("message", (ready) => {
      child.removeAllListeners("exit");
      log(`${name} listens`);
      resolve({ ...(ready as Ready), name, child });
    });
    child.send(task);
  });
}

const profileName = (options: Options) => `carebill-${options.operations.map((operation) => operation.name).join("-")}.cpuprofile`;

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.disconnect();
  const late = setTimeout(() => child.kill("SIGKILL"), 10_000);
  await ended;
  clearTimeout(late);
}

type Context = { contenders: readonly Contender[]; sample: Sample; dataset: Dataset; options: Options };

async function measure(operation: Operation, { contenders, sample, dataset, options }: Context): Promise<Measured> {
  const problems = Object.fromEntries(contenders.flatMap(({ name, problems: found }) => (found?.[operation.name] ? [[name, found[operation.name]!]] : [])));
  for (const [name, problem] of Object.entries(problems)) log(`${operation.name}: ${name} cannot answer it yet: ${problem}`);
  const able = contenders.filter(({ name }) => !problems[name]);
  const supply = operation.write ? writes(operation, sample, able.length, options) : await reads(operation, sample, able);
  await compare(operation, able, supply);
  const slice = (contender: Contender, round: number, milliseconds: number) =>
    runSlice({
      port: contender.port,
      processId: contender.child.pid!,
      postmaster: dataset.server.processId,
      concurrency: options.concurrency,
      milliseconds,
      next: supply.source(contender, round),
      ...(operation.write && contender.name === "C" ? { settle: () => queueIsEmpty(dataset) } : {}),
    });
  const slices: Record<string, Slice[]> = Object.fromEntries(able.map(({ name }) => [name, []]));
  for (const contender of able) await slice(contender, 0, Math.max(250, options.seconds * 500));
  for (let round = 1; round <= options.slices; round++) {
    for (const contender of shuffled(able)) {
      // A pool closes what stood idle while the others had their turn: the run-in opens and warms it again, unmeasured.
      await slice(contender, RUN_IN + round, Math.max(100, options.seconds * 150));
      slices[contender.name]!.push(await slice(contender, round, options.seconds * 1000));
    }
  }
  log(`${operation.name}: ${able.map(({ name }) => `${name} ${Math.round(median(slices[name]!.map((each) => each.perSecond)))}/s`).join(", ")}`);
  return { operation, slices, problems };
}

/** Carebill tells its listeners of what happened after it has answered: that is paid for too, before the next one's slice begins. */
async function queueIsEmpty(dataset: Dataset): Promise<void> {
  await withClient(connectionOf(dataset.server.host, dataset.database), async (client) => {
    while ((await client.query("select 1 from graphile_worker.jobs where attempts < max_attempts and run_at <= now() limit 1")).rowCount) await new Promise((resolve) => setTimeout(resolve, 50));
  });
}

type Supply = { sampleOf(contender: Contender, index: number): Buffer; source(contender: Contender, round: number): () => Buffer | null };

const request = (contender: Contender, body: string, headers: Record<string, string> = {}) => requestOf(contender.port, contender.path, { ...contender.headers, ...headers }, body);

/** Carebill asks for a key on what moves money, and keeps it in the same transaction; the others have nothing of the kind. */
const ownKey = (contender: Contender, operation: Operation): Record<string, string> => (contender.name === "C" && operation.write ? { "idempotency-key": randomUUID() } : {});

/** The same 500 for everyone; half of the pages are second pages, behind the contender's own cursor. */
async function reads(operation: Operation, sample: Sample, contenders: readonly Contender[]): Promise<Supply> {
  const requests = new Map<Contender, Buffer[]>();
  for (const contender of contenders) {
    const cursors = new Map<string, string | null>();
    const bodies: Buffer[] = [];
    for (let index = 0; index < BODIES; index++) {
      let variables = variablesOf(operation.name, sample, contender.name, 0, index);
      if (operation.paged && index % 2 === 1) {
        const first = bodyOf(contender.name, operation.name, variables);
        if (!cursors.has(first)) cursors.set(first, endCursorOf(JSON.parse((await once(contender, request(contender, first))).toString("utf8"))));
        variables = { ...variables, after: cursors.get(first)! };
      }
      bodies.push(request(contender, bodyOf(contender.name, operation.name, variables)));
    }
    requests.set(contender, bodies);
  }
  return {
    sampleOf: (contender, index) => requests.get(contender)![index]!,
    source: (contender, round) => {
      const bodies = requests.get(contender)!;
      let at = round * 61;
      return () => bodies[at++ % BODIES]!;
    },
  };
}

/** A write is sent once: new names for patients, visits that nobody has billed for claims; each slice has its share of them. */
function writes(operation: Operation, sample: Sample, contenders: number, options: Options): Supply {
  const limited = operation.name === "M1";
  const runInShare = 2 * options.concurrency;
  const share = Math.floor((sample.coded.length - contenders * (COMPARED + options.slices * runInShare)) / (contenders * (options.slices + 1)));
  const most = (round: number) => (!limited ? Infinity : round > RUN_IN ? runInShare : share);
  let taken = 0;
  const take = (contender: Contender, round: number, index: number) =>
    request(contender, bodyOf(contender.name, operation.name, variablesOf(operation.name, sample, contender.name, round, limited ? taken++ : index)), ownKey(contender, operation));
  return {
    sampleOf: (contender, index) => {
      const variables = variablesOf(operation.name, sample, "L", -1, limited ? taken++ : index);
      // The same patient for everyone, but for the number, which is unique.
      return request(
        contender,
        bodyOf(contender.name, operation.name, "medicalRecordNumber" in variables ? { ...variables, medicalRecordNumber: `S-${contender.name}-${index}` } : variables),
        ownKey(contender, operation),
      );
    },
    source: (contender, round) => {
      let index = 0;
      return () => (index >= most(round) ? null : take(contender, round, index++));
    },
  };
}

/** Nobody answers nonsense fast: a sample of the answers is the same for all, down to the cent and the order. */
async function compare(operation: Operation, contenders: readonly Contender[], supply: Supply): Promise<void> {
  for (let index = 0; index < COMPARED; index++) {
    const at = operation.write ? index : index * 7 + (index % 2);
    let reference: { name: string; answer: unknown } | null = null;
    for (const contender of contenders) {
      const body = JSON.parse((await once(contender, supply.sampleOf(contender, at))).toString("utf8"));
      const answer = withoutOwnNumbers(canonical(contender.name, operation.name, body));
      if (!reference) reference = { name: contender.name, answer };
      else if (!isDeepStrictEqual(answer, reference.answer)) {
        throw new Error(
          `${operation.name} (request ${at}): ${contender.name} and ${reference.name} answer differently:\n${JSON.stringify(answer).slice(0, 1500)}\n${JSON.stringify(reference.answer).slice(0, 1500)}`,
        );
      }
    }
  }
}

const withoutOwnNumbers = (answer: unknown) => {
  if (!answer || typeof answer !== "object" || !("medicalRecordNumber" in answer) || !String(answer.medicalRecordNumber).startsWith("S-")) return answer;
  return { ...answer, medicalRecordNumber: String(answer.medicalRecordNumber).slice(4) };
};

async function once(contender: Contender, bytes: Buffer): Promise<Buffer> {
  const client = new KeepAliveClient(contender.port);
  try {
    return (await client.send(bytes)).body;
  } finally {
    client.close();
  }
}

function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
