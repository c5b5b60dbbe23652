import DataLoader from "dataloader";
import type { Actor } from "../access/actor";
import type { ReadPool, Row } from "../database/read-pool";
import type { Tenant } from "../database/tenant";
import type { Work } from "../work/work";

/** What every resolver gets: who asks, the Work for verbs, and the reads of this request. */
export type RequestContext = {
  readonly actor: Actor | null;
  readonly work: Work;
  readonly reader: Reader;
  readonly idempotencyKey: string | null;
  /** Response paths that were answered from an earlier request with the same key. */
  readonly replayed: string[];
};

/** The reads of one request: statements are counted, and what several parents ask for travels in one. */
export class Reader {
  statements = 0;
  private readonly loaders = new Map<string, DataLoader<never, unknown>>();

  constructor(
    private readonly pool: ReadPool,
    readonly actor: Actor | null,
    /** Asked for each statement, because a mutation may have widened it by what it made. */
    private readonly tenant: () => Tenant,
  ) {}

  async run(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    if (!this.actor) return [];
    this.statements++;
    return this.pool.run(this.tenant(), text, values);
  }

  /**
   * One batch for all parents of a level. The name must say everything that the statement depends on; keys are text.
   * For fields with own code: `reader.batch("balances", ids => …).load(row.id)`.
   */
  batch<K extends string, V>(name: string, load: (keys: readonly K[]) => Promise<ReadonlyMap<K, V>>): { load(key: K): Promise<V | undefined> } {
    let loader = this.loaders.get(name) as DataLoader<K, V | undefined> | undefined;
    if (!loader) {
      loader = new DataLoader<K, V | undefined>(async (keys) => {
        const found = await load(keys);
        return keys.map((key) => found.get(key));
      });
      this.loaders.set(name, loader as never);
    }
    return loader;
  }

  /** After a mutation field, what was read before may have changed. */
  forget(): void {
    this.loaders.clear();
  }
}
