/**
 * A National Provider Identifier is ten digits whose last one is a Luhn check over the prefix 80840
 * (45 CFR 162.406; ISO/IEC 7812). It starts with 1 or 2.
 */
export function isNpi(text: string): boolean {
  return /^[12]\d{9}$/.test(text) && luhnSum(`80840${text}`) % 10 === 0;
}

/** The tenth digit for nine: for seeds and tests that need a number nobody owns. */
export function npiCheckDigit(nineDigits: string): string {
  return String((10 - (luhnSum(`80840${nineDigits}0`) % 10)) % 10);
}

function luhnSum(digits: string): number {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum;
}
