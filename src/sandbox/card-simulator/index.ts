export { INSTRUMENTS as TEST_CARDS } from "./cards";
export type { Controls, Paid, PayWith } from "./controls";
export type { RecordedRequest } from "./request-log";
export type { Delivery } from "./shelves";
export { STANDARD_FEES, startCardSimulator, type CardSimulator, type CardSimulatorOptions } from "./start-card-simulator";
