import type * as Acts from "../../src/platform/graphql/acts/index.ts";
import type * as Reads from "../../src/platform/graphql/reads/index.ts";
import type { NodeType as Node } from "../../src/platform/graphql/node.ts";
import type * as Scalars from "../../src/platform/graphql/scalars.ts";
import type { PatientType as Patient } from "../../src/patients/index.ts";
import type { createClaims as CreateClaims } from "../../src/claims/index.ts";
import type { Room } from "../../src/platform/room.ts";
import { product, requireOfProduct } from "../product.ts";

/**
 * Windows of rooms that have their tables and verbs but no GraphQL yet, declared with the house's own declarations, so
 * that the measured path (generated reads, permissions, walls) is the product's. Each one steps aside by itself when
 * its room brings its own; decorators are called as functions because Node strips types and runs no decorators.
 */
export function addProvisionalWindows(): string[] {
  const { rooms } = product<{ rooms: Room[] }>("src/office.js");
  const without = (name: string) => rooms.some((room) => room.name === name && room.resolvers.length === 0);
  const notes: string[] = [];
  const room: { -readonly [K in keyof Room]: Room[K] } & { resolvers: unknown[]; types: unknown[] } = { name: "bench", entities: [], resolvers: [], types: [], permissions: {}, refusals: {}, events: {} } as never;
  if (without("encounters")) {
    encountersWindow(room, rooms.some((each) => "encounters:read" in each.permissions) ? "encounters:read" : "patients:read");
    notes.push("Patient.encounters through a provisional window of the bench: the room has none yet");
  }
  if (without("claims")) {
    claimsWindow(room);
    notes.push("Patient.claims, claims and claimCreate through a provisional window of the bench: the room has none yet");
  }
  if (room.resolvers.length) rooms.push(room as unknown as Room);
  return notes;
}

type Window = { resolvers: unknown[]; types: unknown[] };
const reads = () => product<typeof Reads>("src/platform/graphql/reads/index.js");
const scalars = () => product<typeof Scalars>("src/platform/graphql/scalars.js");
const patientType = () => product<{ PatientType: typeof Patient }>("src/patients/index.js").PatientType;
const nodeType = () => product<{ NodeType: typeof Node }>("src/platform/graphql/node.js").NodeType as never;
const graphql = () => requireOfProduct("type-graphql") as typeof import("type-graphql");

type Fields = Record<string, PropertyDecorator>;
const decorate = (target: { prototype: object }, fields: Fields) => {
  for (const [name, decorator] of Object.entries(fields)) decorator(target.prototype, name);
};

function encountersWindow(window: Window, permit: string): void {
  const { Column, Connection, Contributes, Id, Reads } = reads();
  const { PlainDateScalar } = scalars();
  class EncounterType {}
  decorate(EncounterType, {
    id: Id(() => graphql().ID),
    servedFrom: Column(() => PlainDateScalar, "First day."),
    placeOfService: Column(() => String, "Place of service."),
    status: Column(() => String, "Where it stands."),
  });
  Reads("Encounter", { description: "A visit.", table: "encounter", prefix: "enc", permit, implements: () => nodeType(), orders: { CREATED_AT: ["created_at"], SERVED_FROM: ["served_from"] } })(EncounterType);
  class PatientEncounters {}
  decorate(PatientEncounters, { encounters: Connection(() => EncounterType, "The patient's visits.", { by: "patient_id", nullable: true }) });
  Contributes(() => patientType())(PatientEncounters);
  window.types.push(EncounterType);
  window.resolvers.push(PatientEncounters);
}

function claimsWindow(window: Window): void {
  const { Children, Column, Connection, Contributes, FindMany, Id, PayloadList, Reads, Reference } = reads();
  const { CentsScalar, PlainDateScalar } = scalars();
  const { Act, ActPayload, Input, InputIds } = product<typeof Acts>("src/platform/graphql/acts/index.js");
  const { createClaims } = product<{ createClaims: typeof CreateClaims }>("src/claims/index.js");
  const { Arg, Ctx, ID, Int, Resolver } = graphql();

  class ClaimLineType {}
  decorate(ClaimLineType, {
    id: Id(() => ID),
    lineNumber: Column(() => Int, "1, 2, 3 …"),
    procedureCode: Column(() => String, "What was done.", { permit: "claims:read-clinical", nullable: true }),
    quantity: Column(() => String, "How many."),
    chargeCents: Column(() => CentsScalar, "In cents."),
  });
  Reads("ClaimLine", { description: "A line of a claim.", table: "claim_line", prefix: "cln", permit: "claims:read", implements: () => nodeType(), orders: { LINE_NUMBER: ["line_number"] } })(ClaimLineType);

  class ClaimType {}
  decorate(ClaimType, {
    id: Id(() => ID),
    claimNumber: Column(() => String, "Its number."),
    workflow: Column(() => String, "Where it stands."),
    servedFrom: Column(() => PlainDateScalar, "First day of service."),
    totalChargeCents: Column(() => CentsScalar, "In cents."),
    version: Column(() => Int, "Counts changes."),
    patient: Reference(() => patientType(), "Who was cared for.", { nullable: true }),
    lines: Children(() => ClaimLineType, "Its lines.", { by: "claim_id", order: [["line_number", "asc"]], nullable: true }),
  });
  Reads("Claim", {
    description: "A claim.",
    table: "claim",
    prefix: "clm",
    permit: "claims:read",
    implements: () => nodeType(),
    filters: {
      practiceId: { kind: "id", column: "practice_id", prefix: "prc", description: "Of this practice." },
      workflow: { kind: "anyOf", column: "workflow", type: () => String, description: "In any of these states." },
    },
    orders: { CREATED_AT: ["created_at"] },
  })(ClaimType);

  class PatientClaims {}
  decorate(PatientClaims, { claims: Connection(() => ClaimType, "The patient's claims.", { by: "patient_id", nullable: true }) });
  Contributes(() => patientType())(PatientClaims);

  class ClaimCreateInput {}
  decorate(ClaimCreateInput, { encounterIds: InputIds("enc", "The visits.") });
  Input("ClaimCreateInput", "Coded visits to bill.")(ClaimCreateInput);
  class ClaimCreatePayload {}
  decorate(ClaimCreatePayload, { claims: PayloadList(() => ClaimType, "The claims.") });
  ActPayload("ClaimCreatePayload")(ClaimCreatePayload);

  class ClaimsResolver {
    async claimCreate(input: { encounterIds: string[] }, { work }: { work: never }) {
      return { claims: await createClaims(work, input) };
    }
  }
  decorate(ClaimsResolver, { claims: FindMany(() => ClaimType, "Claims.", { permit: "claims:read" }) });
  const proto = ClaimsResolver.prototype;
  Arg("input", () => ClaimCreateInput)(proto, "claimCreate", 0);
  Ctx()(proto, "claimCreate", 1);
  Act(() => ClaimCreatePayload, "Makes claims of coded visits.", { permit: "claims:create" })(proto, "claimCreate", Object.getOwnPropertyDescriptor(proto, "claimCreate")!);
  Resolver()(ClaimsResolver);
  window.types.push(ClaimType, ClaimLineType);
  window.resolvers.push(PatientClaims, ClaimsResolver);
}
