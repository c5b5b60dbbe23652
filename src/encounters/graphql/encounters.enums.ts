import { registerEnumType } from "type-graphql";

export const EncounterStatusEnum = { OPEN: "OPEN", READY_FOR_CODING: "READY_FOR_CODING", QUESTIONED: "QUESTIONED", CODED: "CODED", BILLED: "BILLED", CANCELLED: "CANCELLED" } as const;
registerEnumType(EncounterStatusEnum, {
  name: "EncounterStatus",
  description: "Where a visit stands on its way to a claim.",
  valuesConfig: {
    OPEN: { description: "Being entered." },
    READY_FOR_CODING: { description: "Waits in the coding queue." },
    QUESTIONED: { description: "A coder asked the provider and waits for the answer." },
    CODED: { description: "Coded; can be billed." },
    BILLED: { description: "Stands on a claim, or was billed to the patient." },
    CANCELLED: { description: "Will not be billed." },
  },
});

export const UnitKindEnum = { UN: "UN", MJ: "MJ" } as const;
registerEnumType(UnitKindEnum, { name: "UnitKind", description: "What a quantity counts (SV103).", valuesConfig: { UN: { description: "Units." }, MJ: { description: "Minutes (anaesthesia)." } } });

export const AccidentKindEnum = { AUTO: "AUTO", EMPLOYMENT: "EMPLOYMENT", OTHER: "OTHER" } as const;
registerEnumType(AccidentKindEnum, {
  name: "AccidentKind",
  description: "What kind of accident the care is due to (CLM11).",
  valuesConfig: { AUTO: { description: "AA: an automobile." }, EMPLOYMENT: { description: "EM: at work." }, OTHER: { description: "OA: another." } },
});

export const AssignmentEnum = { ASSIGNED: "ASSIGNED", LABORATORY_ONLY: "LABORATORY_ONLY", NOT_ASSIGNED: "NOT_ASSIGNED" } as const;
registerEnumType(AssignmentEnum, {
  name: "Assignment",
  description: "Whether the provider takes the payer's assignment (CLM07).",
  valuesConfig: { ASSIGNED: { description: "A: assigned." }, LABORATORY_ONLY: { description: "B: on clinical laboratory services only." }, NOT_ASSIGNED: { description: "C: not assigned." } },
});

export const BenefitsAssignmentEnum = { YES: "YES", NO: "NO", NOT_APPLICABLE: "NOT_APPLICABLE" } as const;
registerEnumType(BenefitsAssignmentEnum, {
  name: "BenefitsAssignment",
  description: "Whether the insured lets the payer pay the provider (CLM08).",
  valuesConfig: { YES: { description: "Y." }, NO: { description: "N." }, NOT_APPLICABLE: { description: "W: the patient refused to assign benefits." } },
});

export const ReleaseOfInformationEnum = { SIGNED: "SIGNED", INFORMED_CONSENT: "INFORMED_CONSENT" } as const;
registerEnumType(ReleaseOfInformationEnum, {
  name: "ReleaseOfInformation",
  description: "Why medical data may be given to the payer (CLM09).",
  valuesConfig: { SIGNED: { description: "Y: the provider has a signed statement." }, INFORMED_CONSENT: { description: "I: informed consent for conditions that federal statutes regulate." } },
});

export const NdcUnitEnum = { F2: "F2", GR: "GR", ME: "ME", ML: "ML", UN: "UN" } as const;
registerEnumType(NdcUnitEnum, {
  name: "NdcUnit",
  description: "What a drug quantity counts (CTP05-1).",
  valuesConfig: { F2: { description: "International units." }, GR: { description: "Grams." }, ME: { description: "Milligrams." }, ML: { description: "Millilitres." }, UN: { description: "Units." } },
});
