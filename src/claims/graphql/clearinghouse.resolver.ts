import { Arg, Ctx, Query, Resolver } from "type-graphql";
import type { GraphQLObjectType, GraphQLResolveInfo } from "graphql";
import { getNamedType } from "graphql";
import { FieldResolver, Info, Root } from "type-graphql";
import { EncounterType } from "../../encounters";
import type { Row } from "../../platform/database/read-pool";
import { Act } from "../../platform/graphql/acts";
import type { RequestContext } from "../../platform/graphql/context";
import { FindMany, FindOne, Needs, Permit } from "../../platform/graphql/reads";
import { selectList } from "../../platform/graphql/reads/selection";
import { setClearinghouseAccount } from "../clearinghouse/account";
import { retryInboundFile } from "../clearinghouse/route-file";
import { takeFile } from "../clearinghouse/take-file";
import { transactionSetOf } from "../submission/transaction-set";
import * as inputs from "./claims.inputs";
import { ClaimSubmissionType, ClaimType } from "./claims.types";
import { ClearinghouseAccountType, InboundFileType, OutboundFileType } from "./clearinghouse.types";

@Resolver()
export class ClearinghouseResolver {
  @FindOne(() => InboundFileType, "One file from the clearinghouse by id.", { permit: "clearinghouse:read" }) inboundFile!: never;
  @FindMany(() => InboundFileType, "Files from the clearinghouse, or handed in.", { permit: "clearinghouse:read" }) inboundFiles!: never;
  @FindMany(() => OutboundFileType, "Files of claims, with their sending.", { permit: "clearinghouse:read" }) outboundFiles!: never;

  @Query(() => ClearinghouseAccountType, { nullable: true, description: "The billing service's account with its clearinghouse; null before it is set up." })
  @Permit("clearinghouse:read")
  async clearinghouseAccount(@Ctx() { reader }: RequestContext, @Info() info: GraphQLResolveInfo) {
    const [row] = await reader.run(`select ${selectList(getNamedType(info.returnType) as GraphQLObjectType, info.fieldNodes, info, "t")} from clearinghouse_account t limit 1`);
    return row ?? null;
  }

  @Act(() => inputs.InboundFilePayload, "Hands in a file by the same door as the clearinghouse's. The same bytes again change nothing. Refusals: INVALID_INPUT.", {
    permit: "clearinghouse:submit",
    idempotency: "required",
  })
  async inboundFileSubmit(@Arg("input", () => inputs.InboundFileSubmitInput) { name, content }: inputs.InboundFileSubmitInput, @Ctx() { work }: RequestContext) {
    return { inboundFile: (await takeFile(work, { name: name.trim() || "unnamed", bytes: Buffer.from(content, "utf8"), source: "API" })).file };
  }
  @Act(() => inputs.InboundFilePayload, "Has a waiting file tried again. Refusals: NOT_FOUND, FILE_NOT_WAITING.", { permit: "clearinghouse:submit" })
  async inboundFileRetry(@Arg("input", () => inputs.InboundFileRetryInput) input: inputs.InboundFileRetryInput, @Ctx() { work }: RequestContext) {
    return { inboundFile: await retryInboundFile(work, input) };
  }
  @Act(() => inputs.ClearinghouseAccountPayload, "Sets how files are addressed. Refusals: INVALID_INPUT, STALE_VERSION, ALREADY_EXISTS.", { permit: "clearinghouse:manage" })
  async clearinghouseAccountSet(@Arg("input", () => inputs.ClearinghouseAccountSetInput) input: inputs.ClearinghouseAccountSetInput, @Ctx() { work }: RequestContext) {
    return { clearinghouseAccount: await setClearinghouseAccount(work, input) };
  }
}

@Resolver(() => ClaimSubmissionType)
export class ClaimSubmissionTextResolver {
  @FieldResolver(() => String, { nullable: true, description: "What was sent of this claim: its transaction set (ST to SE) of the file, without the other claims that travelled in it." })
  @Permit("claims:read-x12")
  @Needs("outbound_file_id", "transaction_control_number")
  async x12(@Root() row: Row, @Ctx() { reader }: RequestContext) {
    const files = reader.batch<string, string>("outbound-file-content", async (ids) => {
      const rows = await reader.run(`select id, content from outbound_file where id = any ($1)`, [ids]);
      return new Map(rows.map((file) => [file.id as string, file.content as string]));
    });
    const content = await files.load(row.outbound_file_id as string);
    return content === undefined ? null : transactionSetOf(content, row.transaction_control_number as string);
  }
}

@Resolver(() => EncounterType)
export class EncounterClaimsResolver {
  @FieldResolver(() => [ClaimType], { nullable: true, description: "The claims that were made of this visit, those that were taken back included, by their number." })
  @Needs("id")
  async claims(@Root() row: Row, @Ctx() { reader }: RequestContext, @Info() info: GraphQLResolveInfo) {
    const columns = selectList(getNamedType(info.returnType) as GraphQLObjectType, info.fieldNodes, info, "t");
    const claims = reader.batch<string, Row[]>(`encounter-claims:${columns}`, async (ids) => {
      const rows = await reader.run(
        `select ${columns}, ce.encounter_id as "by" from claim_encounter ce join claim t on t.practice_id = ce.practice_id and t.id = ce.claim_id
         where ce.encounter_id = any ($1) order by t.claim_number`,
        [ids],
      );
      const groups = new Map<string, Row[]>();
      for (const claim of rows) groups.set(claim.by as string, [...(groups.get(claim.by as string) ?? []), claim]);
      return groups;
    });
    return (await claims.load(row.id as string)) ?? [];
  }
}
