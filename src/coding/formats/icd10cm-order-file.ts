import type { CodeFileReader, CodeFileSink } from "./code-record";

/**
 * The ICD-10-CM order file of CMS (icd10cm_order_YYYY.txt), fixed width: order number 1-5, code 7-13, 15 whether a claim
 * can carry it (1) or it is a heading (0), short description 17-76, long description from 78.
 */
export function icd10cmOrderFile({ record, problem }: CodeFileSink): CodeFileReader {
  return {
    line(text, number) {
      if (!text.trim()) return;
      const [order, code, flag] = [text.slice(0, 5), text.slice(6, 13).trimEnd(), text.slice(14, 15)];
      if (!/^\d{5}$/.test(order)) return problem(number, "Columns 1 to 5 are an order number of five digits.");
      if (!/^[A-Z][0-9][0-9A-Z]{1,5}$/.test(code)) return problem(number, "Columns 7 to 13 are an ICD-10-CM code without its point.");
      if (flag !== "0" && flag !== "1") return problem(number, "Column 15 is 0 for a heading or 1 for a code that a claim can carry.");
      const longDescription = text.slice(77).trim();
      if (!longDescription) return problem(number, "The long description begins at column 78.");
      record({ codeSet: "ICD10CM", code, billable: flag === "1", shortDescription: text.slice(16, 76).trim() || null, longDescription, effectiveFrom: null, effectiveTo: null }, number);
    },
    end() {},
  };
}
