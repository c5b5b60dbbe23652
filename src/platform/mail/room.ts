import type { PermissionTable } from "../access/permissions";
import type { Room } from "../room";
import { MailResolver } from "./mail.resolver";
import { mailLife, OutgoingMail } from "./outgoing-mail";

const mailPermissions = {
  "mail:read": { description: "See which e-mails went out and which failed.", roles: ["SERVICE_ADMINISTRATOR", "BILLER", "COLLECTIONS_AGENT", "AUDITOR", "PRACTICE_ADMINISTRATOR"] },
  "mail:retry": { description: "Send a failed e-mail again.", roles: ["SERVICE_ADMINISTRATOR", "BILLER", "PRACTICE_ADMINISTRATOR"] },
} as const satisfies PermissionTable;

/** Part of the building, plugged in as a room, because its rows are read through the API like any other. */
export const mailRoom: Room = { name: "mail", entities: [OutgoingMail], resolvers: [MailResolver], permissions: mailPermissions, refusals: {}, events: {}, lifecycles: [mailLife] };
