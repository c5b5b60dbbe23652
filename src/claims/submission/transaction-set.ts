/** One transaction set of a file that we wrote, as it stands there: its delimiters are the usual ones. */
export function transactionSetOf(content: string, controlNumber: string): string | null {
  const start = content.indexOf(`~ST*837*${controlNumber}*`);
  const end = start < 0 ? -1 : content.indexOf(`*${controlNumber}~`, content.indexOf("~SE*", start));
  return end < 0 ? null : content.slice(start + 1, end + controlNumber.length + 2);
}
