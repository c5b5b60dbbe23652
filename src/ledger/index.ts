export { ACCOUNTS, ADJUSTMENT_ACCOUNTS, type Account } from "./accounts";
export { LedgerEntryType } from "./graphql/ledger.types";
export { checkLedger } from "./ledger-health";
export { lineBalances, openPatientLines, unappliedCredit, type LineBalance, type OpenLine } from "./line-balances";
export { entriesOf, postJournal, reverseJournal, type Dimensions, type EntryDraft } from "./post-journal";
export { ledgerRoom } from "./room";
export { subledgerOf, type SubledgerPart } from "./subledger";
