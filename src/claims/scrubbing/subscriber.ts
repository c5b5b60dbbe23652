import { CLAIM_FILING_INDICATORS } from "../../edi";
import { payerOf } from "../submission/claim-context";
import { MEDICARE } from "../submission/claim-parties";
import { isWritable } from "./parties";
import { unless, type ScrubRule } from "./rule";

/** Medicare beneficiary identifier: C A AN N A AN N A A N N, without S, L, O, I, B, Z. */
const MBI = /^[1-9][AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\d[AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\d[AC-HJKMNP-RT-Y]{2}\d{2}$/;

/** Who is insured with whom, and who was cared for. */
export const subscriberRules: readonly ScrubRule[] = [
  {
    id: "patient-name",
    severity: "ERROR",
    element: "2010BA NM103",
    title: "The patient's name can be written in X12.",
    why: "X12 has the Latin letters only; nothing would be left of the name. Write it as it stands on the member card.",
    check: ({ patient }) => unless(isWritable(patient.lastName) && isWritable(patient.firstName), ["patient", "lastName"], "Nothing of the patient's name is left in X12's letters."),
  },
  {
    id: "patient-address",
    severity: "ERROR",
    element: "2010BA N301",
    title: "The patient's address is complete.",
    why: "N3 and N4 are required of the patient who is the subscriber, and of a dependent. Correct the patient.",
    check: ({ patient: { address } }) =>
      unless(
        Boolean(address.street.trim() && address.city.trim() && /^[A-Z]{2}$/.test(address.state) && /^\d{5}(\d{4})?$/.test(address.zip)),
        ["patient", "address"],
        "The patient's address has street, city, state and ZIP.",
      ),
  },
  {
    id: "patient-birth-date",
    severity: "ERROR",
    element: "2010BA DMG02",
    title: "The patient was born on or before the first day of service.",
    why: "Payers deny services before birth (CARC 14). One of the two days is wrong.",
    check: ({ patient, servedFrom }) => unless(patient.birthDate <= servedFrom, ["patient", "birthDate"], "The patient's date of birth is after the first day of service."),
  },
  {
    id: "patient-age",
    severity: "WARNING",
    element: "2010BA DMG02",
    title: "The patient is not older than 120 years.",
    why: "A century that was guessed wrong is the usual cause. Correct the patient.",
    check: ({ patient, servedFrom }) => unless(Number(servedFrom.slice(0, 4)) - Number(patient.birthDate.slice(0, 4)) <= 120, ["patient", "birthDate"], "The patient would be older than 120 years."),
  },
  {
    id: "patient-sex",
    severity: "WARNING",
    element: "2010BA DMG03",
    title: "The patient's sex is known.",
    why: "U is a valid code, but many payers do not match their member by it. Record it as the payer has it on file.",
    check: ({ patient }) => unless(patient.sex !== "UNKNOWN", ["patient", "sex"], "The patient's sex is unknown."),
  },
  {
    id: "member-id",
    severity: "ERROR",
    element: "2010BA NM109",
    title: "The member number is well formed.",
    why: "2 to 80 letters, digits and hyphens. Without it no payer finds its member. Correct the coverage.",
    check: (context) =>
      unless(
        /^[A-Za-z0-9][A-Za-z0-9-]{1,79}$/.test(payerOf(context).coverage.memberId),
        ["payers", context.sequence - 1, "coverage", "memberId"],
        "The member number has 2 to 80 letters, digits and hyphens.",
      ),
  },
  {
    id: "medicare-member-id",
    severity: "WARNING",
    element: "2010BA NM109",
    title: "A Medicare number is a Medicare beneficiary identifier.",
    why: "Eleven characters: digits at places 1, 4, 7, 10 and 11, never S, L, O, I, B or Z. Medicare returns others. Correct the coverage.",
    check: (context) => {
      const payer = payerOf(context);
      return MEDICARE.has(payer.filingIndicator)
        ? unless(
            MBI.test(payer.coverage.memberId.toUpperCase().replaceAll("-", "")),
            ["payers", context.sequence - 1, "coverage", "memberId"],
            "The member number is not a Medicare beneficiary identifier.",
          )
        : [];
    },
  },
  {
    id: "medicare-self",
    severity: "ERROR",
    element: "2000B SBR02",
    title: "A Medicare patient is the subscriber.",
    why: "Medicare insures persons, not families: SBR02 is always 18. Correct the coverage.",
    check: (context) => {
      const payer = payerOf(context);
      return MEDICARE.has(payer.filingIndicator)
        ? unless(payer.coverage.relationship === "SELF", ["payers", context.sequence - 1, "coverage", "relationship"], "A Medicare coverage has no dependents.")
        : [];
    },
  },
  {
    id: "subscriber-name",
    severity: "ERROR",
    element: "2010BA NM103",
    title: "A dependent's subscriber is named.",
    why: "The claim of a dependent names who holds the policy. Correct the coverage.",
    check: ({ payers }) =>
      payers.flatMap(({ coverage }, index) =>
        coverage.relationship === "SELF"
          ? []
          : unless(
              Boolean(coverage.subscriber && isWritable(coverage.subscriber.lastName) && isWritable(coverage.subscriber.firstName)),
              ["payers", index, "coverage", "subscriber"],
              "The subscriber of a dependent's coverage is named, in X12's letters.",
            ),
      ),
  },
  {
    id: "subscriber-older-than-child",
    severity: "WARNING",
    element: "2000C PAT01",
    title: "A child is younger than the subscriber.",
    why: "Relationship CHILD (19) with a subscriber who is younger than the patient is usually a mix-up of the two. Correct the coverage.",
    check: ({ payers, patient }) =>
      payers.flatMap(({ coverage }, index) =>
        coverage.relationship === "CHILD" && coverage.subscriber
          ? unless(coverage.subscriber.birthDate < patient.birthDate, ["payers", index, "coverage", "subscriber"], "The subscriber is not older than the child.")
          : [],
      ),
  },
  {
    id: "coverage-in-force",
    severity: "ERROR",
    element: "2000B SBR01",
    title: "The coverage is in force on the first day of service.",
    why: "Payers deny services before coverage began or after it ended (CARC 26, 27). Find the coverage that was in force.",
    check: (context) => {
      const { coverage } = payerOf(context);
      const inForce = coverage.effectiveFrom <= context.servedFrom && (coverage.effectiveTo === null || coverage.effectiveTo >= context.servedFrom);
      return unless(inForce, ["payers", context.sequence - 1, "coverage", "effectiveFrom"], "The coverage is not in force on the first day of service.");
    },
  },
  {
    id: "coverage-ends-during-service",
    severity: "WARNING",
    element: "2000B SBR01",
    title: "The coverage is in force until the last day of service.",
    why: "The payer will deny the lines after its end. Bill the days apart.",
    check: (context) => {
      const { coverage } = payerOf(context);
      const ends = coverage.effectiveTo !== null && coverage.effectiveTo >= context.servedFrom && coverage.effectiveTo < context.servedTo;
      return unless(!ends, ["payers", context.sequence - 1, "coverage", "effectiveTo"], "The coverage ends before the last day of service.");
    },
  },
  {
    id: "payer-active",
    severity: "ERROR",
    element: "2010BB NM109",
    title: "The payer is in use.",
    why: "It was retired: its electronic id may no longer be taken. Find its successor and correct the coverage.",
    check: (context) => unless(payerOf(context).active, ["payers", context.sequence - 1], "The payer is retired."),
  },
  {
    id: "payer-id",
    severity: "ERROR",
    element: "2010BB NM109",
    title: "The payer's electronic id is well formed.",
    why: "2 to 80 letters and digits; clearinghouses route by it. Correct the payer.",
    check: ({ payers }) =>
      payers.flatMap((payer, index) => unless(/^[A-Z0-9]{2,80}$/.test(payer.electronicPayerId), ["payers", index, "electronicPayerId"], "The payer's electronic id has 2 to 80 letters and digits.")),
  },
  {
    id: "payer-ids-differ",
    severity: "ERROR",
    element: "2330B NM109",
    title: "No two payers of the claim have one electronic id.",
    why: "SVD01 names the payer of a line's adjudication by that id: it must mean one of them. Correct the coverages.",
    check: ({ payers }) => unless(new Set(payers.map((payer) => payer.electronicPayerId)).size === payers.length, ["payers"], "Two payers of the claim have the same electronic id."),
  },
  {
    id: "filing-indicator",
    severity: "ERROR",
    element: "2000B SBR09",
    title: "The claim filing indicator is a code of the guide.",
    why: "Clearinghouses reject others. Correct the payer.",
    check: ({ payers }) =>
      payers.flatMap((payer, index) =>
        unless(Object.hasOwn(CLAIM_FILING_INDICATORS, payer.filingIndicator), ["payers", index, "filingIndicator"], "The payer's claim filing indicator is no code of the guide."),
      ),
  },
];
