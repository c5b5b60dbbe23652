import { ReflectMetadataProvider } from "@mikro-orm/decorators/legacy";
import { defineConfig, MikroORM } from "@mikro-orm/postgresql";
import pg from "pg";
import type { Connection } from "./migrate";
import { ReadPool } from "./read-pool";
import { TenantDriver } from "./tenant-driver";

export type Database = {
  /** Entities, for verbs; under the API's role. */
  readonly orm: MikroORM;
  /** Rows, for reads; under the API's role. */
  readonly readPool: ReadPool;
  /** The owner, for the queue, the clock and health: never for a request. */
  readonly ownerPool: pg.Pool;
  close(): Promise<void>;
};

export type PoolSizes = { readonly verbs: number; readonly reads: number; readonly owner: number };
export const SERVICE_POOLS: PoolSizes = { verbs: 12, reads: 16, owner: 10 };

export async function openDatabase(owner: Connection, api: Connection, entities: readonly unknown[], pools: PoolSizes): Promise<Database> {
  const orm = await MikroORM.init(
    defineConfig({
      host: api.host,
      port: api.port,
      user: api.user,
      password: api.password,
      dbName: api.database,
      driver: TenantDriver,
      metadataProvider: ReflectMetadataProvider,
      metadataCache: { enabled: false },
      entities: [...entities] as never,
      ensureDatabase: false,
      allowGlobalContext: false,
      pool: { min: 0, max: pools.verbs },
      forceUtcTimezone: true,
      ...(api.ssl ? { driverOptions: { ssl: api.ssl } } : {}),
    } as never),
  );
  const readPool = new ReadPool({ ...api, max: pools.reads, options: "-c timezone=UTC", statement_timeout: 15_000 });
  const ownerPool = new pg.Pool({ ...owner, max: pools.owner });
  ownerPool.on("error", () => {});
  ownerPool.on("connect", (client) => client.on("error", () => {}));
  return {
    orm: orm as MikroORM,
    readPool,
    ownerPool,
    close: async () => {
      await Promise.all([orm.close(true), readPool.close(), ownerPool.end()]);
    },
  };
}
