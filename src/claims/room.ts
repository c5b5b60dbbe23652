import type { Lifecycle } from "../vocabulary";
import type { Room } from "../platform/room";
import { Claim } from "./claim";
import { ClaimAdjudication } from "./claim-adjudication";
import { ClaimHistory } from "./claim-history";
import { ClaimLine } from "./claim-line";
import { adjudicationLifecycle, arOwnerLifecycle, submissionLifecycle, workflowLifecycle } from "./claim-lifecycles";
import { closeSettledClaimsTask } from "./close-settled-claims";
import { ClaimPayer } from "./claim-payer";
import { ClaimSubmission } from "./claim-submission";
import { claimsEvents } from "./claims.events";
import { claimsPermissions } from "./claims.permissions";
import { claimsRefusals } from "./claims.refusals";
import { ClearinghouseAccount } from "./clearinghouse/clearinghouse-account";
import { InboundFile } from "./clearinghouse/inbound-file";
import { receiveFilesTask } from "./clearinghouse/receive-files";
import { routeFileTask } from "./clearinghouse/route-file";
import { sendFileTask } from "./clearinghouse/send-file";
import { ClaimNotReadyType } from "./graphql/claims.inputs";
import { ClaimsResolver } from "./graphql/claims.resolver";
import { ChargeClaimLines, PatientClaims } from "./graphql/claims.types";
import { ClaimSubmissionTextResolver, ClearinghouseResolver, EncounterClaimsResolver } from "./graphql/clearinghouse.resolver";
import { OutboundFile } from "./clearinghouse/outbound-file";

export const claimsRoom: Room = {
  name: "claims",
  entities: [Claim, ClaimPayer, ClaimLine, ClaimSubmission, ClaimAdjudication, ClaimHistory, ClearinghouseAccount, OutboundFile, InboundFile],
  resolvers: [ClaimsResolver, ClearinghouseResolver, ClaimSubmissionTextResolver, EncounterClaimsResolver, ChargeClaimLines, PatientClaims],
  types: [ClaimNotReadyType],
  permissions: claimsPermissions,
  refusals: claimsRefusals,
  events: claimsEvents,
  tasks: [sendFileTask, routeFileTask],
  clockTasks: [receiveFilesTask, closeSettledClaimsTask],
  lifecycles: [workflowLifecycle, submissionLifecycle, adjudicationLifecycle, arOwnerLifecycle] as unknown as Lifecycle[],
};
