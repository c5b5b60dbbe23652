/**
 * X12's basic set has capitals, digits and a few marks; the extended set adds small letters and more marks. Both are
 * plain ASCII, so names are folded: "Zoë Müller-O’Brien" becomes "Zoe Muller-O'Brien".
 */
export type CharacterSet = "basic" | "extended";

export interface TextRules {
  readonly characterSet: CharacterSet;
  readonly upperCase: boolean;
  /** Characters that the envelope uses as delimiters. */
  readonly delimiters: string;
}

/** Letters that Unicode does not take apart into a plain letter and a mark, and typographic marks. */
const FOLDED: Readonly<Record<string, string>> = {
  ß: "ss",
  ẞ: "SS",
  æ: "ae",
  Æ: "AE",
  œ: "oe",
  Œ: "OE",
  ø: "o",
  Ø: "O",
  đ: "d",
  Đ: "D",
  ð: "d",
  Ð: "D",
  þ: "th",
  Þ: "Th",
  ł: "l",
  Ł: "L",
  ı: "i",
  ŋ: "n",
  Ŋ: "N",
  ħ: "h",
  Ħ: "H",
  ʻ: "'",
  ʼ: "'",
  "‘": "'",
  "’": "'",
  "‚": ",",
  "‛": "'",
  "“": '"',
  "”": '"',
  "„": '"',
  "′": "'",
  "″": '"',
  "´": "'",
  "‐": "-",
  "‑": "-",
  "‒": "-",
  "–": "-",
  "—": "-",
  "―": "-",
  "−": "-",
  "…": "...",
  "•": "-",
  "×": "x",
  "©": "(c)",
  "®": "(r)",
};

/** The usual delimiters never travel as data, whichever the envelope uses: receivers re-write files with them. */
const USUAL = "*:~^";
const NOT_BASIC = /[^A-Z0-9 !"&'()*+,\-./:;?=]/g;
const NOT_EXTENDED = /[^A-Za-z0-9 !"&'()*+,\-./:;?=%@[\]_{}\\|<>~^`#$]/g;
const PLAIN = /^[A-Za-z0-9 \-.,/&']*$/;

/** A value as it may stand in a file: folded, without delimiters and control characters, without outer blanks. */
export function cleanText(text: string, rules: TextRules): string {
  let clean = text;
  if (!PLAIN.test(clean)) {
    clean = clean.replace(/[^\x20-\x7E]/g, (character) => FOLDED[character] ?? character);
    clean = clean.normalize("NFKD").replace(/\p{M}+/gu, "");
  }
  if (rules.upperCase || rules.characterSet === "basic") clean = clean.toUpperCase();
  if (!PLAIN.test(clean)) {
    clean = clean.replace(rules.characterSet === "basic" ? NOT_BASIC : NOT_EXTENDED, " ");
  }
  for (const delimiter of USUAL + rules.delimiters) clean = clean.replaceAll(delimiter, " ");
  return clean.trim();
}
