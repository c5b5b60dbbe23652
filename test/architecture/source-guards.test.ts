import { checkEvents } from "../../tools/checks/events";
import { checkLifecycles } from "../../tools/checks/lifecycles";
import { checkRefusals, refusalsNamedIn } from "../../tools/checks/refusals";
import { checkTidy, LONGEST_FILE_LINES } from "../../tools/checks/tidy";
import type { Room } from "../../src/platform/room";

const file = (path: string, text: string) => ({ path, text });
const WHEN = { description: "When something is wrong enough to be said." };

describe("refusals", () => {
  const declared = { CLAIM_NOT_VOIDABLE: WHEN, NOT_FOUND: WHEN };
  const raising = file("src/claims/void-claim.ts", `export function voidClaim(late: boolean) { throw new Refusal(late ? "CLAIM_NOT_VOIDABLE" : "NOT_FOUND", "no"); }`);
  const declaring = file("src/claims/claims.refusals.ts", `export const claimsRefusals = { CLAIM_NOT_VOIDABLE: {}, "NOT_FOUND": {} };`);

  test("codes that are declared and raised pass", () => {
    expect(checkRefusals(declared, [raising, declaring], [{ field: "claimVoid", text: "Voids. Refusals: CLAIM_NOT_VOIDABLE, NOT_FOUND." }])).toEqual({
      summary: "2 codes, raised in 2 places",
      problems: [],
    });
  });

  test("a code that nobody declares is found where it is raised", () => {
    const { problems } = checkRefusals({ NOT_FOUND: WHEN }, [raising], []);
    expect(problems).toEqual(["src/claims/void-claim.ts raises CLAIM_NOT_VOIDABLE, which no room declares: add it to the room's *.refusals.ts"]);
  });

  test("a code that is only declared, or only named in a comment, is found", () => {
    const comment = file("src/claims/submit-claim.ts", `/** Refuses "CLAIM_LOST". */\nexport const submitClaim = 1;`);
    const { problems } = checkRefusals({ ...declared, CLAIM_LOST: WHEN }, [raising, declaring, comment], []);
    expect(problems).toEqual(["CLAIM_LOST is declared and never raised: raise it or take it out"]);
  });

  test("a mutation cannot promise a refusal that does not exist", () => {
    expect(checkRefusals(declared, [raising], [{ field: "claimVoid", text: "Voids. Refusals: NOT_FOUND, CLAIM_TOO_OLD." }]).problems).toEqual([
      "claimVoid promises the refusal CLAIM_TOO_OLD, which no room declares",
    ]);
  });

  test("codes are read out of a description's last sentence and nowhere else", () => {
    expect(refusalsNamedIn("Voids a CLAIM_IN_CAPITALS. Refusals: NOT_FOUND, STALE_VERSION and MOVE_NOT_ALLOWED.")).toEqual(["NOT_FOUND", "STALE_VERSION", "MOVE_NOT_ALLOWED"]);
    expect(refusalsNamedIn("Nothing to refuse.")).toEqual([]);
  });
});

describe("events", () => {
  const room = (more: Partial<Room>): Room => ({
    name: "claims",
    entities: [],
    resolvers: [],
    permissions: {},
    refusals: {},
    events: { "claim.voided": { description: "It was voided.", data: {} } },
    ...more,
  });
  const verb = (type: string) => file("src/claims/void-claim.ts", `export function voidClaim(work: Work) { work.publish({ type: ${type}, practiceId, aggregate }); }`);

  test("an event that is declared, published by its room and heard passes", () => {
    const rooms = [room({}), room({ name: "worklists", events: {}, listeners: [{ name: "worklists.close", to: ["claim.voided"], hear: async () => {} }] })];
    expect(checkEvents(rooms, [verb(`"claim.voided"`)]).problems).toEqual([]);
  });

  test("an event that nobody declares is found, also behind a condition", () => {
    expect(checkEvents([room({})], [verb(`gone ? "claim.voided" : "claim.vanished"`)]).problems).toEqual([
      "src/claims/void-claim.ts publishes claim.vanished, which no room declares: add it to the room's *.events.ts",
    ]);
  });

  test("an event that its room never publishes is found, even when another room does", () => {
    const elsewhere = file("src/worklists/close.ts", `work.publish({ type: "claim.voided" });`);
    expect(checkEvents([room({})], [elsewhere]).problems).toEqual(["claim.voided is declared by claims, which never publishes it"]);
  });

  test("a listener to nothing, and two under one name, are found", () => {
    const listener = (to: string) => ({ name: "worklists.open", to: [to], hear: async () => {} });
    expect(checkEvents([room({ listeners: [listener("claim.voided"), listener("claim.paied")] })], [verb(`"claim.voided"`)]).problems).toEqual([
      "two listeners are named worklists.open: their receipts would be one",
      "the listener worklists.open listens to claim.paied, which no room declares",
    ]);
  });
});

