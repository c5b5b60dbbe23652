import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import request from "supertest";
import { documentationRoute, examplePayPage } from "../../../src/opening/documentation";
import { makeExplorer, wayToExplorer } from "../../../src/opening/explorer";
import { markdownToHtml } from "../../../src/opening/markdown";
import { openTestOffice, type TestOffice } from "../../support/office";
import { temporaryDirectory } from "./program";

const place = temporaryDirectory();
const docs = path.join(place.path, "docs");
mkdirSync(path.join(docs, "refusals"), { recursive: true });
writeFileSync(path.join(docs, "refusals/STALE_VERSION.md"), "# STALE_VERSION\n\nRead it again.\n");
writeFileSync(path.join(docs, "refusals/README.md"), "# Refusals\n");
writeFileSync(path.join(docs, ".hidden.md"), "secret");
writeFileSync(path.join(place.path, "outside.md"), "secret");
symlinkSync(path.join(place.path, "outside.md"), path.join(docs, "link.md"));

const explorer = makeExplorer({
  tokens: [
    { kind: "biller", who: "Ben", token: "eyJ.biller.token" },
    { kind: "ehr-app", who: "Northwind", token: "eyJ.app.token" },
  ],
  operations: [
    { name: "Start here", as: "biller", keyed: false, keeps: [{ name: "me", path: "viewer.id" }], query: "{ viewer { id } }", variables: "{}" },
    { name: "Me again", as: "ehr-app", keyed: true, keeps: [], query: '{ node(id: "{{me}}") { id } }', variables: "{}" },
  ],
  ids: { riverside: "prc_1" },
});

let office: TestOffice;
beforeAll(async () => void (office = await openTestOffice({ routes: [documentationRoute(place.path), wayToExplorer, explorer.files, examplePayPage], explorer: explorer.page })));
afterAll(async () => {
  await office.close();
  place.remove();
});
const get = (where: string) => request(office.office.app).get(where);
const open = (headers: Record<string, string> = {}) => get("/graphql").set({ accept: "text/html,application/xhtml+xml,*/*;q=0.8", host: "localhost:4000", ...headers });

test("a browser gets the explorer from our own files, and its policy lets it talk to nobody else", async () => {
  const response = await open();
  expect([response.status, response.type]).toEqual([200, "text/html"]);
  const policy = response.headers["content-security-policy"]!;
  const nonce = /'nonce-([^']+)'/.exec(policy)![1]!;
  expect(policy).toContain("connect-src 'self'");
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain("http");
  expect(response.text).toContain(`nonce="${nonce}"`);
  expect([...response.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, target]) => target!).filter((target) => /^(https?:)?\/\//.test(target))).toEqual([]);
  const scripts = [...response.text.matchAll(/src="([a-z0-9.-]+\.js)"/gi)].map(([, file]) => file!);
  expect(scripts.length).toBeGreaterThan(0);
  for (const file of scripts) expect((await get(`/explorer/${file}`)).type).toMatch(/javascript/);
  expect((await open()).headers["content-security-policy"]).not.toBe(policy);
});

test("the page holds the tokens for a browser on this machine that called us by this machine's name, and for no other", async () => {
  const token = "eyJ.biller.token";
  expect((await open()).text).toContain(token);
  expect((await open({ host: "127.0.0.1:4000" })).text).toContain(token);
  expect((await open({ host: "rebound.example:4000" })).text).not.toContain(token);
  expect((await open({ "x-forwarded-for": "203.0.113.9" })).text).not.toContain(token);
});

