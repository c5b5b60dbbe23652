export { MEMBER_OUTCOMES, type MemberOutcome } from "./member-outcomes";
export { CROSSOVER_DAYS, PAYMENT_DAYS, RECOUPMENT_DAYS, REVERSAL_DAYS, SIMULATED_PAYERS, type SimulatedPayerTerms } from "./payers";
export { startSimulatedPayer, type SimulatedPayer, type SimulatedPayerOptions } from "./start-simulated-payer";
