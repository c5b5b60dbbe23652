import type { RefusalTable } from "../vocabulary";

export const encountersRefusals: RefusalTable = {
  PRICE_NOT_FOUND: {
    description:
      "A charge names no price and the practice's fee schedule in force on the day of service has none for the code (or the quantity is minutes, which a schedule does not price): give chargeCents, or set the fee.",
  },
  PRICE_MUST_BE_GIVEN: {
    description: "The price of this charge was given by hand and its code, first modifier, unit or quantity changes: give chargeCents again, because it does not follow by itself.",
  },
};
