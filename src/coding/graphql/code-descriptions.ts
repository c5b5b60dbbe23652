import { Ctx, FieldResolver, Root } from "type-graphql";
import { ChargeType, DiagnosisType } from "../../encounters";
import type { Row } from "../../platform/database/read-pool";
import type { RequestContext } from "../../platform/graphql/context";
import { Contributes, Needs, Permit } from "../../platform/graphql/reads";

/** The description of a code in the release that is in force on a day, as SQL. */
const descriptionOf = (codeSet: string, code: string, on: string) => `(
  select coalesce(c.long_description, c.short_description) from code_set_code c
  where c.code = ${code} and c.load_id = (
    select l.id from code_set_load l where l.code_set = ${codeSet} and l.status = 'LOADED' and l.effective_from <= ${on} order by l.effective_from desc limit 1))`;

const byId = (rows: readonly Row[]) => new Map(rows.map((row) => [row.id as string, row.description as string | null]));

@Contributes(() => DiagnosisType)
export class DiagnosisDescription {
  @FieldResolver(() => String, { nullable: true, description: "What the code says, in the release in force on the day of service; null when none is loaded." })
  @Permit("encounters:read-clinical")
  @Needs("id")
  async description(@Root() diagnosis: Row, @Ctx() { reader }: RequestContext): Promise<string | null> {
    const descriptions = reader.batch<string, string | null>("diagnosis-description", async (ids) =>
      byId(
        await reader.run(
          `select d.id, ${descriptionOf("'ICD10CM'", "d.code", "e.served_from")} as description from diagnosis d join encounter e on e.practice_id = d.practice_id and e.id = d.encounter_id where d.id = any ($1)`,
          [ids],
        ),
      ),
    );
    return (await descriptions.load(diagnosis.id as string)) ?? null;
  }
}

@Contributes(() => ChargeType)
export class ProcedureDescription {
  @FieldResolver(() => String, { nullable: true, description: "What the procedure code says, in the release in force on the day of service; null when none is loaded (CPT, without a licence)." })
  @Permit("encounters:read-clinical")
  @Needs("id")
  async procedureDescription(@Root() charge: Row, @Ctx() { reader }: RequestContext): Promise<string | null> {
    const descriptions = reader.batch<string, string | null>("procedure-description", async (ids) =>
      byId(
        await reader.run(
          `select g.id, ${descriptionOf("case when g.procedure_code ~ '^[A-Z]' then 'HCPCS' else 'CPT' end", "g.procedure_code", "g.served_on")} as description from charge g where g.id = any ($1)`,
          [ids],
        ),
      ),
    );
    return (await descriptions.load(charge.id as string)) ?? null;
  }
}
