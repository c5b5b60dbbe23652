import path from "node:path";
import SftpClient from "ssh2-sftp-client";
import type { Clearinghouse } from "./clearinghouse";
import { plainName, UNFINISHED } from "./directory";

export type SftpSettings = {
  readonly host: string;
  readonly port: number;
  readonly username: string;
  readonly password?: string;
  readonly privateKey?: string;
  /** SHA-256 of the server's key, as `ssh-keygen -l` prints it without its prefix: a server that shows another is not ours. */
  readonly hostKeySha256: string;
  /** Where we put 837s, and where theirs wait. */
  readonly outboundDirectory: string;
  readonly inboundDirectory: string;
};

/**
 * One session per call: a clearinghouse closes idle ones, and files are few. A file is uploaded under another name and
 * renamed, because the other side takes what it sees.
 */
export function makeSftpClearinghouse(settings: SftpSettings): Clearinghouse {
  const { outboundDirectory, inboundDirectory } = settings;
  const inbound = (name: string) => path.posix.join(inboundDirectory, path.posix.basename(name));
  return {
    send: ({ name, text }) =>
      session(settings, async (client) => {
        const target = path.posix.join(outboundDirectory, plainName(name));
        await client.put(Buffer.from(text, "utf8"), `${target}.part`);
        // The protocol's own rename refuses a name that is taken, so a repeated sending clears it first.
        if (await client.exists(target)) await client.delete(target);
        await client.rename(`${target}.part`, target);
      }),
    list: () =>
      session(settings, async (client) => {
        const entries = await client.list(inboundDirectory);
        return entries
          .filter((entry) => entry.type === "-" && !UNFINISHED.test(entry.name))
          .sort((a, b) => a.modifyTime - b.modifyTime || (a.name < b.name ? -1 : 1))
          .map((entry) => entry.name);
      }),
    fetch: (name) => session(settings, async (client) => (await client.get(inbound(name))) as Buffer),
    markTaken: (name) =>
      session(settings, async (client) => {
        const taken = path.posix.join(inboundDirectory, "taken");
        if (!(await client.exists(taken))) await client.mkdir(taken);
        const target = path.posix.join(taken, path.posix.basename(name));
        if (await client.exists(target)) await client.delete(target);
        await client.rename(inbound(name), target);
      }),
  };
}

const CONNECT_MS = 20_000;

async function session<T>(settings: SftpSettings, use: (client: SftpClient) => Promise<T>): Promise<T> {
  const { host, port, username, password, privateKey, hostKeySha256 } = settings;
  const wanted = hostKeySha256.replace(/^SHA256:/, "").replace(/=+$/, "");
  const client = new SftpClient();
  try {
    await client.connect({
      host,
      port,
      username,
      ...(password !== undefined ? { password } : {}),
      ...(privateKey !== undefined ? { privateKey } : {}),
      readyTimeout: CONNECT_MS,
      hostHash: "sha256",
      hostVerifier: (hash: string) => Buffer.from(hash, "hex").toString("base64").replace(/=+$/, "") === wanted,
    });
    return await use(client);
  } finally {
    await client.end().catch(() => {});
  }
}
