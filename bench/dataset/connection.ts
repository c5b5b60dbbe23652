import pg from "pg";

export type Connection = { host: string; port: number; user: string; password: string; database: string };

/** PostgreSQL listens on a unix socket alone; `host` is its directory. */
export const connectionOf = (host: string, database: string, user = "postgres"): Connection => ({ host, port: 5432, user, password: "", database });

export async function withClient<T>(connection: Connection, act: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(connection);
  client.on("error", () => {});
  await client.connect();
  try {
    return await act(client);
  } finally {
    await client.end();
  }
}
