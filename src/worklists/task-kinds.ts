/**
 * The queues of the office, and what one needs to know to staff them: how many days a task may lie, how urgent it is
 * (1 first), and what it is called on a list.
 */
export const TASK_KINDS = {
  DENIAL: { dueDays: 14, priority: 3, title: "A payer denied a claim", description: "A payer denied: correct and resubmit, appeal, or decide to write off." },
  REJECTION: { dueDays: 3, priority: 2, title: "A claim was rejected", description: "The clearinghouse or payer refused the claim before adjudication: fix and send again. The filing clock runs on." },
  REMITTANCE_REVIEW: { dueDays: 2, priority: 2, title: "A remittance waits", description: "A remittance does not balance, repeats a trace, or names nobody we know." },
  UNMATCHED_REMITTANCE: { dueDays: 3, priority: 3, title: "A remittance claim matches none of ours", description: "A claim in a remittance could not be matched or posted: match it by hand." },
  PAYMENT_REVIEW: {
    dueDays: 5,
    priority: 3,
    title: "A posted payment leaves something to decide",
    description: "An amount of a posted claim needs a person before it can go on: eligibility, consent, protection, a crossover, a duplicate, an overpayment.",
  },
  RECOUPMENT: { dueDays: 14, priority: 4, title: "A payer takes money back", description: "A provider-level adjustment that names no claim: find out what it is for." },
  CODING_QUESTION: { dueDays: 5, priority: 4, title: "A coder asks the provider", description: "A coder needs an answer before the encounter can be billed." },
  OTHER: { dueDays: 7, priority: 5, title: "Something to look at", description: "Opened by hand." },
} as const;

export type TaskKind = keyof typeof TASK_KINDS;
