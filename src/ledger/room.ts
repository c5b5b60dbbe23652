import type { Room } from "../platform/room";
import { LedgerResolver } from "./graphql/ledger.resolver";
import { ledgerPermissions } from "./ledger.permissions";

export const ledgerRoom: Room = { name: "ledger", entities: [], resolvers: [LedgerResolver], permissions: ledgerPermissions, refusals: {}, events: {} };
