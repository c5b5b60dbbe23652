import { Client } from "pg";

/** Enough to connect; an `EmbeddedServer` is one. `host` is the socket's directory. */
export type ServerAddress = { readonly host: string; readonly port: number; readonly user: string };

/** One administrative connection, for as long as the work on it lasts. */
export async function withConnection<Result>(server: ServerAddress, work: (client: Client) => Promise<Result>, database = "postgres"): Promise<Result> {
  const client = new Client({
    host: server.host,
    port: server.port,
    user: server.user,
    password: "", // else `pg` looks for ~/.pgpass
    ssl: false,
    database,
  });
  client.on("error", () => {}); // the statement under way rejects; an unhandled event would end the process
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
