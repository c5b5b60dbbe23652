import type { AcknowledgedClaim, ClaimAcknowledgement, ClaimInContext, Draft, Party, ProfessionalClaims, StatusCode } from "../../edi";
import { add, ZERO, type PlainDate } from "../../vocabulary";
import { partyOf } from "./decision";

/** A claim as somebody on its way looked at it: taken in (with the payer's number, once it has one), or rejected. */
export interface LookedAt {
  readonly context: ClaimInContext;
  readonly rejection: readonly StatusCode[] | null;
  readonly payerClaimControlNumber?: string;
}

export interface Acknowledging {
  /** NM101 of 2100A: AY the clearinghouse, PR a payer. */
  readonly source: { readonly role: "AY" | "PR"; readonly name: string; readonly identifier: string };
  readonly batch: ProfessionalClaims;
  readonly looked: readonly LookedAt[];
  /** BHT03 and TRN02 of 2000A. */
  readonly reference: string;
  readonly today: PlainDate;
  readonly time: string;
}

/** 277CA: one source tells what it did with each claim of a batch. */
export function acknowledgeClaims({ source, batch, looked, reference, today, time }: Acknowledging): Draft<ClaimAcknowledgement> {
  const accepted = looked.filter(({ rejection }) => rejection === null);
  const rejected = looked.filter(({ rejection }) => rejection !== null);
  const charges = (some: readonly LookedAt[]) => add(ZERO, ...some.map(({ context }) => context.claim.chargeAmount));
  const byProvider = Map.groupBy(looked, ({ context }) => context.billingProvider);
  return {
    referenceId: reference,
    createdOn: today,
    createdAtTime: time,
    sources: [
      {
        source: { role: source.role, entityType: "organization", name: source.name, identifierQualifier: source.role === "PR" ? "PI" : "46", identifier: source.identifier },
        traceNumber: reference,
        receivedOn: today,
        processedOn: today,
        receivers: [
          {
            receiver: partyOf(batch.submitter),
            batchReferenceId: batch.referenceId,
            statuses: [{ codes: [{ categoryCode: "A1", statusCode: "19", entityCode: source.role }], effectiveOn: today, actionCode: "WQ", chargeAmount: charges(looked) }],
            ...(accepted.length ? { acceptedCount: String(accepted.length), acceptedAmount: charges(accepted) } : {}),
            ...(rejected.length ? { rejectedCount: String(rejected.length), rejectedAmount: charges(rejected) } : {}),
            providers: [...byProvider].map(([provider, ofProvider]) => ({
              provider: partyOf(provider.provider),
              claims: ofProvider.map((each) => acknowledgeClaim(each, source.role, today)),
            })),
          },
        ],
      },
    ],
  };
}

function acknowledgeClaim({ context, rejection, payerClaimControlNumber }: LookedAt, role: "AY" | "PR", today: PlainDate): Draft<AcknowledgedClaim> {
  const { claim, subscriber, patient } = context;
  const days = claim.lines.map((line) => line.serviceFrom).sort();
  const lastDays = claim.lines.map((line) => line.serviceTo ?? line.serviceFrom).sort();
  const taken: StatusCode = role === "AY" ? { categoryCode: "A1", statusCode: "19", entityCode: "AY" } : { categoryCode: "A2", statusCode: "20", entityCode: "PR" };
  return {
    patient: patientOf(patient?.person ?? subscriber.person, subscriber.person.identifier),
    patientControlNumber: claim.patientControlNumber,
    statuses: [{ codes: rejection ?? [taken], effectiveOn: today, actionCode: rejection ? "U" : "WQ", chargeAmount: claim.chargeAmount }],
    ...(payerClaimControlNumber ? { payerClaimControlNumber } : {}),
    ...(days.length ? { serviceFrom: days[0]!, ...(lastDays.at(-1)! > days[0]! ? { serviceTo: lastDays.at(-1)! } : {}) } : {}),
  };
}

function patientOf(person: Party, memberId: string | undefined): Party {
  return { ...partyOf(person), ...(memberId ? { identifierQualifier: "MI", identifier: memberId } : {}) };
}
