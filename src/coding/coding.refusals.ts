import type { RefusalTable } from "../vocabulary";

export const codingRefusals: RefusalTable = {
  CODES_NOT_IN_FORCE: {
    description:
      "Some codes are not in the release of their code set that is in force on the day of service, have ended, or are headings. `findings` has all of them with their places. A set that is not loaded for that day is not checked, and of a part of a set only the codes it has.",
  },
  CODING_NOT_COMPLETE: { description: "The visit cannot leave the coding queue as coded yet. `findings` has everything that is wrong, at once, with its rule and place." },
};