describe("lifecycles", () => {
  test("a table that is total passes", () => {
    expect(checkLifecycles([{ name: "claim", initial: "DRAFT", table: { DRAFT: { submit: "SENT" }, SENT: {} } }]).problems).toEqual([]);
  });

  test.each([
    ["a move into a state that is not listed", { DRAFT: { submit: "SENT" } }, ["claim: DRAFT can submit into SENT, which the table does not list"]],
    ["a state that no move leads to", { DRAFT: {}, LOST: {} }, ["claim: no move leads to LOST or away from it"]],
    ["a beginning that is not listed", { SENT: {} }, ["claim starts as DRAFT, which its table does not list", "claim: no move leads to SENT or away from it"]],
  ])("%s is found", (_what, table, problems) => {
    expect(checkLifecycles([{ name: "claim", initial: "DRAFT", table }]).problems).toEqual(problems);
  });
});

describe("tidy", () => {
  const complete = [file("src/claims/README.md", "# Claims\n"), file("src/claims/index.ts", ""), file("src/claims/room.ts", "export const claimsRoom = {};\n")];
  const told = (...files: { path: string; text: string }[]) => checkTidy([...complete, ...files], ["claims"]).problems;

  test("a complete room with a page of its own passes", () => {
    expect(told(file("src/claims/praise-claim.ts", "export async function praiseClaim() {}\n"))).toEqual([]);
  });

  test("a room without a README, and a folder that is no room, are found", () => {
    expect(checkTidy([...complete.slice(1), file("src/billing/pay.ts", "export {};\n")], ["claims"]).problems).toEqual([
      "src/claims has no README.md",
      "src/billing is neither a room of src/office.ts nor part of the building (vocabulary, edi, platform, sandbox, opening)",
    ]);
  });

  test("a file longer than a page is found", () => {
    expect(told(file("src/claims/long-claim.ts", "// one\n".repeat(LONGEST_FILE_LINES + 1)))).toEqual([`src/claims/long-claim.ts has 401 lines; a file is a page, 400 at most`]);
  });

  test.each([
    ["what is unfinished", "src/claims/praise-claim.ts", `// ${"TO"}DO later\n`, `src/claims/praise-claim.ts:1: "${"TO"}DO": finish it, or open an issue`],
    ["a stub", "src/claims/praise-claim.ts", "\nexport const five = 5; // a stub for now\n", `src/claims/praise-claim.ts:2: "stub": finish it, or open an issue`],
    ["a folder that hides what it holds", "src/claims/helpers/money.ts", "", `src/claims/helpers/money.ts: "helpers" says nothing; name it by what it is in the office`],
    ["a file that hides what it holds", "src/claims/utils.ts", "", `src/claims/utils.ts: "utils" says nothing; name it by what it is in the office`],
    ["a name that is not what the file does", "src/claims/praise-claim.ts", "export function paintHouse() {}\n", "src/claims/praise-claim.ts: none of its exports shares a word with its name"],
    ["a file name in capitals", "src/claims/voidClaim.ts", "", "src/claims/voidClaim.ts: file names are words with hyphens"],
    ["somebody's own path", "src/claims/README.md", `see "/home/${"ada"}/carebill"`, `src/claims/README.md:1: /home/${"ada"}/carebill is a path of one machine`],
    [
      "SQL by hand",
      "src/claims/praise-claim.ts",
      "work.sql(`select * from claim`);\n",
      "src/claims/praise-claim.ts writes SQL by hand: use entities, or give the reason in tools/checks/exceptions.ts (RAW_SQL)",
    ],
  ])("%s is found", (_what, path, text, problem) => {
    expect(told(file(path, text))).toContain(problem);
  });

  test("a function that touches no table is not SQL by hand, and the ledger writes what it must", () => {
    expect(told(file("src/claims/number-claims.ts", "work.sql(`select nextval('claim_number_seq')::text as number`);\n"))).toEqual([]);
    expect(
      checkTidy([file("src/ledger/post.ts", "work.sql(`insert into journal values ($1)`);\n"), ...["README.md", "index.ts", "room.ts"].map((name) => file(`src/ledger/${name}`, ""))], ["ledger"])
        .problems,
    ).toEqual([]);
  });
});
