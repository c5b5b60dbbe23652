import { toTypeId, uuidv7 } from "../../src/platform/database/ids";
import { openTestOffice, type TestOffice } from "../support/office";

let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
});
afterAll(() => office.close());

const LIST = `query ($filter: TaskFilter) { tasks(first: 20, filter: $filter, orderBy: PRIORITY_ASC) { totalCount nodes { id kind status title amountCents reasonCodes subjectId dueOn resolution version assignee { name } history { act actorName note } } } }`;
const list = async (filter: object = {}) => (await office.as("dana").run(LIST, { filter })).data.tasks;

async function happen(type: string, aggregateId: string, data: Record<string, unknown> = {}) {
  const work = office.work();
  await work.atomically(async () => work.publish({ type, practiceId: office.cast.riverside!, aggregate: { type: type.split(".")[0]!, id: aggregateId }, data }));
  await office.drain();
}

test("a denial opens a task with its codes and amount; being paid settles it", async () => {
  const claim = uuidv7();
  await happen("claim.denied", claim, { payerSequence: 1, reasonCodes: ["16", "N290"], amountCents: 15_000 });
  const { nodes } = await list({ kind: ["DENIAL"] });
  expect(nodes).toMatchObject([{ status: "OPEN", title: "A payer denied a claim", amountCents: 15_000, reasonCodes: ["16", "N290"], subjectId: toTypeId("clm", claim), history: [{ act: "open" }] }]);
  await happen("claim.paid", claim);
  expect((await list({ kind: ["DENIAL"] })).nodes).toMatchObject([
    { status: "DONE", resolution: "The payer paid the claim.", history: [{ act: "open" }, { act: "complete", note: "The payer paid the claim." }] },
  ]);
});

test("a claim in a remittance that matches none of ours opens a task about it; matching it by hand settles it", async () => {
  const [remittance, remittanceClaimId] = [uuidv7(), uuidv7()];
  await happen("remittance.unmatched", remittance, { remittanceClaimId, reason: "CLAIM_NOT_FOUND" });
  expect((await list({ kind: ["UNMATCHED_REMITTANCE"] })).nodes).toMatchObject([{ status: "OPEN", reasonCodes: ["CLAIM_NOT_FOUND"], subjectId: toTypeId("rcl", remittanceClaimId) }]);
  await happen("remittance.matched", remittance, { remittanceClaimId, claimId: uuidv7() });
  expect((await list({ kind: ["UNMATCHED_REMITTANCE"] })).nodes).toMatchObject([{ status: "DONE", resolution: "Somebody said which claim it is." }]);
});

test("an amount that needs a person opens a review with its kind and codes", async () => {
  await happen("remittance.review_needed", uuidv7(), { claimId: uuidv7(), payerSequence: 1, kind: "ELIGIBILITY", reasonCodes: ["PR-27"], amountCents: 4200 });
  expect((await list({ kind: ["PAYMENT_REVIEW"] })).nodes).toMatchObject([{ status: "OPEN", amountCents: 4200, reasonCodes: ["PR-27", "ELIGIBILITY"] }]);
});

const open = async (title = "Call about the balance") =>
  (
    await office.as("ben").run(`mutation ($input: TaskOpenInput!) { taskOpen(input: $input) { task { id version status } userErrors { code path } } }`, {
      input: { practiceId: office.id("riverside"), subjectId: office.id("ada"), title },
    })
  ).data.taskOpen;

test("a task by hand is assigned, snoozed, comes back on its day, and is completed with what was done", async () => {
  const { task } = await open();
  const act = async (name: string, input: object) =>
    (
      await office
        .as("ben")
        .run(
          `mutation ($input: ${name[0]!.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { task { status version snoozedUntil subject { id ... on Patient { fullName } } } userErrors { code path } } }`,
          { input: { taskId: task.id, ...input } },
        )
    ).data[name];
  expect(await act("taskAssign", { assigneeId: office.id("ben") })).toMatchObject({ task: { status: "OPEN", subject: { id: office.id("ada"), fullName: "Park, Ada" } } });
  expect(await act("taskSnooze", { until: "2020-01-01" })).toMatchObject({ task: null, userErrors: [{ code: "INVALID_INPUT", path: ["until"] }] });
  const day = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
  expect(await act("taskSnooze", { until: day })).toMatchObject({ task: { status: "SNOOZED", snoozedUntil: day } });
  await office.moveClock(day);
  expect((await list({ assigneeId: office.id("ben") })).nodes).toMatchObject([{ status: "OPEN" }]);
  expect(await act("taskComplete", { resolution: "Called; she pays on Friday." })).toMatchObject({ task: { status: "DONE" } });
  expect(await act("taskSnooze", { until: "2099-01-01" })).toMatchObject({ task: null, userErrors: [{ code: "MOVE_NOT_ALLOWED" }] });
  const [shown] = (await list({ assigneeId: office.id("ben") })).nodes;
  expect(shown.assignee).toEqual({ name: "Ben Okafor" });
  expect(shown.history.map((row: { act: string }) => row.act)).toEqual(["open", "assign", "snooze", "wake", "complete"]);
});

test("a task about nothing, or about what is not yours, is refused", async () => {
  const ask = async (subjectId: string) =>
    (
      await office
        .as("ben")
        .run(`mutation ($input: TaskOpenInput!) { taskOpen(input: $input) { task { id } userErrors { code path } } }`, { input: { practiceId: office.id("riverside"), subjectId, title: "x" } })
    ).data.taskOpen;
  const before = (await list()).totalCount;
  expect(await ask("pat_01h455vb4pex5vsknk084sn02q")).toEqual({ task: null, userErrors: [{ code: "NOT_FOUND", path: ["subjectId"] }] });
  expect(await ask("nonsense")).toEqual({ task: null, userErrors: [{ code: "INVALID_ID", path: ["subjectId"] }] });
  expect((await list()).totalCount).toBe(before);
});

test("nobody from another practice is given the task, and an auditor only looks", async () => {
  const { task } = await open("Second look");
  const deny = await office.as("audrey").run(`mutation ($input: TaskAssignInput!) { taskAssign(input: $input) { task { id } } }`, { input: { taskId: task.id, assigneeId: office.id("ben") } });
  expect(deny.errors![0]!.extensions.code).toBe("FORBIDDEN");
  await office.owner("update staff_user set employer_practice_id = $1 where id = $2", [office.cast.lakeside, office.cast.petra]);
  const { data } = await office
    .as("ben")
    .run(`mutation ($input: TaskAssignInput!) { taskAssign(input: $input) { task { id } userErrors { code } } }`, { input: { taskId: task.id, assigneeId: office.id("petra") } });
  expect(data.taskAssign).toEqual({ task: null, userErrors: [{ code: "TASK_ASSIGNEE_OUT_OF_REACH" }] });
});
