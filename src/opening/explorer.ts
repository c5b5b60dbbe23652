import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Request, RequestHandler, Response } from "express";
import { getDistDirectory, isSandboxFrame, renderAltair, SANDBOX_FRAME_CSP } from "altair-static";
import type { Route } from "../platform/http/http-server";
import type { ReadyToken } from "./sandbox-tokens";

export type ReadyOperation = {
  readonly name: string;
  /** The kind of actor whose token it carries. */
  readonly as: string;
  readonly keyed: boolean;
  /** Parts of the answer that later operations name: `claim` from `claimCreate.claims.0.id`. */
  readonly keeps: readonly { readonly name: string; readonly path: string }[];
  readonly query: string;
  readonly variables: string;
};

type Explorer = { readonly page: RequestHandler; readonly files: Route };

/**
 * A page to try the API with, from our own dependencies: it works without a network, and its policy lets it talk to
 * nobody but us. In the sandbox its environments are the actors, with their tokens, and its tabs the ready operations,
 * each with the token of its actor.
 */
export function makeExplorer({ tokens, operations, ids }: { tokens: readonly ReadyToken[]; operations: readonly ReadyOperation[]; ids: Readonly<Record<string, string>> }): Explorer {
  const files = getDistDirectory();
  return {
    page: (request, response, next) => {
      if (request.accepts(["json", "html"]) !== "html") return next();
      const nonce = randomBytes(16).toString("base64");
      response.set({ "content-security-policy": pagePolicy(nonce), "cross-origin-opener-policy": "same-origin", "cross-origin-resource-policy": "same-origin" });
      response.type("html").send(
        renderAltair({
          ...settingsOf({ endpoint: endpointOf(request), tokens: isOnThisMachine(request) ? tokens : [], operations, ids }),
          baseURL: "/explorer/",
          cspNonce: nonce,
        }),
      );
    },
    files: {
      method: "get",
      path: "/explorer/*file",
      handle: (request, response, next) => {
        const file = (request.params.file as unknown as string[]).join("/");
        response.set("cache-control", "private, max-age=3600");
        if (isSandboxFrame(file)) response.set("content-security-policy", SANDBOX_FRAME_CSP).removeHeader("x-frame-options");
        response.sendFile(file, { root: files, dotfiles: "deny", index: false }, (error) => {
          if (error && !response.headersSent) next();
        });
      },
    },
  };
}

/**
 * Tokens are handed only to a browser on this machine that called us by a name of this machine: another page could
 * otherwise give its own name our address (DNS rebinding) and read them.
 */
function isOnThisMachine(request: Request): boolean {
  const address = request.socket.remoteAddress ?? "";
  const isLoopback = address === "::1" || /^(::ffff:)?127\./.test(address);
  return isLoopback && /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(request.header("host") ?? "") && request.header("x-forwarded-for") === undefined;
}

/** Altair wants it whole. By the name that the browser used, because the page's policy lets it call no other. */
function endpointOf(request: Request): string {
  const host = request.header("host") ?? "";
  return `${request.protocol}://${/^[A-Za-z0-9.:[\]-]+$/.test(host) ? host : "localhost"}/graphql`;
}

/** Altair compiles nothing at run time but sets styles on elements; its workers come from our own files. */
function pagePolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "frame-src 'self'",
    "base-uri 'self'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

type Settings = { endpoint: string; tokens: readonly ReadyToken[]; operations: readonly ReadyOperation[]; ids: Readonly<Record<string, string>> };

