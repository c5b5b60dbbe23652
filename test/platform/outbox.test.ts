import { dispatchTask } from "../../src/platform/events/dispatch";
import type { Listener } from "../../src/platform/events/listener";
import { openTestOffice, type TestOffice } from "../support/office";

let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
});
afterAll(() => office.close());

const publish = (fail = false) => {
  const work = office.work();
  return work.atomically(async () => {
    work.publish({ type: "patient.updated", practiceId: office.cast.riverside!, aggregate: { type: "patient", id: office.cast.ada! }, data: { n: 1 } });
    if (fail) throw new Error("the effect failed");
  });
};
const events = async () => Number((await office.owner("select count(*) from event where type = 'patient.updated'"))[0]!.count);
const jobs = async () => Number((await office.owner("select count(*) from graphile_worker.jobs where task_identifier = 'event.dispatch'"))[0]!.count);

test("an event and its dispatch are stored with the effect, or not at all", async () => {
  const [eventsBefore, jobsBefore] = [await events(), await jobs()];
  await expect(publish(true)).rejects.toThrow("the effect failed");
  expect([await events(), await jobs()]).toEqual([eventsBefore, jobsBefore]);
  await publish();
  expect([await events(), await jobs()]).toEqual([eventsBefore + 1, jobsBefore + 1]);
});

test("events of one aggregate are numbered without a gap, also when they come at once", async () => {
  await Promise.all(Array.from({ length: 12 }, () => publish()));
  const rows = await office.owner("select sequence from event where aggregate_id = $1 order by sequence", [office.cast.ada]);
  expect(rows.map((row) => row.sequence)).toEqual(rows.map((_, index) => index + 1));
});

test("each listener hears an event once; one that fails hears it again and the others do not", async () => {
  await publish();
  const [event] = await office.owner("select id, practice_id from event order by recorded_at desc, sequence desc limit 1");
  const heard: string[] = [];
  let failures = 1;
  const listener = (name: string, fails: boolean): Listener => ({
    name,
    to: ["patient.updated"],
    hear: async () => {
      if (fails && failures-- > 0) throw new Error("not now");
      heard.push(name);
    },
  });
  const task = dispatchTask([listener("shaky", true), listener("steady", false), { ...listener("deaf", false), to: ["patient.created"] }]);
  const payload = { practiceId: event!.practice_id, eventId: event!.id };
  await expect(task.run(office.work(), payload)).rejects.toThrow("not now");
  await task.run(office.work(), payload);
  await task.run(office.work(), payload);
  expect(heard).toEqual(["steady", "shaky"]);
});
