import { claimsOf, checkRemittanceBalance, streamRemittances } from "../../src/edi";
import { fixture } from "./cast";

/** EDI_LARGE_MB=20 makes it a big file; a small one is read in every build. */
const SIZE = Number(process.env.EDI_LARGE_MB ?? 2) * 1_000_000;

const text = fixture("835/synthetic__01_paid_ambulance.edi").replace(/\s*\n/g, "");
const cut = (from: string, to: string) => text.slice(text.indexOf(from), text.indexOf(to));
const [head, body, claim] = [cut("ISA*", "ST*"), cut("BPR*", "CLP*"), cut("CLP*", "SE*")];

/** Transaction sets of `claims` claims each, until there is enough; made while they are read. */
async function* remittances(claims: number): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(head);
  let sets = 0;
  for (let size = 0; size < SIZE; sets++) {
    const number = String(sets + 1).padStart(4, "0");
    const amount = ((61240 * claims) / 100).toFixed(2);
    const set = `ST*835*${number}~${body.replace("*612.4*", `*${amount}*`)}${claim.repeat(claims)}SE*${13 + claims * 14 + 1}*${number}~`;
    size += set.length;
    for (let at = 0; at < set.length; at += 65_536) yield encoder.encode(set.slice(at, at + 65_536));
  }
  yield encoder.encode(`GE*${sets}*1~IEA*1*000000001~`);
}

test.each([
  ["many remittances of ten claims", 10],
  ["remittances of 5,000 claims", 5000],
])("a large file is read as it comes: %s", async (_, claims) => {
  const start = performance.now();
  let [sets, read, peak] = [0, 0, 0];
  for await (const { content, problems } of streamRemittances(remittances(claims))) {
    expect(problems).toEqual([]);
    expect(checkRemittanceBalance(content)).toEqual([]);
    sets++;
    read += claimsOf(content).length;
    peak = Math.max(peak, process.memoryUsage().heapUsed);
  }
  expect(read).toBe(sets * claims);
  if (process.env.EDI_LARGE_MB) console.log(`${SIZE / 1e6} MB, ${sets} sets, ${read} claims: ${Math.round(performance.now() - start)} ms, heap at most ${Math.round(peak / 1e6)} MB`);
});
