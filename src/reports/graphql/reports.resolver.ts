import { Arg, Ctx, FieldResolver, ID, Info, Int, Query, registerEnumType, Resolver, Root } from "type-graphql";
import type { GraphQLObjectType, GraphQLResolveInfo } from "graphql";
import { PatientType } from "../../patients";
import { PayerType, PracticeType } from "../../practices";
import { fromTypeId } from "../../platform/database/ids";
import type { RequestContext } from "../../platform/graphql/context";
import { badInput, invalidId, Permit, Shape, Value } from "../../platform/graphql/reads";
import { readById } from "../../platform/graphql/reads/generate";
import { CentsScalar, PlainDateScalar } from "../../platform/graphql/scalars";
import type { Cents, PlainDate } from "../../vocabulary";
import { arAging, type AgingGroup, type AgingLine } from "../ar-aging";

export const AgingGroupEnum = { PRACTICE: "PRACTICE", PAYER: "PAYER", PATIENT: "PATIENT" } as const;
registerEnumType(AgingGroupEnum, {
  name: "AgingGroup",
  description: "What the lines of an aging report stand for.",
  valuesConfig: {
    PRACTICE: { description: "One line a practice." },
    PAYER: { description: "One line a payer; the patients' part stands under no payer." },
    PATIENT: { description: "One line a patient." },
  },
});

@Shape("ArAgingLine", { description: "What is owed, by age in days.", permit: "inherit" })
export class ArAgingLineType {
  @Value(() => CentsScalar, "All of it, in cents.") totalCents!: Cents;
  @Value(() => CentsScalar, "Owed by insurers, in cents.") insurerCents!: Cents;
  @Value(() => CentsScalar, "Owed by the patients' side, in cents.") patientCents!: Cents;
  @Value(() => CentsScalar, "Placed with a collection agency, in cents.") agencyCents!: Cents;
  @Value(() => CentsScalar, "0 to 30 days old, in cents.") days0to30Cents!: Cents;
  @Value(() => CentsScalar, "31 to 60 days old, in cents.") days31to60Cents!: Cents;
  @Value(() => CentsScalar, "61 to 90 days old, in cents.") days61to90Cents!: Cents;
  @Value(() => CentsScalar, "91 to 120 days old, in cents.") days91to120Cents!: Cents;
  @Value(() => CentsScalar, "More than 120 days old, in cents.") over120Cents!: Cents;
}

@Shape("ArAging", {
  description: "Accounts receivable by age as of a day, from the book. Insurers' part ages from the first charge to them; the patients' from the day it became theirs.",
  permit: "reports:read",
})
export class ArAgingType {
  @Value(() => PlainDateScalar, "Entries with a business date up to and including this day.") asOf!: PlainDate;
  @Value(() => [ArAgingLineType], "The lines of this page, the largest total first.") lines!: unknown[];
  @Value(() => ArAgingLineType, "All lines together, of all pages.") total!: unknown;
  @Value(() => Boolean, "More lines follow.") hasNextPage!: boolean;
  @Value(() => String, "Pass it as `after` for the next page.", { nullable: true }) endCursor!: string | null;
}

@Resolver(() => ArAgingLineType)
export class ArAgingLineResolver {
  @FieldResolver(() => PracticeType, { nullable: true, description: "The practice, when grouped by practice." })
  practice(@Root() line: ShownLine, @Ctx() { reader }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return line.groupBy === "PRACTICE" && line.groupId ? readById(reader, info.schema.getType("Practice") as GraphQLObjectType, info, line.groupId) : null;
  }
  @FieldResolver(() => PayerType, { nullable: true, description: "The payer, when grouped by payer; none for the patients' part." })
  payer(@Root() line: ShownLine, @Ctx() { reader }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return line.groupBy === "PAYER" && line.groupId ? readById(reader, info.schema.getType("Payer") as GraphQLObjectType, info, line.groupId) : null;
  }
  @FieldResolver(() => PatientType, { nullable: true, description: "The patient, when grouped by patient." })
  patient(@Root() line: ShownLine, @Ctx() { reader }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return line.groupBy === "PATIENT" && line.groupId ? readById(reader, info.schema.getType("Patient") as GraphQLObjectType, info, line.groupId) : null;
  }
}

@Resolver()
export class ReportsResolver {
  @Query(() => ArAgingType, { nullable: true, description: "Accounts receivable by age, of one practice or of all that you reach, as of any day." })
  @Permit("reports:read")
  async arAging(
    @Arg("practiceId", () => ID, { nullable: true, description: "One practice; all that you reach when omitted." }) practiceId: string | null,
    @Arg("asOf", () => PlainDateScalar, { description: "As of this day, by business date." }) asOf: PlainDate,
    @Arg("groupBy", () => AgingGroupEnum, { description: "What the lines stand for." }) groupBy: AgingGroup,
    @Arg("first", () => Int, { description: "Lines of this page, 1 to 100." }) first: number,
    @Arg("after", () => String, { nullable: true, description: "Lines after this cursor." }) after: string | null,
    @Ctx() { reader }: RequestContext,
  ) {
    const practice = practiceId ? fromTypeId("prc", practiceId) : null;
    if (practiceId && !practice) throw invalidId(["prc"]);
    if (first < 1 || first > 100) throw badInput("first is from 1 to 100.");
    const { lines, total, hasMore } = await arAging(reader, { practiceId: practice, asOf, groupBy, first, after: readCursor(after) });
    const last = lines.at(-1);
    return {
      asOf,
      lines: lines.map((line) => show(line, groupBy)),
      total: show(total, groupBy),
      hasNextPage: hasMore,
      endCursor: last ? Buffer.from(JSON.stringify([last.total.toString(), last.groupId ?? NONE])).toString("base64url") : null,
    };
  }
}

const NONE = "00000000-0000-0000-0000-000000000000";
type ShownLine = ReturnType<typeof show>;

function show(line: AgingLine, groupBy: AgingGroup) {
  return {
    groupBy,
    groupId: line.groupId,
    totalCents: line.total,
    insurerCents: line.insurer,
    patientCents: line.patient,
    agencyCents: line.agency,
    days0to30Cents: line.days0to30,
    days31to60Cents: line.days31to60,
    days61to90Cents: line.days61to90,
    days91to120Cents: line.days91to120,
    over120Cents: line.over120,
  };
}

function readCursor(text: string | null | undefined): { total: string; groupId: string } | null {
  if (!text) return null;
  try {
    const [total, groupId] = JSON.parse(Buffer.from(text, "base64url").toString("utf8")) as unknown[];
    if (typeof total === "string" && /^-?\d+$/.test(total) && typeof groupId === "string" && /^[0-9a-f-]{36}$/.test(groupId)) return { total, groupId };
  } catch {
    // One message for whatever is wrong with it.
  }
  throw badInput("after is not a cursor of this report; take endCursor of the page before.");
}
