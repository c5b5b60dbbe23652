import request from "supertest";
import { EMBEDDED, HOSTED, openTill, type Till } from "./till";

let till: Till;
beforeEach(async () => {
  till = await openTill({ webhookUrl: undefined, merchant: "Riverside <Clinic>" });
});
afterEach(() => till.close());

const GOOD = { card: "4242424242424242", expiry: "12/34", cvc: "123" };
const pathOf = (url: string): string => new URL(url).pathname;

test("the hosted page shows the merchant, the amount and the test cards, and loads nothing from elsewhere", async () => {
  const session = await till.stripe.checkout.sessions.create(HOSTED);
  expect(session.url).toBe(`${till.simulator.url}/c/pay/${session.id}`);
  const page = await request(till.simulator.url).get(pathOf(session.url!)).expect(200);
  expect(page.headers["content-security-policy"]).toBe("default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'");
  expect(page.headers["x-frame-options"]).toBe("DENY");
  expect(page.text).toContain("<h1>Pay Riverside &lt;Clinic&gt;</h1>");
  expect(page.text).toContain("<caption>Payment to Riverside Clinic</caption>");
  expect(page.text).toContain('<td class="money" id="total">$45.75</td>');
  expect(page.text).toContain("<code>4000 0000 0000 9995</code>");
  expect(page.text).not.toMatch(/<script|src=|@import|url\(/);
  for (const id of ["email", "card", "expiry", "cvc", "name", "bank_account"]) {
    expect(page.text).toContain(`<label for="${id}">`);
    expect(page.text).toContain(`id="${id}"`);
  }
});

test("paying by the form goes back to the shop with the session's id", async () => {
  const session = await till.stripe.checkout.sessions.create(HOSTED);
  const paid = await request(till.simulator.url)
    .post(pathOf(session.url!))
    .type("form")
    .send({ ...GOOD, email: "bo@example.com", name: "Bo Lind" })
    .expect(303);
  expect(paid.headers["location"]).toBe(`https://portal.example/paid?session=${session.id}`);
  expect(await till.stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
    status: "complete",
    payment_status: "paid",
    customer_details: { email: "bo@example.com", name: "Bo Lind" },
  });
  const again = await request(till.simulator.url).get(pathOf(session.url!)).expect(200);
  expect(again.text).toContain("Your payment was received.");
  await request(till.simulator.url).post(pathOf(session.url!)).type("form").send(GOOD).expect(303);
  expect((await till.stripe.charges.list()).data).toHaveLength(1);
});

test("the embedded page stands at its client secret, may be framed, and returns the whole window", async () => {
  const session = await till.stripe.checkout.sessions.create({ ...EMBEDDED, branding_settings: { display_name: "Riverside" } });
  const path = `/embedded/${session.client_secret}`;
  const page = await request(till.simulator.url).get(path).expect(200);
  expect(page.headers["x-frame-options"]).toBeUndefined();
  expect(page.text).toContain("<h1>Pay Riverside</h1>");
  expect(page.text).toContain(`action="${path}" target="_top"`);
  const paid = await request(till.simulator.url).post(path).type("form").send(GOOD).expect(303);
  expect(paid.headers["location"]).toBe(`https://portal.example/paid?session=${session.id}`);
  await request(till.simulator.url)
    .get(`${path.slice(0, -1)}_`)
    .expect(404);
  await request(till.simulator.url).get(`/c/pay/${session.id}`).expect(404);
});

test("a session that does not redirect thanks on the page", async () => {
  const { return_url: _, ...noReturn } = EMBEDDED;
  const session = await till.stripe.checkout.sessions.create({ ...noReturn, redirect_on_completion: "never" });
  const paid = await request(till.simulator.url).post(`/embedded/${session.client_secret}`).type("form").send({ bank_account: "000123456789" }).expect(200);
  expect(paid.text).toContain("Your bank is working on your payment.");
});

test.each([
  ["a declined card", { ...GOOD, card: "4000000000000002" }, "generic_decline"],
  ["a wrong digit", { ...GOOD, card: "4242424242424241" }, "incorrect_number"],
  ["a card that is not a test card", { ...GOOD, card: "4111111111111111" }, "test_mode_live_card"],
  ["a past expiry", { ...GOOD, expiry: "10/26" }, "invalid_expiry_year"],
  ["a month 13", { ...GOOD, expiry: "13/30" }, "invalid_expiry_month"],
  ["no security code", { ...GOOD, cvc: "" }, "invalid_cvc"],
])("%s is told on the page, without the number, and the session stays open", async (_what, form, code) => {
  const session = await till.stripe.checkout.sessions.create(HOSTED);
  const page = await request(till.simulator.url).post(pathOf(session.url!)).type("form").send(form).expect(402);
  expect(page.text).toMatch(new RegExp(`role="alert" id="wrong">[^<]+\\(${code}\\)`));
  expect(page.text).not.toContain(form.card);
  expect((await till.stripe.checkout.sessions.retrieve(session.id)).status).toBe("open");
});

test("the month of expiry is still good", async () => {
  const session = await till.stripe.checkout.sessions.create(HOSTED);
  await request(till.simulator.url)
    .post(pathOf(session.url!))
    .type("form")
    .send({ ...GOOD, expiry: "11/26" })
    .expect(303);
});

test("an expired session says so and takes no card", async () => {
  const session = await till.stripe.checkout.sessions.create(HOSTED);
  till.clock.forward(86_400);
  const page = await request(till.simulator.url).post(pathOf(session.url!)).type("form").send(GOOD).expect(200);
  expect(page.text).toContain("This checkout has expired");
  expect((await till.stripe.charges.list()).data).toEqual([]);
});
