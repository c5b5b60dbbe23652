import { readdirSync, readFileSync } from "node:fs";

const TICKS_PER_SECOND = 100;

function fieldsOf(processId: number | string): string[] | null {
  try {
    const text = readFileSync(`/proc/${processId}/stat`, "latin1");
    return text.slice(text.lastIndexOf(")") + 2).split(" ");
  } catch {
    return null; // it has ended
  }
}

/** CPU of one process with all its threads, in ms. */
export function cpuOf(processId: number): number {
  const fields = fieldsOf(processId)!;
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SECOND;
}

/** CPU of PostgreSQL in ms: the postmaster, its living children (backends, writers, vacuum) and those that have ended. */
export function cpuOfPostgres(postmaster: number): number {
  const own = fieldsOf(postmaster)!;
  let ticks = Number(own[11]) + Number(own[12]) + Number(own[13]) + Number(own[14]);
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const fields = fieldsOf(name);
    if (fields && Number(fields[1]) === postmaster) ticks += Number(fields[11]) + Number(fields[12]);
  }
  return (ticks * 1000) / TICKS_PER_SECOND;
}

export function residentMb(processId: number): number {
  return (Number(readFileSync(`/proc/${processId}/statm`, "latin1").split(" ")[1]) * 4096) / 1e6;
}

/** CPU of the whole machine in ms: what was used, and what there was. */
export function cpuOfMachine(): { used: number; available: number } {
  const [user, nice, system, idle, wait, interrupts, softInterrupts, stolen] = /^cpu +(.*)$/m
    .exec(readFileSync("/proc/stat", "latin1"))![1]!
    .split(" ")
    .map((ticks) => (Number(ticks) * 1000) / TICKS_PER_SECOND);
  const used = user! + nice! + system! + interrupts! + softInterrupts! + stolen!;
  return { used, available: used + idle! + wait! };
}
