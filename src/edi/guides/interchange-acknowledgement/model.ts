import type { PlainDate } from "../../../vocabulary";

/** TA1 — whether an interchange could be opened at all. */
export interface InterchangeAcknowledgement {
  /** TA101 — ISA13 of the interchange that is acknowledged. */
  readonly interchangeControlNumber: string;
  /** TA102 — ISA09 of it. */
  readonly interchangeDate: PlainDate;
  /** TA103 — ISA10 of it, HHMM. */
  readonly interchangeTime: string;
  /** TA104 — A accepted, E accepted with errors, R rejected. */
  readonly statusCode: string;
  /** TA105 — 000 no error ... */
  readonly noteCode: string;
}
