import { Refusal } from "../vocabulary";
import { InstantColumn, PracticeRow, PracticeTable, TextColumn, UuidColumn } from "../platform/database/columns";
import type { Work } from "../platform/work/work";
import { invalid } from "../platform/work/guards";

/** What another system calls one of our objects: its EHR's patient or visit number. One value of a system names one object. */
@PracticeTable("external_reference")
export class ExternalReference extends PracticeRow {
  @TextColumn() objectType!: string;
  @UuidColumn() objectId!: string;
  @TextColumn() system!: string;
  @TextColumn() value!: string;
  @InstantColumn() createdAt!: Date;
}

export type ExternalRefGiven = { system: string; value: string };

/** Adds the references that are new. Refuses ALREADY_EXISTS when a value names another object, INVALID_INPUT when one is empty. */
export async function keepExternalRefs(
  work: Work,
  { practiceId, objectType, objectId, externalRefs }: { practiceId: string; objectType: string; objectId: string; externalRefs: readonly ExternalRefGiven[] },
): Promise<void> {
  for (const [index, given] of externalRefs.entries()) {
    const [system, value] = [given.system.trim(), given.value.trim()];
    if (!system || system.length > 100) throw invalid(["externalRefs", String(index), "system"], "system has 1 to 100 characters.");
    if (!value || value.length > 200) throw invalid(["externalRefs", String(index), "value"], "value has 1 to 200 characters.");
    const known = await work.em.findOne(ExternalReference, { practiceId, objectType, system, value });
    if (known && known.objectId !== objectId) {
      throw new Refusal("ALREADY_EXISTS", `Another ${objectType} of the practice has this reference.`, {}, ["externalRefs", String(index), "value"]);
    }
    if (!known) work.em.persist(Object.assign(new ExternalReference(), { practiceId, objectType, objectId, system, value, createdAt: work.now }));
  }
}
