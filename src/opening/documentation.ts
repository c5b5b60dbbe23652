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

function page(markdown: string): string {
  const { title, html } = markdownToHtml(markdown);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}pre,code{font-family:ui-monospace,monospace;font-size:.9em;background:#f3f3f1}pre{padding:.8rem;overflow:auto}code{padding:0 .2em}table{border-collapse:collapse}td,th{border:1px solid #ccc;padding:.3rem .6rem;text-align:left;vertical-align:top}@media(prefers-color-scheme:dark){body{color:#e6e6e6;background:#161616}pre,code{background:#262626}a{color:#8ab4f8}}</style>
</head><body>${html}</body></html>`;
}
