import { randomFillSync } from "node:crypto";

const buffer = Buffer.alloc(16);
let lastMs = 0;
let sequence = 0;

/**
 * RFC 9562 version 7. The 12 bits of rand_a count within a millisecond, so ids of one process strictly increase
 * and rows made in one request keep their order when sorted by id. Ids are made here, not by the database:
 * MikroORM cannot batch inserts whose composite key comes back from the server (database.md 2).
 */
export function uuidv7(): string {
  randomFillSync(buffer);
  let ms = Date.now();
  if (ms <= lastMs) {
    ms = lastMs;
    if (++sequence > 0xfff) {
      sequence = 0;
      ms = ++lastMs;
    }
  } else {
    lastMs = ms;
    sequence = buffer.readUInt16BE(6) & 0x7ff;
  }
  buffer.writeUIntBE(ms, 0, 6);
  buffer.writeUInt16BE(0x7000 | sequence, 6);
  buffer[8] = (buffer[8]! & 0x3f) | 0x80;
  const hex = buffer.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const VALUES = new Map([...ALPHABET].map((character, index) => [character, BigInt(index)]));
const TYPE_ID = /^([a-z]{1,20})_([0-7][0-9a-hjkmnp-tv-z]{25})$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** TypeID specification: prefix, underscore, 26 characters of Crockford base32 over the 128 bits. */
export function toTypeId(prefix: string, uuid: string): string {
  let rest = BigInt(`0x${uuid.replaceAll("-", "")}`);
  let text = "";
  for (let i = 0; i < 26; i++) {
    text = ALPHABET[Number(rest & 31n)]! + text;
    rest >>= 5n;
  }
  return `${prefix}_${text}`;
}

/** The uuid, or null when the text is no TypeID of that prefix. */
export function fromTypeId(prefix: string, id: string): string | null {
  const match = TYPE_ID.exec(id);
  if (!match || match[1] !== prefix) return null;
  let number = 0n;
  for (const character of match[2]!) number = (number << 5n) | VALUES.get(character)!;
  const hex = number.toString(16).padStart(32, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

export function typeIdPrefix(id: string): string | null {
  return TYPE_ID.exec(id)?.[1] ?? null;
}
