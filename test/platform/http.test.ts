import { generateKeyPairSync } from "node:crypto";
import jwt from "jsonwebtoken";
import request from "supertest";
import { TokenKey } from "../../src/platform/access/tokens";
import { readConfig } from "../../src/platform/config/config";
import { BODY_LIMIT_BYTES } from "../../src/platform/http/http-server";
import { openTestOffice, type TestOffice } from "../support/office";

let office: TestOffice;
beforeAll(async () => void (office = await openTestOffice()));
afterAll(() => office.close());

const VIEWER = JSON.stringify({ query: "{ viewer { kind } }" });
const post = () => request(office.office.app).post("/graphql").set("content-type", "application/json");
const claims = () => ({ kind: "staff" as const, id: office.cast.ben!, billingServiceId: office.cast.billingServiceId! });

test.each([["get"], ["put"], ["delete"], ["patch"], ["options"]] as const)("%s is not how one calls the API", async (method) => {
  const response = await request(office.office.app)[method]("/graphql");
  expect([response.status, response.headers.allow, response.body.errors[0].extensions.code]).toEqual([405, "POST", "BAD_USER_INPUT"]);
});

test("elsewhere there is nothing, and the answer says where to go", async () => {
  const response = await request(office.office.app).get("/admin");
  expect(response.status).toBe(404);
  expect(response.body.errors).toEqual([
    { message: "There is nothing here. The API is POST /graphql.", extensions: { code: "NOT_FOUND", requestId: response.headers["x-request-id"], retryable: false } },
  ]);
});

test.each([
  ["no JSON", "application/json", "{", 400],
  ["JSON that is no request", "application/json", "[]", 400],
  ["nothing", "application/json", "", 400],
  ["another charset", "application/json; charset=latin-9", VIEWER, 415],
  ["a form, as another page could send it", "text/plain", VIEWER, 400],
  ["several requests in one", "application/json", `[${VIEWER},${VIEWER}]`, 400],
])("a body that is %s is refused with BAD_USER_INPUT and no stack", async (_what, type, body, status) => {
  const response = await post().set("content-type", type).send(body);
  expect([response.status, response.body.errors[0].extensions.code]).toEqual([status, "BAD_USER_INPUT"]);
  expect(response.text).not.toMatch(/ at |node_modules|SyntaxError/);
});

test("a body over the limit is refused before it is read", async () => {
  const response = await post().send(JSON.stringify({ query: "{ viewer { kind } }", variables: { text: "x".repeat(BODY_LIMIT_BYTES) } }));
  expect([response.status, response.body.errors[0]]).toEqual([
    413,
    { message: `A request body is at most ${BODY_LIMIT_BYTES} bytes.`, extensions: { code: "BAD_USER_INPUT", requestId: response.headers["x-request-id"], retryable: false } },
  ]);
});

