import type { RefusalTable } from "../../vocabulary";

/** Refusals that any room may raise. */
export const platformRefusals: RefusalTable = {
  INVALID_ID: { description: "An id in the input is not one of ours for that place: ids carry a prefix that says what they are." },
  NOT_FOUND: { description: "There is no such object, or it is not yours; both answer alike." },
  INVALID_INPUT: { description: "A field of the input is wrong; `path` names it and the message says what would be right." },
  STALE_VERSION: { description: "The object was changed since you read it. Read it again, decide, and send the new version." },
  MOVE_NOT_ALLOWED: { description: "The object's state does not allow this act; the message lists the acts it does." },
  ALREADY_EXISTS: { description: "There is one already: a unique name, number or reference is taken. `path` names the field." },
};
