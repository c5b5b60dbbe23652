import { registerEnumType } from "type-graphql";

const same = <T extends string>(descriptions: Readonly<Record<T, string>>) => ({
  values: Object.fromEntries(Object.keys(descriptions).map((key) => [key, key])) as { readonly [K in T]: K },
  valuesConfig: Object.fromEntries(Object.entries(descriptions).map(([key, description]) => [key, { description: description as string }])),
});

const workflow = same({
  DRAFT: "Not judged yet.",
  SCRUB_FAILED: "Judged, with errors: it cannot be sent.",
  READY: "Judged, without errors: it can be sent to the current payer, or was.",
  HELD: "Kept back by a person, with a reason.",
  CLOSED: "Nothing more is expected of it.",
});
export const WorkflowEnum = workflow.values;
registerEnumType(WorkflowEnum, { name: "ClaimWorkflow", description: "What the billing office does with a claim.", valuesConfig: workflow.valuesConfig as never });

const submission = same({
  QUEUED: "Frozen, waiting to be sent.",
  SENT: "Handed to the clearinghouse.",
  ACK_999_ACCEPTED: "Its syntax was accepted (999).",
  ACK_999_REJECTED: "Its syntax was rejected (999 or TA1): it never entered adjudication.",
  CH_ACCEPTED: "The clearinghouse took it in, or the payer received it (277CA).",
  CH_REJECTED: "The clearinghouse rejected it (277CA): it never entered adjudication.",
  PAYER_ACCEPTED: "The payer took it in for adjudication (277CA A2): the filing clock stops.",
  PAYER_REJECTED: "The payer rejected it (277CA): it never entered adjudication.",
  PENDING: "The payer says that it is at work.",
  ADJUDICATED: "The payer has decided (835).",
  REVERSED: "The payer took its decision back (835, CLP02 22).",
});
export const SubmissionStatusEnum = submission.values;
registerEnumType(SubmissionStatusEnum, {
  name: "ClaimSubmissionStatus",
  description: "What is known of one sending of a claim; it moves only on evidence.",
  valuesConfig: submission.valuesConfig as never,
});

const adjudication = same({
  NONE: "It has not decided.",
  PAID: "Everything that was allowed was paid.",
  PARTIAL: "A part was paid.",
  ZERO_PAY: "It was adjudicated without money, such as to the deductible.",
  DENIED: "It was refused.",
  REVERSED_AWAITING_CORRECTION: "The decision was taken back; the correction is awaited.",
});
export const AdjudicationEnum = adjudication.values;
registerEnumType(AdjudicationEnum, { name: "ClaimAdjudicationState", description: "What one payer has decided on a claim.", valuesConfig: adjudication.valuesConfig as never });

const owner = same({ BILLER: "The billing office.", PAYER: "A payer, or the clearinghouse.", PATIENT: "The patient's side.", NONE: "Nobody." });
export const NextActionOwnerEnum = owner.values;
registerEnumType(NextActionOwnerEnum, { name: "ClaimNextActionOwner", description: "Who must do something next about a claim.", valuesConfig: owner.valuesConfig as never });

const arOwner = same({
  PRIMARY: "The primary payer owes it.",
  SECONDARY: "The secondary payer owes it.",
  TERTIARY: "The tertiary payer owes it.",
  PATIENT: "The patient's side owes it.",
  AGENCY: "It is placed with a collection agency.",
  NONE: "Nothing is owed.",
});
export const ArOwnerEnum = arOwner.values;
registerEnumType(ArOwnerEnum, { name: "ReceivableOwner", description: "Who owes what is left of a service line, as the ledger says.", valuesConfig: arOwner.valuesConfig as never });

const axis = same({
  WORKFLOW: "What the office does with it.",
  SUBMISSION: "What became of a sending.",
  ADJUDICATION: "What a payer decided.",
  OWNER: "Who must act next.",
});
export const AxisEnum = axis.values;
registerEnumType(AxisEnum, { name: "ClaimAxis", description: "The four things that move independently about a claim.", valuesConfig: axis.valuesConfig as never });

const severity = same({ ERROR: "It cannot be sent.", WARNING: "It can be sent; look at it." });
export const FindingSeverityEnum = severity.values;
registerEnumType(FindingSeverityEnum, { name: "FindingSeverity", description: "Whether a finding keeps a claim from being sent.", valuesConfig: severity.valuesConfig as never });

const kind = same({
  A_999: "Implementation acknowledgement (005010X231A1).",
  A_277CA: "Claim acknowledgement (005010X214).",
  A_TA1: "Interchange acknowledgement.",
  A_835: "Remittance (005010X221A1).",
  UNKNOWN: "None of these, or unreadable.",
});
export const InboundKindEnum = kind.values;
registerEnumType(InboundKindEnum, { name: "InboundFileKind", description: "What a file from the clearinghouse is.", valuesConfig: kind.valuesConfig as never });

const inboundStatus = same({
  RECEIVED: "Stored; not looked at yet.",
  PROCESSED: "Done.",
  WAITING: "A person must look: `reason` says why.",
  WAITING_FOR_REMITTANCE: "A remittance: it is posted by the remittance room, which keeps its own state.",
});
export const InboundStatusEnum = inboundStatus.values;
registerEnumType(InboundStatusEnum, { name: "InboundFileStatus", description: "What became of a file from the clearinghouse.", valuesConfig: inboundStatus.valuesConfig as never });

const source = same({ CLEARINGHOUSE: "Taken from the clearinghouse.", API: "Handed in through the API." });
export const InboundSourceEnum = source.values;
registerEnumType(InboundSourceEnum, { name: "InboundFileSource", description: "By which door a file came.", valuesConfig: source.valuesConfig as never });

const outboundStatus = same({ QUEUED: "Waits to be sent, or is tried again: see attempts and lastError.", SENT: "Handed over." });
export const OutboundStatusEnum = outboundStatus.values;
registerEnumType(OutboundStatusEnum, { name: "OutboundFileStatus", description: "Whether a file of claims was handed to the clearinghouse.", valuesConfig: outboundStatus.valuesConfig as never });

const usage = same({ T: "Test.", P: "Production." });
export const UsageEnum = usage.values;
registerEnumType(UsageEnum, { name: "InterchangeUsage", description: "ISA15.", valuesConfig: usage.valuesConfig as never });
