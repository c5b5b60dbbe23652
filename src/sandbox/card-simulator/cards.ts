/**
 * The test cards and test bank accounts that Stripe documents, and what each does. This table is what the page and
 * the README show; a payment method remembers the name of its row and the last four digits, never a number.
 */
export type Decline = { code: string; declineCode: string; message: string };

export type Instrument = {
  name: string;
  kind: "card" | "us_bank_account";
  number: string;
  /** The payment method id that stands for this instrument in `paymentIntents.confirm`. */
  token?: string;
  brand: string;
  funding: "credit" | "debit";
  /** What happens, in the words of the page. */
  story: string;
  decline?: Decline;
  refund?: "pending_then_succeeds" | "succeeds_then_fails";
  dispute?: { reason: string; inquiry: boolean };
  /** The money skips the days of waiting and can be paid out at once. */
  availableAtOnce?: boolean;
};

const declined = (declineCode: string): Decline => ({ code: "card_declined", declineCode, message: "Your card was declined." });

export const INSTRUMENTS: readonly Instrument[] = [
  card("visa", "4242424242424242", "pm_card_visa", "Succeeds"),
  card("visa_debit", "4000056655665556", "pm_card_visa_debit", "Succeeds (debit)", { funding: "debit" }),
  card("mastercard", "5555555555554444", "pm_card_mastercard", "Succeeds", { brand: "mastercard" }),
  card("mastercard_debit", "5200828282828210", "pm_card_mastercard_debit", "Succeeds (debit)", { brand: "mastercard", funding: "debit" }),
  card("amex", "378282246310005", "pm_card_amex", "Succeeds", { brand: "amex" }),
  card("discover", "6011111111111117", "pm_card_discover", "Succeeds", { brand: "discover" }),
  card("available_at_once", "4000000000000077", "pm_card_bypassPending", "Succeeds; the money can be paid out at once", {
    availableAtOnce: true,
  }),

  card("declined", "4000000000000002", "pm_card_visa_chargeDeclined", "Declined", { decline: declined("generic_decline") }),
  card("insufficient_funds", "4000000000009995", "pm_card_visa_chargeDeclinedInsufficientFunds", "Declined: insufficient funds", {
    decline: { ...declined("insufficient_funds"), message: "Your card has insufficient funds." },
  }),
  card("lost_card", "4000000000009987", "pm_card_visa_chargeDeclinedLostCard", "Declined: lost card", { decline: declined("lost_card") }),
  card("stolen_card", "4000000000009979", "pm_card_visa_chargeDeclinedStolenCard", "Declined: stolen card", {
    decline: declined("stolen_card"),
  }),
  card("velocity_exceeded", "4000000000006975", "pm_card_visa_chargeDeclinedVelocityLimitExceeded", "Declined: too many charges", {
    decline: {
      ...declined("card_velocity_exceeded"),
      message: "Your card was declined for making repeated attempts too frequently or exceeding its amount limit.",
    },
  }),
  card("expired_card", "4000000000000069", "pm_card_chargeDeclinedExpiredCard", "Declined: expired card", {
    decline: { code: "expired_card", declineCode: "expired_card", message: "Your card has expired." },
  }),
  card("incorrect_cvc", "4000000000000127", "pm_card_chargeDeclinedIncorrectCvc", "Declined: wrong security code", {
    decline: { code: "incorrect_cvc", declineCode: "incorrect_cvc", message: "Your card's security code is incorrect." },
  }),
  card("processing_error", "4000000000000119", "pm_card_chargeDeclinedProcessingError", "Declined: processing error", {
    decline: {
      code: "processing_error",
      declineCode: "processing_error",
      message: "An error occurred while processing your card. Try again in a little bit.",
    },
  }),

  card("disputed", "4000000000000259", "pm_card_createDispute", "Succeeds, then disputed as fraudulent", {
    dispute: { reason: "fraudulent", inquiry: false },
  }),
  card("disputed_not_received", "4000000000002685", "pm_card_createDisputeProductNotReceived", "Succeeds, then disputed as not received", {
    dispute: { reason: "product_not_received", inquiry: false },
  }),
  card("inquiry", "4000000000001976", "pm_card_createDisputeInquiry", "Succeeds, then an inquiry opens (no money moves)", {
    dispute: { reason: "fraudulent", inquiry: true },
  }),
  card("refund_pending", "4000000000007726", "pm_card_pendingRefund", "Succeeds; a refund is pending, then succeeds", {
    refund: "pending_then_succeeds",
  }),
  card("refund_fails", "4000000000005126", "pm_card_refundFail", "Succeeds; a refund succeeds, then fails", {
    refund: "succeeds_then_fails",
  }),

  bank("bank_account", "000123456789", "pm_usBankAccount_success", "Bank account: processing, then succeeds"),
  bank("bank_account_closed", "000111111116", "pm_usBankAccount_accountClosed", "Bank account: processing, then fails (account closed)", {
    code: "payment_method_provider_decline",
    declineCode: "account_closed",
    message: "The customer's bank account has been closed.",
  }),
  bank("bank_account_without_funds", "000222222227", "pm_usBankAccount_insufficientFunds", "Bank account: processing, then fails (insufficient funds)", {
    code: "payment_method_provider_decline",
    declineCode: "insufficient_funds",
    message: "The customer's account has insufficient funds to cover this payment.",
  }),
];

