import path from "node:path";
import { openBase } from "./base-directory";
import { withConnection, type ServerAddress } from "./connection";
import { textOf } from "./processes";

/**
 * The server that a running service keeps on this base, for a tool beside it (a backup); null when none answers.
 * `run.json` names the socket, and the server itself is asked where its data is, because a killed run leaves the file.
 */
export async function findRunningServer(wanted: string): Promise<(ServerAddress & { readonly dataDirectory: string }) | null> {
  const base = await openBase(path.resolve(wanted), () => {});
  try {
    const { host, port, user } = JSON.parse(textOf(path.join(base, "run.json")) ?? "{}") as Partial<ServerAddress>;
    if (!host || !port || !user) return null;
    const address = { host, port, user };
    const dataDirectory = await withConnection(address, async (client) => (await client.query<{ data_directory: string }>("show data_directory")).rows[0]!.data_directory);
    return path.dirname(dataDirectory) === base ? { ...address, dataDirectory } : null;
  } catch {
    return null; // nobody answers there
  }
}
