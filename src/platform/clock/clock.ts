/** The only source of "now" for business code. Real everywhere but in the sandbox, where it can be moved forward. */
export interface Clock {
  now(): Date;
}

export const realClock: Clock = { now: () => new Date() };