test("a request id of the caller's comes back on the answer and its errors; one that could do harm is replaced", async () => {
  const mine = await post().set("x-request-id", "visit-2026-11-23.0001").send(VIEWER);
  expect(mine.headers["x-request-id"]).toBe("visit-2026-11-23.0001");
  expect(mine.body.errors[0].extensions).toMatchObject({ code: "UNAUTHENTICATED", requestId: "visit-2026-11-23.0001" });
  for (const harmful of ["short", "x".repeat(65), "a b c d e f g h", "<script>alert(1)</script>"]) {
    expect((await post().set("x-request-id", harmful).send(VIEWER)).headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
  }
});

test("every answer forbids caching, sniffing and framing, and names no software", async () => {
  for (const response of [await post().send(VIEWER), await request(office.office.app).get("/health"), await request(office.office.app).get("/nowhere")]) {
    expect(response.headers).toMatchObject({ "cache-control": "no-store", "x-content-type-options": "nosniff", "x-frame-options": "DENY", "referrer-policy": "no-referrer" });
    expect(response.headers).not.toHaveProperty("x-powered-by");
    expect(response.headers).not.toHaveProperty("access-control-allow-origin");
  }
});

test("in production the schema is shown to authenticated callers only, also when somebody just asked the same; in the sandbox to everybody", async () => {
  const config = readConfig(
    {
      PORT: "0",
      CAREBILL_MODE: "production",
      DATABASE_URL: "postgres://o:p@db/c",
      CAREBILL_SIGNING_KEY: TokenKey.generatePem(),
      STRIPE_SECRET_KEY: "sk",
      STRIPE_WEBHOOK_SECRET: "wh",
      STRIPE_PUBLISHABLE_KEY: "pk",
      CAREBILL_CLEARINGHOUSE: "/srv/claims",
      SMTP_URL: "smtp://mail",
    },
    process.cwd(),
  );
  const SCHEMA = "{ __schema { queryType { name } } }";
  const real = await openTestOffice({ config });
  try {
    const anonymously = (query: string) => request(real.office.app).post("/graphql").send({ query });
    const token = real.office.tokenKey.sign(claims(), new Date(), 600);
    expect((await anonymously(SCHEMA).set("authorization", `Bearer ${token}`)).body).toEqual({ data: { __schema: { queryType: { name: "Query" } } } });
    for (const query of [SCHEMA, '{ __type(name: "Claim") { name } }', "{ ...F } fragment F on Query { a: __schema { types { name } } }"]) {
      const refused = await anonymously(query);
      expect([query, refused.status, refused.body]).toEqual([
        query,
        401,
        {
          errors: [
            { message: "The schema is shown to authenticated callers only: send a token.", extensions: { code: "UNAUTHENTICATED", retryable: false, requestId: refused.headers["x-request-id"] } },
          ],
        },
      ]);
    }
    // What every client asks for is no introspection.
    expect((await anonymously("{ __typename }")).body).toEqual({ data: { __typename: "Query" } });
  } finally {
    await real.close();
  }
  expect((await post().send({ query: SCHEMA })).body).toEqual({ data: { __schema: { queryType: { name: "Query" } } } });
});

test("alive and ready are two questions", async () => {
  expect((await request(office.office.app).get("/health")).body).toEqual({ status: "ok" });
  expect((await request(office.office.app).get("/ready")).body).toEqual({ status: "ready" });
});

test("the published key verifies our tokens", async () => {
  const { body } = await request(office.office.app).get("/.well-known/jwks.json");
  expect(body.keys).toEqual([{ kty: "EC", crv: "P-256", x: expect.any(String), y: expect.any(String), kid: office.office.tokenKey.keyId, alg: "ES256", use: "sig" }]);
});

describe("a token that is not ours opens nothing", () => {
  const soon = () => Math.floor(Date.now() / 1000) + 600;
  const body = () => ({ ...claims(), sub: office.cast.ben!, id: undefined });
  const kid = () => office.office.tokenKey.keyId;
  const tokens: [string, () => string][] = [
    ["another key's", () => TokenKey.fromPem(TokenKey.generatePem()).sign(claims(), new Date(), 600)],
    [
      "another key's under our key id",
      () => jwt.sign({ ...body(), exp: soon() }, generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey, { algorithm: "ES256", keyid: kid(), issuer: "carebill", audience: "carebill-api" }),
    ],
    ["unsigned", () => jwt.sign({ ...body(), exp: soon() }, "", { algorithm: "none", keyid: kid(), issuer: "carebill", audience: "carebill-api" })],
    [
      "signed with our public key as a shared secret",
      () => jwt.sign({ ...body(), exp: soon() }, JSON.stringify(office.office.tokenKey.jwks().keys[0]), { algorithm: "HS256", keyid: kid(), issuer: "carebill", audience: "carebill-api" }),
    ],
    ["expired", () => office.office.tokenKey.sign(claims(), new Date(Date.now() - 7200_000), 3600)],
    ["of ten years", () => office.office.tokenKey.sign(claims(), new Date(), 10 * 365 * 24 * 3600)],
    ["of somebody who is not there", () => office.office.tokenKey.sign({ ...claims(), id: office.cast.ada! }, new Date(), 600)],
    ["of another billing service", () => office.office.tokenKey.sign({ ...claims(), billingServiceId: "01937000-0000-7000-8000-000000000002" }, new Date(), 600)],
    ["of a patient without a practice", () => office.office.tokenKey.sign({ ...claims(), kind: "patient", id: office.cast.ada! }, new Date(), 600)],
    ["cut short", () => office.office.tokenKey.sign(claims(), new Date(), 600).slice(0, -4)],
  ];
  test.each(tokens)("%s", async (_name, token) => {
    const response = await post().set("authorization", `Bearer ${token()}`).send(VIEWER);
    expect([response.status, response.body.data, response.body.errors[0].extensions.code]).toEqual([401, undefined, "UNAUTHENTICATED"]);
  });

  test.each([["Basic YmVuOmJlbg=="], ["Bearer"], ["Bearer  "], ["bearer x.y.z"], ["x.y.z"]])("the header %j", async (header) => {
    expect((await post().set("authorization", header).send(VIEWER)).status).toBe(401);
  });

  test("ours does", async () => {
    const token = office.office.tokenKey.sign(claims(), new Date(), 600);
    expect((await post().set("authorization", `Bearer ${token}`).send(VIEWER)).body).toMatchObject({ data: { viewer: { kind: "staff" } } });
  });
});
