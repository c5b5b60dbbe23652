import type { RefusalTable } from "../vocabulary";

export const coverageRefusals: RefusalTable = {
  COVERAGE_OVERLAPS: {
    description:
      "Another coverage of the patient has the same rank, or is the same policy, on some of these days: a patient has one primary, one secondary and one tertiary payer at a time. `coverage` is the other one; end it first, or choose other days or another rank.",
  },
};
