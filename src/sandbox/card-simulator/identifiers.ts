import { randomBytes } from "node:crypto";

const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** `newId("pi")` is `pi_` and 24 letters and digits: opaque, as Stripe's are. */
export function newId(prefix: string, length = 24): string {
  return `${prefix}_${randomLetters(length)}`;
}

export function randomLetters(length: number): string {
  let letters = "";
  while (letters.length < length) {
    for (const byte of randomBytes(length)) {
      // 248 is the largest multiple of 62 in a byte; above it the first letters would come more often.
      if (byte < 248 && letters.length < length) letters += LETTERS[byte % 62];
    }
  }
  return letters;
}
