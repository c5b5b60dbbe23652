import { ID, Int, registerEnumType } from "type-graphql";
import { EncounterType } from "../../encounters";
import { showRefusalAs, UserErrorType } from "../../platform/graphql/acts";
import { NodeType } from "../../platform/graphql/node";
import { Children, Column, Contributes, Id, Reads, Reference, Shape, Value } from "../../platform/graphql/reads";
import { DateTimeScalar, PlainDateScalar } from "../../platform/graphql/scalars";
import type { PlainDate } from "../../vocabulary";
import { CODING_RULES, type CodingRule } from "../check-coding";
import type { LoadProblem, LoadStatus } from "../code-set-load";
import type { CodeSet } from "../code-sets";

export const CodeSetEnum = { ICD10CM: "ICD10CM", HCPCS: "HCPCS", CPT: "CPT", HCPCS_MODIFIER: "HCPCS_MODIFIER", CPT_MODIFIER: "CPT_MODIFIER", PLACE_OF_SERVICE: "PLACE_OF_SERVICE" } as const;
registerEnumType(CodeSetEnum, {
  name: "CodeSet",
  description: "The list that a code comes from, and the file format in which it is loaded.",
  valuesConfig: {
    ICD10CM: { description: "Diagnoses (HI). The CMS order file, fixed width." },
    HCPCS: { description: "HCPCS Level II procedures (SV101-2). The CMS annual file, fixed width 320; it brings its modifiers too." },
    CPT: { description: "CPT procedures (SV101-2). CSV: code,description,effective,termination. Descriptions need a licence of the AMA; none are shipped." },
    HCPCS_MODIFIER: { description: "Modifiers of HCPCS Level II, such as RT (SV101-3). Comes with HCPCS, or CSV." },
    CPT_MODIFIER: { description: "Modifiers of CPT, such as 25 (SV101-3). CSV." },
    PLACE_OF_SERVICE: { description: "CMS place of service codes (CLM05-1). CSV." },
  },
});

export const CodeSetLoadStatusEnum = { LOADED: "LOADED", REFUSED: "REFUSED", REPLACED: "REPLACED" } as const;
registerEnumType(CodeSetLoadStatusEnum, {
  name: "CodeSetLoadStatus",
  description: "What came of a file.",
  valuesConfig: {
    LOADED: { description: "Its codes are in use." },
    REFUSED: { description: "It had problems: nothing of it was loaded." },
    REPLACED: { description: "The release was loaded again since." },
  },
});

export const CodingRuleEnum = Object.fromEntries(Object.keys(CODING_RULES).map((rule) => [rule, rule])) as Record<CodingRule, CodingRule>;
registerEnumType(CodingRuleEnum, {
  name: "CodingRule",
  description: "What a visit must have before it leaves the coding queue.",
  valuesConfig: Object.fromEntries(Object.entries(CODING_RULES).map(([rule, description]) => [rule, { description }])),
});

@Shape("CodeFileProblem", { description: "A line of a code file that could not be read.", permit: "inherit" })
export class CodeFileProblemType {
  @Value(() => Int, "The line, from 1.") line!: number;
  @Value(() => String, "What is wrong with it and what would be right.") message!: string;
}

@Reads("CodeSetLoad", {
  description: "One release of a code set: a file, and what came of it. Nothing of a file with problems is loaded.",
  table: "code_set_load",
  prefix: "csl",
  tenancy: "service",
  permit: "codes:read-loads",
  implements: () => NodeType as never,
  filters: {
    codeSet: { kind: "anyOf", column: "code_set", type: () => CodeSetEnum, description: "Of any of these code sets." },
    status: { kind: "anyOf", column: "status", type: () => CodeSetLoadStatusEnum, description: "With any of these outcomes." },
  },
  orders: { LOADED_AT: ["loaded_at"], EFFECTIVE_FROM: ["effective_from"] },
})
export class CodeSetLoadType {
  @Id(() => ID) id!: string;
  @Column(() => CodeSetEnum, "The code set.") codeSet!: CodeSet;
  @Column(() => String, "What people call the release.") name!: string;
  @Column(() => PlainDateScalar, "The first day of service for which it counts; until the next release begins.") effectiveFrom!: PlainDate;
  @Column(() => PlainDateScalar, "The last day of service for which it counts, where it is known.", { nullable: true }) effectiveTo!: PlainDate | null;
  @Column(() => Boolean, "Whether the file has the whole set; of a part, a missing code says nothing.") complete!: boolean;
  @Column(() => CodeSetLoadStatusEnum, "What came of it.") status!: LoadStatus;
  @Column(() => Int, "Lines of the file.") lineCount!: number;
  @Column(() => Int, "Codes that were loaded; 0 when refused.") codeCount!: number;
  @Column(() => Int, "Problems in all.") problemCount!: number;
  @Column(() => [CodeFileProblemType], "The first hundred problems, by line.") problems!: LoadProblem[];
  @Column(() => String, "SHA-256 of the text of its lines, in hexadecimal.") contentHash!: string;
  @Column(() => String, "Who loaded it.") loadedBy!: string;
  @Column(() => DateTimeScalar, "When.") loadedAt!: Date;
}

