import { MOST_DIAGNOSES } from "../split-charges";
import { unless, type ScrubRule } from "./rule";

const FORMAT = /^[A-TV-Z][0-9][0-9A-Z][0-9A-Z]{0,4}$/;

/** HI: what the care was for. */
export const diagnosisRules: readonly ScrubRule[] = [
  {
    id: "diagnosis-missing",
    severity: "ERROR",
    element: "2300 HI01-2",
    title: "The claim has a principal diagnosis.",
    why: "HI*ABK is required. Code the visit.",
    check: ({ diagnoses }) => unless(diagnoses.length > 0, ["diagnoses"], "The claim has no diagnosis."),
  },
  {
    id: "diagnosis-count",
    severity: "ERROR",
    element: "2300 HI",
    title: "The claim has at most twelve diagnoses.",
    why: "HI takes one ABK and eleven ABF. Bill the rest on another claim.",
    check: ({ diagnoses }) => unless(diagnoses.length <= MOST_DIAGNOSES, ["diagnoses"], "The claim has more than twelve diagnoses."),
  },
  {
    id: "diagnosis-format",
    severity: "ERROR",
    element: "2300 HI01-2",
    title: "Each diagnosis is written as an ICD-10-CM code, without its point.",
    why: "Three to seven characters: a letter, a digit, and letters or digits. Correct the diagnosis.",
    check: ({ diagnoses }) => diagnoses.flatMap((code, index) => unless(FORMAT.test(code), ["diagnoses", index], "The diagnosis is not written as an ICD-10-CM code without its point.")),
  },
  {
    id: "diagnosis-repeated",
    severity: "ERROR",
    element: "2300 HI",
    title: "No diagnosis stands twice.",
    why: "Payers reject a code that is repeated in HI. Point to the first one.",
    check: ({ diagnoses }) => diagnoses.flatMap((code, index) => unless(diagnoses.indexOf(code) === index, ["diagnoses", index], "The diagnosis stands on the claim already.")),
  },
  {
    id: "diagnosis-external-cause-first",
    severity: "ERROR",
    element: "2300 HI01-2",
    title: "An external cause is not the principal diagnosis.",
    why: "V00 to Y99 say how an injury came about, never what it is (ICD-10-CM guidelines I.C.20). Put the injury first.",
    check: ({ diagnoses }) => unless(!/^[VWXY]/.test(diagnoses[0] ?? ""), ["diagnoses", 0], "The principal diagnosis is an external cause."),
  },
  {
    id: "diagnosis-pregnancy-sex",
    severity: "WARNING",
    element: "2300 HI01-2",
    title: "Diagnoses of pregnancy are those of a patient who can be pregnant.",
    why: "Chapter O with a patient who is on file as male is denied by most payers (CARC 10). One of the two is wrong.",
    check: ({ diagnoses, patient }) =>
      diagnoses.flatMap((code, index) => unless(!(code.startsWith("O") && patient.sex === "MALE"), ["diagnoses", index], "A diagnosis of pregnancy for a patient who is on file as male.")),
  },
  {
    id: "diagnosis-unused",
    severity: "WARNING",
    element: "2400 SV107",
    title: "The principal diagnosis is the reason for a line.",
    why: "A claim whose lines all point past its principal diagnosis usually has its diagnoses in the wrong order.",
    check: ({ diagnoses, lines }) =>
      unless(!diagnoses.length || !lines.length || lines.some((line) => line.diagnosisPointers.includes(1)), ["diagnoses", 0], "No line points to the principal diagnosis."),
  },
];
