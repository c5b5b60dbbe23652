import type { Cents, PlainDate } from "../vocabulary";
import type { HoldReason } from "../statements";
import type { Channel } from "./dunning-policy";

/** Everything that a guard may look at: facts, gathered before. */
export type GuardFacts = {
  readonly today: PlainDate;
  readonly channel: Channel | null;
  readonly balance: Cents;
  readonly minimum: Cents;
  readonly holds: readonly HoldReason[];
  readonly email: string | null;
  readonly emailConsent: boolean;
};

export type GuardResult = { readonly guard: string; readonly version: number; readonly vetoed: boolean; readonly reason: string | null };

/**
 * A guard is a pure function that can only veto. `wait`: the step is looked at again tomorrow. `skip`: this step will
 * never be allowed like this, so the next one is awaited.
 */
export type ComplianceGuard = {
  readonly name: string;
  /** Raised whenever its answer could be another one: an action says which it asked. */
  readonly version: number;
  readonly description: string;
  readonly then: "wait" | "skip";
  readonly veto: (facts: GuardFacts) => string | null;
};

export const COMPLIANCE_GUARDS: readonly ComplianceGuard[] = [
  {
    name: "held",
    version: 1,
    description: "An account that is held is not asked: dispute, bankruptcy, death, plan, protected service.",
    then: "wait",
    veto: ({ holds }) => (holds.length ? `held: ${[...holds].sort().join(", ")}` : null),
  },
  {
    name: "below-minimum",
    version: 1,
    description: "Nobody is reminded of less than the policy's minimum.",
    then: "wait",
    veto: ({ balance, minimum }) => (balance < minimum ? "the balance is below the policy's minimum" : null),
  },
  {
    name: "no-email-consent",
    version: 1,
    description: "E-mail goes only to an address that was given, with consent.",
    then: "skip",
    veto: ({ channel, email, emailConsent }) => (channel === "EMAIL" && !(email && emailConsent) ? "no consent to e-mail, or no address" : null),
  },
];

export type Judgement = { readonly results: readonly GuardResult[]; readonly verdict: "go" | "wait" | "skip"; readonly reason: string | null };

/** Asks every guard, also after one has vetoed, so that the action stores all of their answers. Waiting outranks skipping. */
export function judgeStep(facts: GuardFacts, guards: readonly ComplianceGuard[] = COMPLIANCE_GUARDS): Judgement {
  const asked = guards.map((guard) => ({ guard, reason: guard.veto(facts) }));
  const results = asked.map(({ guard, reason }) => ({ guard: guard.name, version: guard.version, vetoed: reason !== null, reason }));
  const vetoes = asked.filter(({ reason }) => reason !== null);
  const decisive = vetoes.find(({ guard }) => guard.then === "wait") ?? vetoes[0];
  return { results, verdict: decisive ? decisive.guard.then : "go", reason: decisive?.reason ?? null };
}