@Reads("Code", {
  description: "A code of a release of a code set.",
  table: "code_set_code",
  prefix: "cod",
  tenancy: "service",
  permit: "codes:read",
  implements: () => NodeType as never,
  filters: {
    codeSet: { kind: "anyOf", column: "code_set", type: () => CodeSetEnum, description: "Of any of these code sets." },
    code: { kind: "anyOf", column: "code", type: () => String, description: "Exactly any of these codes, upper case, ICD-10-CM without the point." },
    startsWith: { kind: "startsWith", column: "code_key", description: "Code starts with, whatever the case; ICD-10-CM without the point." },
    words: {
      kind: "matches",
      type: () => String,
      sql: (t, value: string, bind) =>
        wordsOf(value)
          .map((word) => `position(${bind(word)} in ${t}.description_key) > 0`)
          .join(" and ") || "true",
      description: "Description holds each of these words or parts of them, whatever the case and order.",
    },
    billable: { kind: "flag", sql: (t) => `${t}.billable`, description: "Only codes that a claim can carry (true), or only headings (false)." },
    validOn: {
      kind: "matches",
      type: () => PlainDateScalar,
      sql: (t, value: string, bind) => {
        const on = `${bind(value)}::date`;
        return `${t}.effective_from <= ${on} and (${t}.effective_to is null or ${t}.effective_to >= ${on}) and ${t}.load_id in (
          select r.id from (select distinct on (l.code_set) l.id, l.effective_to from code_set_load l where l.status = 'LOADED' and l.effective_from <= ${on} order by l.code_set, l.effective_from desc) r
          where r.effective_to is null or r.effective_to >= ${on})`;
      },
      description: "In force on this day, in the release that is in force then. Without it, every loaded release answers.",
    },
  },
  orders: { CODE: ["code"] },
})
export class CodeType {
  @Id(() => ID) id!: string;
  @Column(() => CodeSetEnum, "The code set.") codeSet!: CodeSet;
  @Column(() => String, "The code; ICD-10-CM without its point.") code!: string;
  @Column(() => Boolean, "False for a heading, which a claim cannot carry.") billable!: boolean;
  @Column(() => String, "Short description; null where none was loaded (CPT).", { nullable: true }) shortDescription!: string | null;
  @Column(() => String, "Full description; null where none was loaded (CPT).", { nullable: true }) longDescription!: string | null;
  @Column(() => PlainDateScalar, "The first day of service.") effectiveFrom!: PlainDate;
  @Column(() => PlainDateScalar, "The last day of service, where the release says one.", { nullable: true }) effectiveTo!: PlainDate | null;
  @Reference(() => CodeSetLoadType, "The release.", { nullable: true, column: "load_id" }) release!: CodeSetLoadType | null;
}

/** Few words, so that one filter cannot become a hundred conditions. */
function wordsOf(text: string): string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8);
}

@Reads("CodingQuestion", {
  description: "What a coder asked the provider about a visit, and the answer. Both may hold PHI.",
  table: "coding_question",
  prefix: "cqn",
  permit: "encounters:read-clinical",
  implements: () => NodeType as never,
  orders: { ASKED_AT: ["asked_at"] },
})
export class CodingQuestionType {
  @Id(() => ID) id!: string;
  @Column(() => String, "The question.") question!: string;
  @Column(() => String, "Who asked.") askedBy!: string;
  @Column(() => DateTimeScalar, "When.") askedAt!: Date;
  @Column(() => String, "The answer; null while the visit waits for it.", { nullable: true }) answer!: string | null;
  @Column(() => String, "Who answered.", { nullable: true }) answeredBy!: string | null;
  @Column(() => DateTimeScalar, "When.", { nullable: true }) answeredAt!: Date | null;
}

@Contributes(() => EncounterType)
export class EncounterQuestions {
  @Children(() => CodingQuestionType, "What coders asked the provider, in order.", { by: "encounter_id", order: [["asked_at", "asc"]], nullable: true }) codingQuestions!: never;
}

@Shape("CodingFinding", { description: "One thing that keeps a visit from being coded.", permit: "inherit" })
export class CodingFindingType {
  @Value(() => CodingRuleEnum, "The rule.") rule!: CodingRule;
  @Value(() => String, "What is wrong, without the code itself.") message!: string;
  @Value(() => [String], 'Where, from the visit: ["charges", "0", "diagnosisPointers", "1"].') path!: string[];
}

@Shape("CodingRefused", { description: "Everything that keeps a visit from being coded, at once.", permit: "public", implements: () => UserErrorType as never })
export class CodingRefusedType {
  @Value(() => [CodingFindingType], "The findings: what is missing first, then codes, each in the order of the visit.") findings!: CodingFindingType[];
}
showRefusalAs("CODES_NOT_IN_FORCE", "CodingRefused");
showRefusalAs("CODING_NOT_COMPLETE", "CodingRefused");
