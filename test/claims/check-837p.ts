/**
 * The rules of billing-rules 2 once more, read off the segments of a file by somebody who knows neither the scrubber
 * nor the writer: a list of what is wrong with the text.
 */
type Segment = readonly string[];

export function check837p(text: string): string[] {
  const problems: string[] = [];
  const wrong = (ok: boolean, what: string) => void (ok || problems.push(what));
  const segments: Segment[] = text
    .replaceAll("\n", "")
    .split("~")
    .slice(0, -1)
    .map((segment) => segment.split("*"));
  const id = (segment: Segment | undefined) => segment?.[0];
  const all = (name: string, first?: string) => segments.filter((segment) => segment[0] === name && (first === undefined || segment[1] === first));
  const only = (name: string, first?: string) => all(name, first)[0];

  // Envelope.
  const isa = text.slice(0, 106);
  wrong(/^ISA\*/.test(isa) && isa.endsWith("~") && isa.length === 106, "ISA has 106 characters");
  const [interchange, trailer] = [only("ISA")!, only("IEA")!];
  wrong(interchange[13] === trailer[2] && /^\d{9}$/.test(interchange[13]!), "ISA13 is IEA02");
  wrong(interchange[15] === "T", "ISA15 is T in the sandbox");
  wrong(only("GS")![6] === only("GE")![2], "GS06 is GE02");
  wrong(only("GE")![1] === String(all("ST").length), "GE01 counts the transaction sets");
  wrong(only("GS")![8] === "005010X222A1" && only("ST")![3] === "005010X222A1", "the guide's version");
  const [start, end] = [segments.findIndex((segment) => id(segment) === "ST"), segments.findIndex((segment) => id(segment) === "SE")];
  wrong(segments[end]![1] === String(end - start + 1), "SE01 counts its segments");
  wrong(segments[end]![2] === segments[start]![2], "SE02 is ST02");

  // Characters: nothing but plain ASCII capitals, digits and marks; no empty trailing element.
  wrong(/^[\x20-\x7E\n]*$/.test(text), "plain ASCII");
  wrong(!/[a-z]/.test(text), "capitals");
  for (const segment of segments) {
    if (id(segment) !== "ISA") wrong(segment.at(-1) !== "", `${segment.join("*")} ends with an empty element`);
    for (const element of segment.slice(1)) wrong(element === element.trim() || id(segment) === "ISA", `${id(segment)} has outer blanks`);
  }

  // Loops by their NM1, within the claim they belong to.
  const nm1 = (code: string) => segments.map((segment, index) => ({ segment, index })).filter(({ segment }) => id(segment) === "NM1" && segment[1] === code);
  const after = (index: number, name: string) => {
    for (let at = index + 1; at < segments.length; at++) {
      if (["NM1", "HL", "CLM", "LX", "SBR", "SE"].includes(id(segments[at])!)) return undefined;
      if (id(segments[at]) === name) return segments[at];
    }
    return undefined;
  };
  const npiOk = (npi: string) => {
    const digits = [...`80840${npi}`].reverse().map(Number);
    return npi.length === 10 && digits.reduce((sum, digit, place) => sum + (place % 2 ? (digit * 2 > 9 ? digit * 2 - 9 : digit * 2) : digit), 0) % 10 === 0;
  };
  for (const segment of segments) if (id(segment) === "NM1" && segment[8] === "XX") wrong(npiOk(segment[9]!), `${segment[1]} has an NPI with its check digit`);

  // Billing provider.
  const bill = nm1("85")[0]!;
  wrong(bill.segment[8] === "XX", "the billing provider has an NPI");
  wrong(!/\bP\.? ?O\.? ?BOX\b/.test(after(bill.index, "N3")![1]!), "2010AA is no PO box");
  wrong(/^\d{9}$/.test(after(bill.index, "N4")![3]!), "2010AA has ZIP+4");
  wrong(["EI", "SY"].includes(after(bill.index, "REF")![1]!) && /^\d{9}$/.test(after(bill.index, "REF")![2]!), "REF*EI or SY of nine digits");
  wrong(/^PRV\*BI\*PXC\*[0-9A-Z]{9}X$/.test(only("PRV", "BI")!.join("*")), "PRV*BI");
  const facility = nm1("77")[0];
  if (facility) {
    wrong(/^\d{9}$/.test(after(facility.index, "N4")![3]!), "2310C has ZIP+4");
    wrong(after(facility.index, "N3")!.join() !== after(bill.index, "N3")!.join() || after(facility.index, "N4")!.join() !== after(bill.index, "N4")!.join(), "2310C only when elsewhere");
  }

  // Subscriber and patient.
  const sbr = segments[segments.findIndex((segment) => id(segment) === "HL" && segment[3] === "22") + 1]!;
  wrong(id(sbr) === "SBR" && "PST".includes(sbr[1]!), "SBR01 is P, S or T");
  const dependent = segments.some((segment) => id(segment) === "HL" && segment[3] === "23");
  wrong((sbr[2] === "18") === !dependent, "SBR02 is 18 only when the patient is the subscriber");
  wrong(Boolean(sbr[9]), "SBR09");
  for (const each of all("SBR")) wrong(Boolean(each[5]) === (["MA", "MB"].includes(each[9]!) && each[1] !== "P"), "SBR05 only for Medicare that is not primary");
  const insured = nm1("IL")[0]!;
  wrong(insured.segment[8] === "MI" && Boolean(insured.segment[9]), "the member number");
  wrong(Boolean(after(insured.index, "DMG")) === !dependent, "2010BA DMG when the subscriber is the patient");
  if (dependent) {
    const patient = nm1("QC")[0]!;
    wrong(patient.segment[8] === undefined, "a dependent has no member number of its own");
    wrong(Boolean(after(patient.index, "DMG") && after(patient.index, "N3")), "2010CA has DMG and an address");
    wrong(Boolean(only("PAT")?.[1]), "PAT01");
  }

  // Claim.
  const clm = only("CLM")!;
  const [pos, qualifier, frequency] = clm[5]!.split(":");
  const lines = all("SV1");
  const amount = (given: string | undefined) => Math.round(Number(given) * 100);
  wrong(amount(clm[2]) === lines.reduce((sum, line) => sum + amount(line[2]), 0) && amount(clm[2]) > 0, "CLM02 is the sum of SV102, above zero");
  wrong(/^[A-Z0-9]{1,20}$/.test(clm[1]!), "CLM01 has at most 20 characters");
  wrong(/^\d{2}$/.test(pos!) && qualifier === "B" && "178".includes(frequency!), "CLM05");
  wrong("YN".includes(clm[6]!) && "ABC".includes(clm[7]!) && "YNW".includes(clm[8]!) && "IY".includes(clm[9]!), "CLM06 to CLM09");
  const cause = clm[11]?.split(":") ?? [];
  if (cause.length) {
    wrong(["AA", "EM", "OA"].includes(cause[0]!), "CLM11");
    wrong(Boolean(only("DTP", "439")), "DTP*439 with CLM11");
    if (cause[0] === "AA") wrong(/^[A-Z]{2}$/.test(cause[3] ?? ""), "CLM11-4 with AA");
  } else wrong(!only("DTP", "439"), "DTP*439 only with CLM11");
  wrong(Boolean(only("REF", "F8")) === (frequency !== "1") || all("SBR").length > 1, "REF*F8 with 7 and 8");
  if (only("AMT", "F5")) wrong(amount(only("AMT", "F5")![2]) > 0 && amount(only("AMT", "F5")![2]) <= amount(clm[2]), "AMT*F5");

  // Diagnoses.
  const codes = all("HI").flatMap((segment) => segment.slice(1).map((element) => element.split(":")));
  wrong(codes.length >= 1 && codes.length <= 12, "1 to 12 diagnoses");
  wrong(
    codes.every(([kind], index) => kind === (index === 0 ? "ABK" : "ABF")),
    "ABK, then ABF",
  );
  wrong(
    codes.every(([, code]) => /^[A-Z]\d[0-9A-Z]{1,5}$/.test(code!)),
    "no decimal point",
  );
  wrong(new Set(codes.map(([, code]) => code)).size === codes.length, "no duplicates");

  // Providers only when they differ.
  const claimAt = segments.findIndex((segment) => id(segment) === "CLM");
  const firstLine = segments.findIndex((segment) => id(segment) === "LX");
  const rendering = nm1("82").find(({ index }) => index > claimAt && index < firstLine);
  if (rendering) wrong(rendering.segment[9] !== bill.segment[9], "2310B only when other than the billing provider");
  const lineRendering = nm1("82").filter(({ index }) => index > firstLine);
  for (const each of lineRendering) wrong(each.segment[9] !== rendering?.segment[9], "2420A only when other than 2310B");

  // Lines.
  wrong(lines.length >= 1 && lines.length <= 50 && all("LX").every((segment, index) => segment[1] === String(index + 1)), "1 to 50 lines, counted from 1");
  const unlisted = /^(64999|J3490)$/;
  for (const line of lines) {
    const [kind, code, ...rest] = line[1]!.split(":");
    wrong(kind === "HC" && /^[0-9A-V]\d{3}[0-9AFMTU]$/.test(code!), "SV101");
    if (unlisted.test(code!)) wrong(Boolean(rest[4]), "SV101-7 for unlisted codes");
    wrong(["UN", "MJ"].includes(line[3]!) && Number(line[4]) > 0, "SV103 and SV104");
    wrong((line[3] === "MJ") === /^0[01]\d{3}$/.test(code!), "minutes for anaesthesia");
    const pointers = line[7]?.split(":").map(Number) ?? [];
    wrong(pointers.length >= 1 && pointers.length <= 4 && pointers.every((pointer) => pointer >= 1 && pointer <= codes.length), "SV107");
    wrong(line[5] !== pos, "SV105 only when other than CLM05");
  }
  wrong(all("DTP", "472").length === lines.length, "DTP*472 each");
  for (const date of all("DTP", "472"))
    wrong(date[2] === "D8" ? /^\d{8}$/.test(date[3]!) : date[2] === "RD8" && /^(\d{8})-(\d{8})$/.test(date[3]!) && date[3]!.slice(0, 8) < date[3]!.slice(9), "D8, or RD8 of two days");
  const numbers = all("REF", "6R").map((segment) => segment[2]);
  wrong(numbers.length === lines.length && new Set(numbers).size === numbers.length, "REF*6R each, and each its own");
  for (const drug of all("LIN")) {
    wrong(drug[2] === "N4" && /^\d{11}$/.test(drug[3]!), "LIN*N4 of eleven digits");
    const price = segments[segments.indexOf(drug) + 1]!;
    wrong(id(price) === "CTP" && Number(price[4]) > 0 && ["F2", "GR", "ME", "ML", "UN"].includes(price[5]!), "CTP after LIN");
  }

  // Coordination of benefits (billing-rules 6).
  for (const [index, line] of lines.entries()) {
    const from = segments.indexOf(line);
    const next = segments.findIndex((segment, at) => at > from && (id(segment) === "LX" || id(segment) === "SE"));
    const own = segments.slice(from, next);
    const starts = own.map((segment, at) => (id(segment) === "SVD" ? at : -1)).filter((at) => at >= 0);
    for (const [place, at] of starts.entries()) {
      const loop = own.slice(at, starts[place + 1] ?? own.length);
      const adjusted = loop
        .filter((segment) => id(segment) === "CAS")
        .flatMap((segment) => segment.slice(2).filter((_element, element) => element % 3 === 1))
        .reduce((sum, each) => sum + amount(each), 0);
      wrong(amount(line[2]) === amount(loop[0]![2]) + adjusted, `line ${index + 1}: SV102 = SVD02 + CAS`);
      const groups = loop.filter((segment) => id(segment) === "CAS").map((segment) => segment[1]);
      wrong(new Set(groups).size === groups.length, "one CAS per group");
      wrong(
        loop.some((segment) => id(segment) === "DTP" && segment[1] === "573"),
        "DTP*573 in 2430",
      );
    }
  }
  const claimLevelDate = segments.slice(claimAt, firstLine).some((segment) => id(segment) === "DTP" && segment[1] === "573");
  const lineLevelDate = segments.slice(firstLine).some((segment) => id(segment) === "DTP" && segment[1] === "573");
  wrong(!(claimLevelDate && lineLevelDate), "DTP*573 at claim or line level, not both");
  wrong(
    all("CAS").every((segment) => segment.slice(2).every((element, at) => at % 3 !== 1 || amount(element) !== 0)),
    "no CAS of zero",
  );
  const sequences = all("SBR").map((segment) => segment[1]);
  wrong(new Set(sequences).size === sequences.length, "each SBR01 once");
  return problems;
}
