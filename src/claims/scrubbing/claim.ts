import { PLACES_OF_SERVICE } from "../../edi";
import { payerOf, type LineInContext } from "../submission/claim-context";
import { MEDICARE } from "../submission/claim-parties";
import { perLine, unless, type ScrubRule } from "./rule";

const isLaboratory = (line: LineInContext) => /^8\d{4}$/.test(line.procedureCode) && !/^8(69|609|610)/.test(line.procedureCode);
const isTest = (line: LineInContext) => /^[78]\d{4}$/.test(line.procedureCode);
const AMBULANCE = /^A(04[2-3]\d|0998|0999)$/;

/** What the claim says as a whole. */
export const claimRules: readonly ScrubRule[] = [
  {
    id: "claim-place-of-service",
    severity: "ERROR",
    element: "2300 CLM05-1",
    title: "The place of service is a code of the CMS list.",
    why: "Correct the visit.",
    check: ({ placeOfService }) => unless(Object.hasOwn(PLACES_OF_SERVICE, placeOfService), ["placeOfService"], "The place of service is no code of the CMS list."),
  },
  {
    id: "provider-signature",
    severity: "WARNING",
    element: "2300 CLM06",
    title: "The provider's signature is on file.",
    why: "CLM06 N is a valid code; payers return most such claims. Have it signed.",
    check: ({ providerSignatureOnFile }) => unless(providerSignatureOnFile, ["providerSignatureOnFile"], "The provider's signature is not on file."),
  },
  {
    id: "assignment-without-benefits",
    severity: "WARNING",
    element: "2300 CLM08",
    title: "Who takes assignment has the patient's assignment of benefits.",
    why: "With CLM07 A and CLM08 N the payer may pay the patient instead.",
    check: ({ assignment, benefitsAssignment }) =>
      unless(!(assignment === "ASSIGNED" && benefitsAssignment === "NO"), ["benefitsAssignment"], "Assignment is taken, and the patient has not assigned benefits."),
  },
  {
    id: "authorization-format",
    severity: "ERROR",
    element: "2300 REF02",
    title: "A prior authorisation number has at most 50 characters of X12.",
    why: "REF*G1 takes no more. Correct the visit.",
    check: ({ priorAuthorizationNumber }) =>
      unless(
        priorAuthorizationNumber === null || /^[A-Za-z0-9][A-Za-z0-9 ./-]{0,49}$/.test(priorAuthorizationNumber),
        ["priorAuthorizationNumber"],
        "The authorisation number has 1 to 50 letters, digits, hyphens, points and slashes.",
      ),
  },
  {
    id: "replacement-number",
    severity: "ERROR",
    element: "2300 REF02",
    title: "A replacement or void names the payer's number of the claim.",
    why: "REF*F8 is required with frequency 7 and 8. Wait for the payer's number (277CA or remittance).",
    check: ({ frequency, replacesPayerControlNumber }) =>
      unless(frequency === "1" || Boolean(replacesPayerControlNumber), ["replacesPayerControlNumber"], "The payer's number of the claim that is replaced is missing."),
  },
  {
    id: "original-without-number",
    severity: "ERROR",
    element: "2300 REF02",
    title: "An original does not name a claim that it replaces.",
    why: "REF*F8 with frequency 1 is rejected: the payer knows of no such claim. This is a fault of ours: report it.",
    check: ({ frequency, replacesPayerControlNumber }) => unless(frequency !== "1" || !replacesPayerControlNumber, ["replacesPayerControlNumber"], "An original names a claim that it would replace."),
  },
  {
    id: "replacement-not-taken",
    severity: "ERROR",
    element: "2300 CLM05-3",
    title: "The payer takes replacements.",
    why: "Medicare Part B, among others, takes no frequency 7 or 8: ask for a reopening, or appeal.",
    check: (context) => unless(context.frequency === "1" || payerOf(context).takesReplacements, ["frequency"], "The payer takes no replacement or void claims."),
  },
  {
    id: "patient-paid",
    severity: "ERROR",
    element: "2300 AMT02",
    title: "The patient has paid no more than the charge.",
    why: "AMT*F5 above CLM02 is rejected. Refund or reallocate the payment first.",
    check: ({ patientPaidCents, totalChargeCents }) =>
      unless(patientPaidCents >= 0n && patientPaidCents <= totalChargeCents, ["patientPaidCents"], "The patient has paid more than the claim charges."),
  },
  {
    id: "laboratory-clia-medicare",
    severity: "ERROR",
    element: "2300 REF02",
    title: "Medicare is told the laboratory's CLIA number.",
    why: "REF*X4 is required for tests under CLIA (42 CFR 493). Add it to the location.",
    check: (context) =>
      MEDICARE.has(payerOf(context).filingIndicator) && context.lines.some(isLaboratory)
        ? unless(context.location.cliaNumber !== null, ["location", "cliaNumber"], "The location has no CLIA number.")
        : [],
  },
  {
    id: "laboratory-clia",
    severity: "WARNING",
    element: "2300 REF02",
    title: "A laboratory has its CLIA number.",
    why: "Most payers follow Medicare and require REF*X4. Add it to the location.",
    check: (context) =>
      !MEDICARE.has(payerOf(context).filingIndicator) && context.lines.some(isLaboratory)
        ? unless(context.location.cliaNumber !== null, ["location", "cliaNumber"], "The location has no CLIA number.")
        : [],
  },
  {
    id: "clia-format",
    severity: "ERROR",
    element: "2300 REF02",
    title: "A CLIA number is two digits, D and seven digits.",
    why: "Correct the location.",
    check: ({ location }) => unless(location.cliaNumber === null || /^\d{2}D\d{7}$/.test(location.cliaNumber), ["location", "cliaNumber"], "The CLIA number is two digits, D and seven digits."),
  },
  {
    id: "medicare-ordering-provider",
    severity: "ERROR",
    element: "2310A NM109",
    title: "Medicare is told who ordered a test.",
    why: "Imaging and laboratory tests need the ordering or referring provider (42 CFR 424.507). Add it to the visit.",
    check: (context) =>
      MEDICARE.has(payerOf(context).filingIndicator) && context.lines.some(isTest) ? unless(context.referring !== null, ["referring"], "A test for Medicare without the provider who ordered it.") : [],
  },
  {
    id: "ambulance-transport",
    severity: "ERROR",
    element: "2300 CR1",
    title: "An ambulance claim says how the patient was transported.",
    why: "CR1, CRC and the places of pick-up and drop-off are required with places of service 41 and 42 and with A0425 to A0436. A visit does not hold them: bill the transport from its run.",
    check: (context) =>
      unless(!["41", "42"].includes(context.placeOfService) && !context.lines.some((line) => AMBULANCE.test(line.procedureCode)), ["placeOfService"], "The details of the transport are missing."),
  },
  {
    id: "home-visit-place",
    severity: "WARNING",
    element: "2300 CLM05-1",
    title: "A home visit was at home.",
    why: "99341 to 99350 are visits at home or in a residence (12, 13, 14, 16, 33, 55). One of the two is wrong.",
    check: (context) =>
      perLine(context, (line, path) =>
        /^9934[1-9]$|^99350$/.test(line.procedureCode)
          ? unless(["12", "13", "14", "16", "33", "55"].includes(line.placeOfService ?? context.placeOfService), [...path, "placeOfService"], "A home visit at another place than a home.")
          : [],
      ),
  },
];
