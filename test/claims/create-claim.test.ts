import { openTestOffice, type TestOffice } from "../support/office";
let office: TestOffice;
beforeAll(async () => { office = await openTestOffice(); });
afterAll(() => office.close());
test("opens", async () => { expect((await office.owner("select count(*)::int as n from claim"))[0]).toEqual({ n: 0 }); });
