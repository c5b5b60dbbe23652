import { KeepAliveClient, type Answer } from "./keep-alive-client.ts";
import { cpuOf, cpuOfMachine, cpuOfPostgres, residentMb } from "./processes.ts";

export type Slice = {
  requests: number;
  perSecond: number;
  p50: number;
  p99: number;
  nodeMs: number;
  postgresMs: number;
  residentMb: number;
  /** Of the machine, what neither the measure nor the measured used: other work. */ othersShare: number;
};

export type SliceTask = {
  port: number;
  processId: number;
  postmaster: number;
  concurrency: number;
  milliseconds: number;
  /** The next request, or null when there is none left (writes are sent once). */
  next(): Buffer | null;
  /** Waits for the work that the requests left behind; its CPU is counted, its time is not. */
  settle?(): Promise<void>;
};

const ERRORS = Buffer.from('"errors":[');
const REFUSED = Buffer.from('"userErrors":[{');

/** One contender alone under load for a while. A single wrong answer ends the measure: a fast error is not a result. */
export async function runSlice({ port, processId, postmaster, concurrency, milliseconds, next, settle }: SliceTask): Promise<Slice> {
  const clients = Array.from({ length: concurrency }, () => new KeepAliveClient(port));
  const latencies: number[] = [];
  const before = { node: cpuOf(processId), postgres: cpuOfPostgres(postmaster), machine: cpuOfMachine(), own: process.cpuUsage() };
  const started = performance.now();
  const until = started + milliseconds;
  try {
    await Promise.all(
      clients.map(async (client) => {
        for (let now = performance.now(); now < until;) {
          const request = next();
          if (!request) return;
          const answer = await client.send(request);
          requireSound(answer);
          const end = performance.now();
          latencies.push(end - now);
          now = end;
        }
      }),
    );
  } finally {
    for (const client of clients) client.close();
  }
  const seconds = (performance.now() - started) / 1000;
  await settle?.();
  const requests = latencies.length;
  latencies.sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.min(requests - 1, Math.floor(requests * share))] ?? 0;
  const node = cpuOf(processId) - before.node;
  const postgres = cpuOfPostgres(postmaster) - before.postgres;
  const own = process.cpuUsage(before.own);
  const machine = cpuOfMachine();
  const others = machine.used - before.machine.used - node - postgres - (own.user + own.system) / 1000;
  return {
    requests,
    perSecond: requests / seconds,
    p50: at(0.5),
    p99: at(0.99),
    nodeMs: node / requests,
    postgresMs: postgres / requests,
    residentMb: residentMb(processId),
    othersShare: Math.max(0, others / (machine.available - before.machine.available)),
  };
}

function requireSound({ status, body }: Answer): void {
  if (status !== 200 || body.includes(ERRORS) || body.includes(REFUSED)) throw new Error(`a wrong answer under load (${status}): ${body.toString("utf8", 0, 400)}`);
}
