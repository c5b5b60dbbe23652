import type { RefusalTable } from "../vocabulary";

export const claimsRefusals: RefusalTable = {
  ENCOUNTERS_DIFFER: {
    description:
      "The encounters do not fit on one claim: a claim says the practice, patient, place, clinicians, authorisation, accident and signatures once, and has one set of coverages. Bill them apart.",
  },
  ENCOUNTER_NOT_CODED: { description: "An encounter can be billed when it is CODED; this one is not, or it was billed already." },
  NOTHING_TO_BILL: { description: "Every charge of the encounters stands on a claim or was billed to the patient already, or there is no charge." },
  NOT_INSURED: { description: "No coverage of the patient is in force on the day of service. Add the coverage, or bill the patient." },
  CLAIM_NOT_READY: { description: "The claim has findings of severity ERROR (or it was not scrubbed yet): `findings` lists them all. Mend them and submit again." },
  CLAIM_ALREADY_SENT: {
    description:
      "The claim was sent to the current payer and the answer is not known yet: sending it again would be a duplicate. Wait for the acknowledgement or the remittance, or correct the claim.",
  },
  CLAIM_NOT_VOIDABLE: { description: "The claim was sent to a payer: it cannot be taken back here alone. Void it with the payer (frequency 8) once the payer has accepted it." },
  PAYER_TAKES_NO_REPLACEMENTS: { description: "The payer takes no replacement or void claims (frequency 7 or 8): ask it for a reopening, or appeal." },
  PAYER_HAS_NOT_ACCEPTED: { description: "The payer has not accepted the claim, or has given no number for it: there is nothing that could be replaced or voided yet." },
  CLAIM_FORWARDED: { description: "The payer before has sent the claim on to this payer itself: sending it too would be a duplicate. Wait for the remittance." },
  CLEARINGHOUSE_NOT_SET_UP: { description: "The billing service has no account with a clearinghouse yet: set it up with clearinghouseAccountSet." },
  FILE_NOT_WAITING: { description: "Only a file that waits can be tried again." },
};
