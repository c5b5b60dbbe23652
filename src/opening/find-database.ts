import type { Config } from "../platform/config/config";
import { startEmbeddedServer, type EmbeddedServer } from "../platform/database/embedded";
import { API_ROLE, prepareDatabase, withClient, type Connection } from "../platform/database/migrate";
import { prepareOutsideDatabase } from "./outside-database";

export const EMBEDDED_DATABASE = "carebill";

export type FoundDatabase = {
  readonly owner: Connection;
  readonly api: Connection;
  /** For people: where the data lies. */
  readonly place: string;
  /** Set when it is the bundled PostgreSQL, which nobody else uses. */
  readonly embedded: EmbeddedServer | null;
  /** Empties it. Only the bundled one: an outside database is not ours to drop. */
  readonly recreate: (() => Promise<void>) | null;
  stop(): Promise<void>;
};

/** The database that the settings name: running, with both roles, ready for migrations. */
export async function findDatabase(config: Config, say: (line: string) => void): Promise<FoundDatabase> {
  if (config.databaseUrl) {
    const { owner, api } = await prepareOutsideDatabase(config);
    return { owner, api, place: `${owner.database} on ${owner.host}:${owner.port}`, embedded: null, recreate: null, stop: async () => {} };
  }
  const embedded = await startEmbeddedServer({ base: config.databaseBase, mode: "service", log: say });
  const { host, port } = embedded;
  const superuser: Connection = { host, port, user: embedded.user, password: "", database: "postgres" };
  const prepare = () => prepareDatabase(superuser, EMBEDDED_DATABASE);
  try {
    await prepare();
  } catch (error) {
    await embedded.stop();
    throw error;
  }
  return {
    owner: { ...superuser, user: "cb_owner", database: EMBEDDED_DATABASE },
    api: { ...superuser, user: API_ROLE, database: EMBEDDED_DATABASE },
    place: embedded.dataDirectory,
    embedded,
    recreate: async () => {
      await withClient(superuser, (client) => client.query(`drop database if exists "${EMBEDDED_DATABASE}" with (force)`));
      await prepare();
    },
    stop: () => embedded.stop(),
  };
}
