import { isNpi, isPostOfficeBox } from "../../vocabulary";
import type { ClaimContext, Clinician } from "../submission/claim-context";
import { facilityOf } from "../submission/claim-parties";
import { perLine, unless, type Complaint, type ScrubRule } from "./rule";

const TAXONOMY = /^[0-9A-Z]{9}X$/;

/** Something is left of a name when it is folded to X12's letters. */
export function isWritable(name: string): boolean {
  return /[A-Za-z0-9]/.test(name.normalize("NFKD"));
}

function npiOf(clinician: Clinician | null, path: readonly (string | number)[]): Complaint[] {
  return clinician ? unless(isNpi(clinician.npi), [...path, "npi"], "The NPI has ten digits with a valid check digit; this one has not.") : [];
}

/** The facility only when it is sent. */
function sentFacility(context: ClaimContext): ClaimContext["location"] | null {
  return facilityOf(context.location, context.billing) ? context.location : null;
}

/** Who bills, who cared, and where. */
export const partyRules: readonly ScrubRule[] = [
  {
    id: "billing-npi",
    severity: "ERROR",
    element: "2010AA NM109",
    title: "The billing provider's NPI has a valid check digit.",
    why: "Ten digits whose last is a Luhn check over the prefix 80840 (45 CFR 162.406). Clearinghouses reject any other. Correct the practice.",
    check: ({ billing }) => unless(isNpi(billing.npi), ["billing", "npi"], "The practice's NPI has no valid check digit."),
  },
  {
    id: "billing-name",
    severity: "ERROR",
    element: "2010AA NM103",
    title: "The billing provider has a name of at most 60 characters.",
    why: "NM103 of an organization takes 1 to 60 characters, as it is enrolled with the payer. Correct the practice's legal name.",
    check: ({ billing }) =>
      unless(isWritable(billing.legalName) && billing.legalName.length <= 60, ["billing", "legalName"], "The practice's legal name has 1 to 60 characters of the Latin alphabet."),
  },
  {
    id: "billing-tax-id",
    severity: "ERROR",
    element: "2010AA REF02",
    title: "The billing provider's tax id has nine digits.",
    why: "REF*EI or REF*SY is required, and payers match the claim to the contract by it. Correct the practice.",
    check: ({ billing }) => unless(/^\d{9}$/.test(billing.taxId) && !/^(\d)\1{8}$/.test(billing.taxId), ["billing", "taxId"], "The practice's tax id has nine digits that are not all alike."),
  },
  {
    id: "billing-taxonomy",
    severity: "ERROR",
    element: "2000A PRV03",
    title: "The billing provider's taxonomy code is well formed.",
    why: "Ten characters that end in X, from the provider taxonomy code set. Payers choose the contract by it. Correct the practice.",
    check: ({ billing }) => unless(TAXONOMY.test(billing.taxonomy), ["billing", "taxonomy"], "The practice's taxonomy code has ten characters and ends in X."),
  },
  {
    id: "billing-street",
    severity: "ERROR",
    element: "2010AA N301",
    title: "The billing address is a street, not a post office box.",
    why: "005010X222A1 forbids PO boxes and lock boxes in 2010AA; they belong to the pay-to address (2010AB). Correct the practice.",
    check: ({ billing }) =>
      unless(billing.address.street.trim() !== "" && !isPostOfficeBox(billing.address), ["billing", "address", "street"], "The practice's address is a street; put the box into the pay-to address."),
  },
  {
    id: "billing-zip",
    severity: "ERROR",
    element: "2010AA N403",
    title: "The billing address has a nine-digit ZIP.",
    why: "005010X222A1 requires the full ZIP+4 of the billing provider. Correct the practice.",
    check: ({ billing }) => unless(/^\d{9}$/.test(billing.address.zip), ["billing", "address", "zip"], "The practice's ZIP has nine digits."),
  },
  {
    id: "billing-phone",
    severity: "WARNING",
    element: "2010AA PER04",
    title: "The billing provider's telephone has ten digits.",
    why: "Payers call it when a claim is unclear; a number that is none delays the answer. Correct the practice.",
    check: ({ billing }) => unless(/^\d{10}$/.test(billing.phone), ["billing", "phone"], "The practice's telephone has ten digits."),
  },
  {
    id: "pay-to-address",
    severity: "ERROR",
    element: "2010AB N403",
    title: "The pay-to address is complete.",
    why: "When payments go elsewhere, N301, N401, N402 and a ZIP of five or nine digits are required. Correct the practice.",
    check: ({ billing: { payToAddress } }) =>
      payToAddress
        ? unless(payToAddress.street.trim() !== "" && /^\d{5}(\d{4})?$/.test(payToAddress.zip), ["billing", "payToAddress"], "The pay-to address has a street and a ZIP of five or nine digits.")
        : [],
  },
  {
    id: "rendering-npi",
    severity: "ERROR",
    element: "2310B NM109",
    title: "The rendering provider's NPI has a valid check digit.",
    why: "Payers pay by the rendering provider. Correct the provider.",
    check: ({ rendering }) => npiOf(rendering, ["rendering"]),
  },
  {
    id: "rendering-taxonomy",
    severity: "ERROR",
    element: "2310B PRV03",
    title: "The rendering provider's taxonomy code is well formed.",
    why: "Ten characters that end in X. Correct the provider.",
    check: ({ rendering }) => unless(TAXONOMY.test(rendering.taxonomy), ["rendering", "taxonomy"], "The rendering provider's taxonomy code has ten characters and ends in X."),
  },
  {
    id: "rendering-name",
    severity: "ERROR",
    element: "2310B NM103",
    title: "The rendering provider's name can be written in X12.",
    why: "X12 has the Latin letters only; nothing would be left of the name. Write it as the provider's licence does in English.",
    check: ({ rendering }) =>
      unless(isWritable(rendering.lastName) && isWritable(rendering.firstName), ["rendering", "lastName"], "Nothing of the rendering provider's name is left in X12's letters."),
  },
  {
    id: "referring-npi",
    severity: "ERROR",
    element: "2310A NM109",
    title: "The referring provider's NPI has a valid check digit.",
    why: "Medicare and most others refuse services that are ordered or referred without one. Correct the provider.",
    check: ({ referring }) => npiOf(referring, ["referring"]),
  },
  {
    id: "referring-is-rendering",
    severity: "WARNING",
    element: "2310A NM109",
    title: "The referring provider is somebody else than the rendering one.",
    why: "A referral to oneself is allowed for tests that one orders; otherwise it is a slip that payers ask about.",
    check: ({ referring, rendering }) => unless(referring?.npi !== rendering.npi, ["referring"], "The referring provider is the rendering provider."),
  },
  {
    id: "supervising-npi",
    severity: "ERROR",
    element: "2310D NM109",
    title: "The supervising provider's NPI has a valid check digit.",
    why: "Payers pay supervised services by it. Correct the provider.",
    check: ({ supervising }) => npiOf(supervising, ["supervising"]),
  },
  {
    id: "line-rendering-npi",
    severity: "ERROR",
    element: "2420A NM109",
    title: "The NPI of a line's rendering provider has a valid check digit.",
    why: "Payers pay the line by it. Correct the provider.",
    check: (context) => perLine(context, (line, path) => npiOf(line.rendering, [...path, "rendering"])),
  },
  {
    id: "facility-npi",
    severity: "ERROR",
    element: "2310C NM109",
    title: "The service facility's NPI, where it has one, has a valid check digit.",
    why: "It may be left out, but not be wrong. Correct the location.",
    check: (context) => {
      const facility = sentFacility(context);
      return facility?.npi ? unless(isNpi(facility.npi), ["location", "npi"], "The location's NPI has no valid check digit.") : [];
    },
  },
  {
    id: "facility-zip",
    severity: "ERROR",
    element: "2310C N403",
    title: "The service facility has a nine-digit ZIP.",
    why: "005010X222A1 requires the full ZIP+4 of where care was given; Medicare prices by it. Correct the location.",
    check: (context) => {
      const facility = sentFacility(context);
      return facility ? unless(/^\d{9}$/.test(facility.address.zip), ["location", "address", "zip"], "The location's ZIP has nine digits.") : [];
    },
  },
  {
    id: "facility-street",
    severity: "ERROR",
    element: "2310C N301",
    title: "The service facility's address is a street, not a post office box.",
    why: "No care is given in a box. Correct the location.",
    check: (context) => {
      const facility = sentFacility(context);
      return facility ? unless(!isPostOfficeBox(facility.address), ["location", "address", "street"], "The location's address is a street.") : [];
    },
  },
];
