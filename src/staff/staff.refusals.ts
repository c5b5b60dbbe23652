import type { RefusalTable } from "../vocabulary";

export const staffRefusals: RefusalTable = {
  ROLE_NOT_GRANTABLE: { description: "Nobody gives away a role that may do more than they may themselves." },
};
