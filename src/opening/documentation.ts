import { readFileSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import type { Route } from "../platform/http/http-server";
import { markdownToHtml } from "./markdown";

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/** `docUrl` of a refusal or a finding leads here: the pages of docs/, and nothing outside it. */
export function documentationRoute(root: string): Route {
  const docs = path.join(root, "docs");
  return {
    method: "get",
    path: "/docs/*page",
    handle: (request, response, next) => {
      const text = readPage(docs, request.params.page as unknown as string[]);
      if (text === null) return next();
      response.set({ "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'", "cache-control": "public, max-age=300" });
      response.type("html").send(page(text));
    },
  };
}

/** Names are checked one by one and the file is resolved before it is read: no way up, no hidden file, no link out. */
function readPage(docs: string, segments: readonly string[]): string | null {
  if (segments.length === 0 || segments.some((segment) => !NAME.test(segment))) return null;
  const wanted = path.join(docs, ...segments);
  for (const file of wanted.endsWith(".md") ? [wanted] : [`${wanted}.md`, path.join(wanted, "README.md")]) {
    try {
      const real = realpathSync(file);
      if (real.startsWith(realpathSync(docs) + path.sep) && statSync(real).isFile()) return readFileSync(real, "utf8");
    } catch {} // not there
  }
  return null;
}

/** Where pay links lead while no portal is set (CAREBILL_PAY_PAGE): what such a page would send. In the sandbox only. */
export const examplePayPage: Route = {
  method: "get",
  path: "/pay/:token",
  handle: (request, response, next) => {
    const { token } = request.params as { token: string };
    if (!/^[A-Za-z0-9_-]{20,100}$/.test(token)) return next();
    response.set("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'");
    response.type("html").send(page(PAY_PAGE.replaceAll("TOKEN", token)));
  },
};

const PAY_PAGE = `# Pay your statement

Here your portal's page would stand (\`CAREBILL_PAY_PAGE\`). It needs no session: whoever holds the link and knows the date of birth of the person whom the statement is to may pay it. The page sends three operations to \`POST /graphql\`, without an \`Authorization\` header.

1. Ask for the date of birth, and open the link. A wrong one costs an attempt. The answer has \`access\`, good for half an hour.

\`\`\`
mutation { payLinkOpen(input: { token: "TOKEN", birthDate: "1988-03-09" }) {
  access payLink { practiceName statementNumber amountDueCents } userErrors { code message } } }
\`\`\`

2. Pay all of it, or a part (\`amountCents\`), with the header \`Idempotency-Key\`. Mount the processor's embedded checkout with \`clientSecret\` and \`publishableKey\`; in the sandbox, \`url\` is the card simulator's page.

\`\`\`
mutation { payLinkPay(input: { token: "TOKEN", access: "…" }) {
  checkout { status amountCents clientSecret publishableKey url } userErrors { code message } } }
\`\`\`

3. Afterwards, show what is still open.

\`\`\`
{ payLink(token: "TOKEN", access: "…") { amountDueCents } }
\`\`\`
`;

function page(markdown: string): string {
  const { title, html } = markdownToHtml(markdown);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}pre,code{font-family:ui-monospace,monospace;font-size:.9em;background:#f3f3f1}pre{padding:.8rem;overflow:auto}code{padding:0 .2em}table{border-collapse:collapse}td,th{border:1px solid #ccc;padding:.3rem .6rem;text-align:left;vertical-align:top}@media(prefers-color-scheme:dark){body{color:#e6e6e6;background:#161616}pre,code{background:#262626}a{color:#8ab4f8}}</style>
</head><body>${html}</body></html>`;
}