test("each tab carries the token of its actor, and what one answers the next ones use", async () => {
  const { text } = await open();
  for (const part of ["Authorization: `Bearer {{biller}}`", "Authorization: `Bearer {{ehrApp}}`", "ehrApp: `eyJ.app.token`"]) expect(text).toContain(part);
  expect(text).toMatch(/initialPostRequestScript: `[^`]*viewer\.id[^`]*altair\.storage\.set\(\\?"me\\?", part\)/);
  expect(text).toMatch(/initialPreRequestScript: `[^`]*altair\.storage\.get\(\\?"me\\?"\)/);
  expect((await open({ host: "rebound.example:4000" })).text).not.toContain("{{ehrApp}}");
});

test("a name in the Host header cannot become markup", async () => {
  expect((await open({ host: "a.example</script><script>alert(1)</script>" })).text).not.toContain("alert(1)");
});

test("whoever is no browser is told that the API takes POST; the bare address leads to the explorer", async () => {
  expect((await get("/graphql").set("accept", "application/json")).status).toBe(405);
  expect((await get("/graphql")).status).toBe(405);
  expect((await get("/")).headers.location).toBe("/graphql");
});

test("without an explorer, as in production, a browser gets none", async () => {
  const plain = await openTestOffice();
  try {
    expect((await request(plain.office.app).get("/graphql").set("accept", "text/html")).status).toBe(405);
    expect((await request(plain.office.app).get("/explorer/main.js")).status).toBe(404);
  } finally {
    await plain.close();
  }
});

test("in the sandbox a pay link leads to a page that says what a portal sends, with the link's own token and nothing else of the address", async () => {
  const token = "l13ZsvX0NwuErwJlJFhf_atdYwTDonpqk3AsYnC5aNE";
  const response = await get(`/pay/${token}`);
  expect([response.status, response.type, response.headers["cache-control"], response.headers["referrer-policy"]]).toEqual([200, "text/html", "no-store", "no-referrer"]);
  expect(response.text.match(/token: &quot;[^&]+&quot;|token: "[^"]+"/g)?.map((each) => each.replaceAll(/&quot;|token: |"/g, ""))).toEqual([token, token, token]);
  for (const wrong of ["short", "%3Cscript%3Ealert(1)%3C%2Fscript%3Ealert", `${token}$&`, "x".repeat(101)]) expect([wrong, (await get(`/pay/${wrong}`)).status]).toEqual([wrong, 404]);
});

test("docUrl leads to a page", async () => {
  const response = await get("/docs/refusals/STALE_VERSION");
  expect([response.status, response.type]).toEqual([200, "text/html"]);
  expect(response.text).toContain("<h1>STALE_VERSION</h1>\n<p>Read it again.</p>");
  expect((await get("/docs/refusals/STALE_VERSION.md")).status).toBe(200);
  expect((await get("/docs/refusals")).text).toContain("<h1>Refusals</h1>");
});

test.each([
  ["/docs/../outside"],
  ["/docs/..%2foutside"],
  ["/docs/%2e%2e/outside"],
  ["/docs/refusals/..%2f..%2foutside.md"],
  ["/docs/link"],
  ["/docs/.hidden"],
  ["/docs/%00"],
  ["/docs/refusals%5c..%5coutside"],
  ["/docs/nothing"],
  ["/docs/"],
  ["/explorer/..%2f..%2fpackage.json"],
  ["/explorer/%2e%2e/index.js"],
  ["/explorer/nothing.js"],
  ["/explorer/.hidden"],
])("%s leads nowhere", async (where) => {
  const response = await get(where);
  expect([where, response.status]).toEqual([where, 404]);
  expect(response.text).not.toContain("secret");
});

test("a page is made of its Markdown and of nothing that it smuggles", () => {
  expect(
    markdownToHtml(
      "# A `code`\n\nOne **two**\nthree [four](/docs/x) [bad](javascript:alert(1)) <b>\n\n- a\n  b\n- c\n\n1. d\n\n| h | i |\n|---|---|\n| `a\\|b` | <i> |\n\n```sh\n# not a heading <x>\n```\n",
    ),
  ).toEqual({
    title: "A code",
    html: [
      "<h1>A <code>code</code></h1>",
      '<p>One <strong>two</strong>\nthree <a href="/docs/x">four</a> [bad](javascript:alert(1)) &lt;b&gt;</p>',
      "<ul><li>a\nb</li><li>c</li></ul>",
      "<ol><li>d</li></ol>",
      "<table><tr><th>h</th><th>i</th></tr><tr><td><code>a|b</code></td><td>&lt;i&gt;</td></tr></table>",
      "<pre><code># not a heading &lt;x&gt;</code></pre>",
    ].join("\n"),
  });
});