function settingsOf({ endpoint, tokens, operations, ids }: Settings) {
  const authorizationOf = (as: string) => ({ Authorization: `Bearer {{${tokens.some(({ kind }) => kind === as) ? variableOf(as) : "token"}}}` });
  const kept = operations.flatMap(({ keeps }) => keeps.map(({ name }) => name));
  // One intent for each time the page is opened: sending twice shows a replay, opening it again is another intent.
  const key = (name: string) => `${randomBytes(6).toString("hex")}-${name.replaceAll(/[^a-z0-9]+/gi, "-").toLowerCase()}`;
  const window = ({ name, as, keyed, keeps, query, variables }: ReadyOperation) => ({
    initialName: name,
    endpointURL: endpoint,
    initialQuery: query,
    initialVariables: variables,
    initialHeaders: keyed ? { ...authorizationOf(as), "Idempotency-Key": key(name) } : authorizationOf(as),
    ...scriptsOf({ keeps, uses: kept.filter((each) => `${query}${variables}`.includes(`{{${each}}}`)) }),
  });
  const ofBiller = tokens.find((each) => each.kind === "biller") ?? tokens[0];
  return {
    endpointURL: endpoint,
    initialHeaders: { Authorization: "Bearer {{token}}" },
    // Altair shows the last tab first, so the first operation, "Start here", stands there.
    initialWindows: [...operations.slice(1), ...operations.slice(0, 1)].map(window),
    initialEnvironments: {
      base: { title: "Who calls", variables: { token: "paste a token here", ...Object.fromEntries(tokens.map(({ kind, token }) => [variableOf(kind), token])), ...ids } },
      subEnvironments: tokens.map(({ kind, who, token }) => ({ id: kind, title: `${kind}: ${who}`, variables: { token } })),
      ...(ofBiller ? { activeSubEnvironment: ofBiller.kind } : {}),
    },
    initialSettings: {
      theme: "system" as never,
      disablePushNotification: true,
      "alert.disableUpdateNotification": true,
      "banners.disable": true,
      "beta.disable.newScript": true, // see scriptsOf
      "schema.reloadOnStart": true,
    },
    // A restarted sandbox has other tokens; what the browser remembers of the last one would only be refused.
    preserveState: false,
    instanceStorageNamespace: "carebill_",
  };
}

/** `ehr-app` is `ehrApp` in a template. */
function variableOf(kind: string): string {
  return kind.replaceAll(/-([a-z])/g, (_whole, letter: string) => letter.toUpperCase());
}

/**
 * What one tab answers, the next ones use. Kept in Altair's own storage, because an environment that a script sets
 * belongs to one request or to one actor. Written for the older of Altair's two ways to run a script, an interpreter of
 * ES2019 in the page: the newer one wants `eval`, or a frame of somebody else's site when ours is slow to answer.
 */
function scriptsOf({ keeps, uses }: { keeps: ReadyOperation["keeps"]; uses: readonly string[] }): { initialPreRequestScript?: string; initialPostRequestScript?: string } {
  const before = uses.map((name) => `{ const kept = await altair.storage.get("${name}"); if (kept) await altair.helpers.setEnvironment("${name}", kept); }`);
  const after = keeps.map(
    ({ name, path: where }) => `{ const part = "${where}".split(".").reduce((value, step) => (value ? value[step] : value), answer.data); if (part) await altair.storage.set("${name}", part); }`,
  );
  return {
    ...(before.length ? { initialPreRequestScript: before.join("\n") } : {}),
    ...(after.length ? { initialPostRequestScript: ["const { body } = altair.response;", 'const answer = typeof body === "string" ? JSON.parse(body) : body;', ...after].join("\n") } : {}),
  };
}

/** docs/operations: one a file in the order of a visit, its first line a title; docs/operations/README.md has the form. */
export function readOperations(root: string): ReadyOperation[] {
  const directory = path.join(root, "docs", "operations");
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .filter((name) => name.endsWith(".graphql"))
    .sort()
    .map((name) => {
      const query = readFileSync(path.join(directory, name), "utf8");
      const variables = path.join(directory, name.replace(/\.graphql$/, ".json"));
      const [, title, as, keyed] = /^# (.+?)(?: \(as: ([a-z-]+)(, keyed)?\))?\n/.exec(query) ?? [];
      const keeps = [...query.matchAll(/^# keeps: (\w+) = ([\w.]+)$/gm)].map(([, each, where]) => ({ name: each!, path: where! }));
      return { name: title ?? name, as: as ?? "biller", keyed: keyed !== undefined, keeps, query, variables: existsSync(variables) ? readFileSync(variables, "utf8") : "{}" };
    });
}

/** A newcomer who opens the bare address is shown the way. */
export const wayToExplorer: Route = {
  method: "get",
  path: "/",
  handle: (_request: Request, response: Response) => void response.redirect(302, "/graphql"),
};
