import { openTestOffice, type TestOffice } from "../support/office";

let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
});
afterAll(() => office.close());

const ASK = `{ failingJobs(first: 5) { totalCount jobs { id task attempts maxAttempts exhausted } } }`;

test("a job that fails is shown to those who run the service, without its payload, and is tried again on request", async () => {
  const work = office.work();
  // The event does not exist for this practice id, but the practice does: the task itself fails on a broken id.
  await work.atomically(async () => work.enqueue("event.dispatch", office.cast.riverside!, { eventId: "no-uuid" }, { maxAttempts: 1 }));
  await office.drain();
  const { data } = await office.as("dana").run(ASK);
  expect(data.failingJobs).toEqual({ totalCount: 1, jobs: [{ id: expect.any(String), task: "event.dispatch", attempts: 1, maxAttempts: 1, exhausted: true }] });

  const retry = (id: string) => office.as("dana").run(`mutation ($input: JobRetryInput!) { jobRetry(input: $input) { jobId userErrors { code path } } }`, { input: { jobId: id } });
  const id = data.failingJobs.jobs[0].id;
  expect((await retry(id)).data.jobRetry).toEqual({ jobId: id, userErrors: [] });
  expect((await retry("987654321")).data.jobRetry).toEqual({ jobId: null, userErrors: [{ code: "NOT_FOUND", path: ["jobId"] }] });
  expect((await retry("1; drop table patient")).data.jobRetry.userErrors).toEqual([{ code: "NOT_FOUND", path: ["jobId"] }]);
});

test("a practice's administrator and a patient see none of it", async () => {
  for (const who of ["priya", "ada"] as const) expect((await office.as(who).run(ASK)).errors![0]!.extensions.code).toBe("FORBIDDEN");
});