const BY_NUMBER = new Map(INSTRUMENTS.map((instrument) => [instrument.number, instrument]));
const BY_NAME = new Map(INSTRUMENTS.map((instrument) => [instrument.name, instrument]));
const BY_TOKEN = new Map(INSTRUMENTS.map((instrument) => [instrument.token, instrument]));

export function instrumentNamed(name: string): Instrument {
  const instrument = BY_NAME.get(name);
  if (instrument === undefined) throw new Error(`no test instrument is called ${name}`);
  return instrument;
}

export function instrumentByToken(token: string): Instrument | undefined {
  return BY_TOKEN.get(token);
}

/** The instrument that a payer typed, or why no card could be made of it. The answer never repeats the number. */
export function instrumentByNumber(kind: Instrument["kind"], typed: string): Instrument | Decline {
  const digits = typed.replaceAll(/[ -]/g, "");
  const instrument = BY_NUMBER.get(digits);
  if (instrument !== undefined && instrument.kind === kind) return instrument;
  if (kind === "us_bank_account") {
    return {
      code: "bank_account_unusable",
      declineCode: "invalid_account",
      message: "This is not one of the documented test bank accounts.",
    };
  }
  if (!/^\d{12,19}$/.test(digits) || !passesLuhn(digits)) {
    return { code: "incorrect_number", declineCode: "incorrect_number", message: "Your card number is incorrect." };
  }
  return {
    code: "card_declined",
    declineCode: "test_mode_live_card",
    message: "Your card was declined. Your request was in test mode, but used a non test card. For a list of valid test cards, see the checkout page.",
  };
}

export function isInstrument(found: Instrument | Decline): found is Instrument {
  return "kind" in found;
}

/** Any run of digits that could be a card keeps its last four: for logs. */
export function maskCardNumbers(text: string): string {
  return text.replaceAll(/\d(?:[ -]?\d){11,18}/g, (run) => {
    const digits = run.replaceAll(/[ -]/g, "");
    return passesLuhn(digits) || BY_NUMBER.has(digits) ? `****${digits.slice(-4)}` : run;
  });
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (const [index, digit] of [...digits].reverse().entries()) {
    const doubled = index % 2 === 1 ? Number(digit) * 2 : Number(digit);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

function card(name: string, number: string, token: string, story: string, more: Partial<Instrument> = {}): Instrument {
  return { name, kind: "card", number, token, brand: "visa", funding: "credit", story, ...more };
}

function bank(name: string, number: string, token: string, story: string, decline?: Decline): Instrument {
  return { name, kind: "us_bank_account", number, token, brand: "STRIPE TEST BANK", funding: "debit", story, decline };
}
