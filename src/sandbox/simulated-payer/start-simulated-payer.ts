import path from "node:path";
import { dayOf } from "../../vocabulary";
import { answerClaimsFile, sendRemittance, type Moment } from "./answer-claims";
import { Mailbox } from "./mailbox";
import { loadMemory, saveMemory } from "./memory";
import { PAYERS_TIME_ZONE } from "./payers";
import { runPayments } from "./payment-run";

export interface SimulatedPayerOptions {
  /** Holds outbound/ (claims, written by the office) and inbound/ (answers, written here). */
  readonly directory: string;
  readonly now: () => Date;
  /** A file that remembers everything over a restart. Without it the memory ends with the process. */
  readonly statePath?: string;
  /** Lines for people, without PHI. */
  readonly log?: (line: string) => void;
  /** Answers by itself this often. Without it, only when asked. */
  readonly answerEveryMilliseconds?: number;
}

export interface SimulatedPayer {
  /**
   * Takes what the office wrote, tells what fell due until now, and answers how many files it has put into inbound/
   * since it was asked last: also those of its own accord, so that whoever moves the clock knows that there is news.
   */
  answer(): Promise<number>;
  stop(): Promise<void>;
}

export function startSimulatedPayer({ directory, now, statePath, log = () => {}, answerEveryMilliseconds }: SimulatedPayerOptions): SimulatedPayer {
  const mailbox = new Mailbox(path.resolve(directory));
  let memory = loadMemory(statePath);
  let stopped = false;

  async function answer(): Promise<number> {
    const moment = momentOf(now());
    let written = await post();
    for (const name of await mailbox.waiting()) {
      const { text, sha256 } = await mailbox.read(name);
      // A crash after the answer and before the file was put aside: it was answered.
      if (memory.files[name] !== sha256) {
        const draft = structuredClone(memory);
        log(`${name} ${answerClaimsFile(draft, text, moment)}.`);
        draft.files[name] = sha256;
        keep(draft);
      }
      written += await post();
      await mailbox.take(name);
    }
    while (memory.agenda.some(({ on }) => on <= moment.today)) {
      const draft = structuredClone(memory);
      const runs = runPayments(draft, moment.today);
      for (const run of runs) sendRemittance(draft, run, moment);
      keep(draft);
      log(`${runs.length} remittances fell due.`);
      written += await post();
    }
    return written;
  }

  /** A step is remembered as a whole, with the answers that it owes, before any of them is seen. */
  function keep(draft: typeof memory): void {
    saveMemory(draft, statePath);
    memory = draft;
  }

  async function post(): Promise<number> {
    const { outbox } = memory;
    if (outbox.length === 0) return 0;
    for (const { name, text } of outbox) await mailbox.put(name, text);
    keep({ ...memory, outbox: [] });
    return outbox.length;
  }

  let last: Promise<unknown> = Promise.resolve();
  let untold = 0;
  function inTurn(): Promise<void> {
    const next = last.then(async () => {
      if (!stopped) untold += await answer();
    });
    last = next.catch(() => {});
    return next;
  }

  const timer = answerEveryMilliseconds === undefined ? null : setInterval(() => void inTurn().catch((error: Error) => log(`The simulated payer failed: ${error.message}`)), answerEveryMilliseconds);
  timer?.unref();

  return {
    async answer() {
      await inTurn();
      const files = untold;
      untold = 0;
      return files;
    },
    async stop() {
      stopped = true;
      if (timer) clearInterval(timer);
      await last;
    },
  };
}

function momentOf(now: Date): Moment {
  const time = new Intl.DateTimeFormat("en-US", { timeZone: PAYERS_TIME_ZONE, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(now);
  return { today: dayOf(now, PAYERS_TIME_ZONE), time: time.replace(":", "") };
}
