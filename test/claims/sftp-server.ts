import { createHash } from "node:crypto";
import { closeSync, mkdirSync, openSync, readdirSync, readSync, renameSync, rmSync, statSync, writeSync } from "node:fs";
import type { AddressInfo } from "node:net";
import path from "node:path";
import ssh2 from "ssh2";

export type SftpServer = { readonly port: number; readonly hostKeySha256: string; open(): number; stop(): Promise<void> };

/** A real SSH server with the SFTP subsystem over a folder: what a clearinghouse runs, without its guards. */
export async function startSftpServer({ root, hostKey, username, password }: { root: string; hostKey: string; username: string; password: string }): Promise<SftpServer> {
  for (const folder of ["outbound", "inbound"]) mkdirSync(path.join(root, folder), { recursive: true });
  let sessions = 0;
  const parsed = ssh2.utils.parseKey(hostKey);
  if (parsed instanceof Error) throw parsed;
  const key = Array.isArray(parsed) ? parsed[0]! : parsed;
  const server = new ssh2.Server({ hostKeys: [hostKey] }, (client) => {
    sessions++;
    client.on("close", () => sessions--);
    client.on("error", () => {});
    client.on("authentication", (context) => (context.method === "password" && context.username === username && context.password === password ? context.accept() : context.reject(["password"])));
    client.on("ready", () => client.on("session", (accept) => accept().on("sftp", (acceptSftp) => serve(acceptSftp(), root))));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    hostKeySha256: createHash("sha256").update(key.getPublicSSH()).digest("base64"),
    open: () => sessions,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

const { STATUS_CODE, OPEN_MODE } = ssh2.utils.sftp;

function serve(sftp: ssh2.SFTPWrapper, root: string): void {
  const real = (given: string) => path.join(root, path.posix.normalize(`/${given}`));
  const handles = new Map<number, { fd: number } | { entries: ssh2.FileEntry[] }>();
  let next = 0;
  const keep = (handle: { fd: number } | { entries: ssh2.FileEntry[] }) => {
    handles.set(++next, handle);
    const buffer = Buffer.alloc(4);
    buffer.writeUInt32BE(next);
    return buffer;
  };
  const attributesOf = (file: string) => {
    const { mode, size, mtimeMs, atimeMs, uid, gid } = statSync(file);
    return { mode, size, uid, gid, mtime: Math.floor(mtimeMs / 1000), atime: Math.floor(atimeMs / 1000) } as ssh2.Attributes;
  };
  const attempt = (id: number, act: () => void) => {
    try {
      act();
    } catch (error) {
      sftp.status(id, (error as { code?: string }).code === "ENOENT" ? STATUS_CODE.NO_SUCH_FILE : STATUS_CODE.FAILURE);
    }
  };
  sftp.on("OPEN", (id, name, flags) => attempt(id, () => sftp.handle(id, keep({ fd: openSync(real(name), flags & OPEN_MODE.WRITE ? "w" : "r") }))));
  sftp.on("READ", (id, handle, offset, length) =>
    attempt(id, () => {
      const buffer = Buffer.alloc(length);
      const read = readSync((handles.get(handle.readUInt32BE()) as { fd: number }).fd, buffer, 0, length, offset);
      if (read) sftp.data(id, buffer.subarray(0, read));
      else sftp.status(id, STATUS_CODE.EOF);
    }),
  );
  sftp.on("WRITE", (id, handle, offset, data) =>
    attempt(id, () => (writeSync((handles.get(handle.readUInt32BE()) as { fd: number }).fd, data, 0, data.length, offset), sftp.status(id, STATUS_CODE.OK))),
  );
  sftp.on("CLOSE", (id, handle) =>
    attempt(id, () => {
      const found = handles.get(handle.readUInt32BE());
      if (found && "fd" in found) closeSync(found.fd);
      handles.delete(handle.readUInt32BE());
      sftp.status(id, STATUS_CODE.OK);
    }),
  );
  sftp.on("FSTAT", (id) => sftp.status(id, STATUS_CODE.OP_UNSUPPORTED));
  const stat = (id: number, name: string) => attempt(id, () => sftp.attrs(id, attributesOf(real(name))));
  sftp.on("STAT", stat);
  sftp.on("LSTAT", stat);
  sftp.on("REALPATH", (id, name) => sftp.name(id, [{ filename: path.posix.normalize(`/${name}`), longname: name, attrs: {} as never }]));
  sftp.on("OPENDIR", (id, name) =>
    attempt(id, () => {
      const entries = readdirSync(real(name)).map((filename) => {
        const attrs = attributesOf(path.join(real(name), filename));
        return { filename, longname: `${statSync(path.join(real(name), filename)).isDirectory() ? "d" : "-"}rw-r--r-- 1 0 0 ${attrs.size} Nov 23 2026 ${filename}`, attrs };
      });
      sftp.handle(id, keep({ entries }));
    }),
  );
  sftp.on("READDIR", (id, handle) =>
    attempt(id, () => {
      const directory = handles.get(handle.readUInt32BE()) as { entries: ssh2.FileEntry[] };
      const entries = directory.entries.splice(0);
      if (entries.length) sftp.name(id, entries);
      else sftp.status(id, STATUS_CODE.EOF);
    }),
  );
  sftp.on("MKDIR", (id, name) => attempt(id, () => (mkdirSync(real(name)), sftp.status(id, STATUS_CODE.OK))));
  sftp.on("REMOVE", (id, name) => attempt(id, () => (rmSync(real(name)), sftp.status(id, STATUS_CODE.OK))));
  sftp.on("RENAME", (id, from, to) =>
    attempt(id, () => {
      // As version 3 of the protocol says: never over a file that is there.
      if (statSync(real(to), { throwIfNoEntry: false })) return void sftp.status(id, STATUS_CODE.FAILURE);
      renameSync(real(from), real(to));
      sftp.status(id, STATUS_CODE.OK);
    }),
  );
}
