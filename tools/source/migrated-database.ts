import path from "node:path";
import pg from "pg";
import { startTestCluster } from "../../src/platform/database/embedded";
import { migrate, prepareDatabase, withClient, type Connection } from "../../src/platform/database/migrate";

export type Ask = <R extends object>(sql: string, values?: readonly unknown[]) => Promise<R[]>;
export type MigratedDatabase = { readonly owner: Connection; readonly ask: Ask; close(): Promise<void> };

/** An empty, migrated database on the tests' server, asked as its owner; dropped again by `close`. */
export async function openMigratedDatabase(root: string): Promise<MigratedDatabase> {
  const server = await startTestCluster({ keepIn: path.join(root, ".data/test") });
  const superuser: Connection = { host: server.host, port: server.port, user: server.user, password: "", database: server.database };
  const name = "migrated_for_check";
  const drop = () => withClient(superuser, (client) => client.query(`drop database if exists "${name}" with (force)`));
  try {
    await drop();
    await prepareDatabase(superuser, name);
    const owner = { ...superuser, user: "cb_owner", database: name };
    await migrate(owner);
    const pool = new pg.Pool({ ...owner, max: 2 });
    pool.on("error", () => {});
    return {
      owner,
      ask: async (sql, values = []) => (await pool.query(sql, [...values])).rows,
      close: async () => {
        await pool.end();
        await drop();
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
