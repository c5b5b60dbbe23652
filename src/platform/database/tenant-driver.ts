import { PostgreSqlConnection, PostgreSqlDriver } from "@mikro-orm/postgresql";
import { SETTINGS } from "./tenant";

export class MissingTenantError extends Error {
  override name = "MissingTenantError";
  constructor() {
    super("No tenant: every statement of the API goes through a Work, which sets one.");
  }
}

/**
 * Refuses a statement that has no tenant before it reaches the server. Row-level security would answer it with no
 * rows; a loud error is the better bug report. MikroORM opens a transaction with our settings whenever the
 * EntityManager carries a session (`em.fork({ session })`), so what arrives here without one was not made by a Work.
 */
class TenantConnection extends PostgreSqlConnection {
  override async begin(options: Parameters<PostgreSqlConnection["begin"]>[0] = {}): ReturnType<PostgreSqlConnection["begin"]> {
    const session = (options as { sessionContext?: { variables?: Record<string, unknown> } }).sessionContext;
    if (!options?.ctx && session?.variables?.[SETTINGS.practices] === undefined) throw new MissingTenantError();
    return super.begin(options);
  }

  override async execute<T>(...args: Parameters<PostgreSqlConnection["execute"]>): Promise<T> {
    const transaction = args[3];
    if (!transaction) throw new MissingTenantError();
    return (await super.execute(...args)) as T;
  }
}

export class TenantDriver extends PostgreSqlDriver {
  constructor(config: ConstructorParameters<typeof PostgreSqlDriver>[0]) {
    super(config);
    (this as unknown as { connection: PostgreSqlConnection }).connection = new TenantConnection(config);
  }
}
