import { createHash, generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { makeDirectoryClearinghouse, makeSftpClearinghouse, type Clearinghouse, type SftpSettings } from "../../src/claims";
import { kindOf, receiverOf } from "../../src/claims/clearinghouse/sniff";
import { a277, a999, ta1 } from "./acknowledgement-files";
import { startSftpServer, type SftpServer } from "./sftp-server";

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), "carebill-clearinghouse-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** What every adapter must do, whatever is behind it. */
async function exchange(clearinghouse: Clearinghouse, outbound: string, inbound: string): Promise<void> {
  await clearinghouse.send({ name: "FRONTRANGE-000000001.837", text: "ISA*one~" });
  await clearinghouse.send({ name: "FRONTRANGE-000000001.837", text: "ISA*one~again" });
  expect(readdirSync(outbound)).toEqual(["FRONTRANGE-000000001.837"]);
  expect(readFileSync(path.join(outbound, "FRONTRANGE-000000001.837"), "utf8")).toBe("ISA*one~again");

  const bytes = Buffer.from([0, 1, 2, 255, 65, 66]);
  writeFileSync(path.join(inbound, "b.999"), bytes);
  writeFileSync(path.join(inbound, "c.277"), "later");
  writeFileSync(path.join(inbound, "unfinished.835.part"), "half");
  writeFileSync(path.join(inbound, ".hidden"), "x");
  expect((await clearinghouse.list()).slice().sort()).toEqual(["b.999", "c.277"]);
  expect(Buffer.compare(await clearinghouse.fetch("b.999"), bytes)).toBe(0);
  await clearinghouse.markTaken("b.999");
  expect(await clearinghouse.list()).toEqual(["c.277"]);
  expect(readFileSync(path.join(inbound, "taken", "b.999"))).toEqual(bytes);
  writeFileSync(path.join(inbound, "b.999"), "the same name again");
  await clearinghouse.markTaken("b.999");
  expect(readFileSync(path.join(inbound, "taken", "b.999"), "utf8")).toBe("the same name again");
  await expect(clearinghouse.send({ name: "../escape.837", text: "x" })).rejects.toThrow("plain name");
}

describe("a directory", () => {
  test("files out, whole and once; files in, oldest first, and put aside", async () => {
    const clearinghouse = makeDirectoryClearinghouse(root);
    expect(await clearinghouse.list()).toEqual([]);
    await exchange(clearinghouse, path.join(root, "outbound"), path.join(root, "inbound"));
    expect(statSync(path.join(root, "outbound", "FRONTRANGE-000000001.837")).mode & 0o077).toBe(0);
  });
});

describe("an SFTP server", () => {
  const hostKey = generateKeyPairSync("rsa", { modulusLength: 2048, privateKeyEncoding: { type: "pkcs1", format: "pem" }, publicKeyEncoding: { type: "spki", format: "pem" } }).privateKey;
  let server: SftpServer;
  let settings: SftpSettings;
  beforeEach(async () => {
    server = await startSftpServer({ root, hostKey, username: "frontrange", password: "a long secret" });
    settings = {
      host: "127.0.0.1",
      port: server.port,
      username: "frontrange",
      password: "a long secret",
      hostKeySha256: server.hostKeySha256,
      outboundDirectory: "/outbound",
      inboundDirectory: "/inbound",
    };
  });
  afterEach(() => server.stop());

  test("files out, whole and once; files in, oldest first, and put aside; no session is left open", async () => {
    await exchange(makeSftpClearinghouse(settings), path.join(root, "outbound"), path.join(root, "inbound"));
    // The server hears of a farewell a moment after it was said.
    for (let turn = 0; turn < 100 && server.open() > 0; turn++) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(server.open()).toBe(0);
  });

  test("a wrong password, a line that is down and a server that is another are errors, and nothing is sent", async () => {
    const send = (change: Partial<SftpSettings>) => makeSftpClearinghouse({ ...settings, ...change }).send({ name: "a.837", text: "x" });
    await expect(send({ password: "wrong" })).rejects.toThrow();
    await expect(send({ port: 1 })).rejects.toMatchObject({ code: "ECONNREFUSED" });
    await expect(send({ hostKeySha256: createHash("sha256").update("another").digest("base64") })).rejects.toThrow();
    expect(readdirSync(path.join(root, "outbound"))).toEqual([]);
  });
});

test("a file is known by its first transaction set, without being read", () => {
  expect(kindOf(a999(1, [{ transaction: "0001", accepted: true }]).toString())).toBe("A_999");
  expect(kindOf(`\n  ${a277("PR", [{ controlNumber: "P1", category: "A2" }]).toString()}`)).toBe("A_277CA");
  expect(kindOf(ta1(1, "A", "000").toString())).toBe("A_TA1");
  expect(kindOf(a999(1, []).toString().replace("~GS*", "~TA1*000000001*261123*1200*A*000~GS*"))).toBe("A_999");
  expect(kindOf(readFileSync(path.join(__dirname, "../edi/fixtures/835/synthetic__15_other_delimiters.edi"), "utf8"))).toBe("A_835");
  expect(kindOf(readFileSync(path.join(__dirname, "golden/01-self-subscriber.837"), "utf8"))).toBe("UNKNOWN");
  for (const text of ["", "ISA", "hello", "ISA*".padEnd(200, "x"), "\0\0\0"]) expect(kindOf(text)).toBe("UNKNOWN");
  expect(receiverOf(a999(1, [], "HARBOR").toString())).toBe("HARBOR");
  expect(receiverOf("no interchange")).toBeNull();
});
