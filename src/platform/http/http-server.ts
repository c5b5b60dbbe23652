import { randomUUID } from "node:crypto";
import { createServer, type RequestListener, type Server } from "node:http";
import type { ApolloServer } from "@apollo/server";
import { expressMiddleware } from "@as-integrations/express5";
import express, { type Express, type NextFunction, type Request, type RequestHandler, type Response } from "express";
import type pg from "pg";
import { NIL_ID, type Actor } from "../access/actor";
import type { TokenKey } from "../access/tokens";
import type { ReadPool } from "../database/read-pool";
import { Reader, type RequestContext } from "../graphql/context";
import type { Log } from "../log";
import type { WorkMaker } from "../work/office-work";
import { authenticate, type FindActor } from "./authenticate";

export const BODY_LIMIT_BYTES = 25 * 1024 * 1024;

/** A path of a room's own outside GraphQL: a processor's webhook, a PDF. It reads its own body, raw if it must. */
export type Route = { method: "get" | "post"; path: string; handle: RequestHandler };

export type HttpDependencies = {
  apollo: ApolloServer<RequestContext>;
  tokenKey: TokenKey;
  findActor: FindActor;
  makeWork: WorkMaker;
  readPool: ReadPool;
  ownerPool: pg.Pool;
  log: Log;
  routes: readonly Route[];
  explorer: RequestHandler | null;
};

const anonymous: Actor = {
  kind: "patient",
  id: NIL_ID,
  name: "anonymous",
  permissions: new Set(),
  tenant: { billingServiceId: NIL_ID, practiceIds: [], patientIds: [] },
};

export function makeApp(dependencies: HttpDependencies): Express {
  const { apollo, tokenKey, findActor, makeWork, readPool, log } = dependencies;
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.use(identifyRequest);
  app.get("/health", (_request, response) => void response.json({ status: "ok" }));
  app.get("/ready", (_request, response) => void ready(dependencies.ownerPool, response));
  app.get("/.well-known/jwks.json", (_request, response) => void response.json(tokenKey.jwks()));
  for (const route of dependencies.routes) app[route.method](route.path, route.handle);
  if (dependencies.explorer) app.get("/graphql", dependencies.explorer);
  app.all("/graphql", onlyPost);
  app.post(
    "/graphql",
    express.json({ limit: BODY_LIMIT_BYTES }),
    async (request: Request, response: Response, next: NextFunction) => {
      const { actor, refused } = await authenticate(request.header("authorization"), tokenKey, findActor);
      if (refused) {
        answer(response, 401, "UNAUTHENTICATED", "This token is not valid here: it is forged, expired, or its actor may no longer act.");
        return;
      }
      response.locals.actor = actor;
      next();
    },
    expressMiddleware(apollo, {
      context: async ({ req, res }): Promise<RequestContext> => {
        const actor = (res.locals.actor as Actor | null) ?? null;
        const work = makeWork(actor ?? anonymous, res.locals.requestId as string);
        return {
          actor,
          work,
          reader: new Reader(readPool, actor, () => work.tenant),
          idempotencyKey: req.header("idempotency-key") ?? null,
          replayed: [],
        };
      },
    }) as unknown as RequestHandler,
  );
  app.use((_request, response) => answer(response, 404, "NOT_FOUND", "There is nothing here. The API is POST /graphql."));
  app.use((error: Error & { status?: number; type?: string }, _request: Request, response: Response, _next: NextFunction) => {
    if (error.type === "entity.too.large") return answer(response, 413, "BAD_USER_INPUT", `A request body is at most ${BODY_LIMIT_BYTES} bytes.`);
    if (error.status && error.status < 500) return answer(response, error.status, "BAD_USER_INPUT", "The body is not JSON in UTF-8.");
    log.error({ requestId: response.locals.requestId as string, error }, "a request failed");
    return answer(response, 500, "INTERNAL", "Something went wrong on our side. Quote the request id.");
  });
  return app;
}

function identifyRequest(request: Request, response: Response, next: NextFunction): void {
  const given = request.header("x-request-id");
  const requestId = given && /^[A-Za-z0-9._-]{8,64}$/.test(given) ? given : randomUUID();
  response.locals.requestId = requestId;
  response.set({
    "x-request-id": requestId,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "strict-transport-security": "max-age=31536000",
  });
  next();
}

function onlyPost(request: Request, response: Response, next: NextFunction): void {
  if (request.method === "POST") return next();
  response.set("allow", "POST");
  answer(response, 405, "BAD_USER_INPUT", "The API takes POST.");
}

function answer(response: Response, status: number, code: string, message: string): void {
  response.status(status).json({ errors: [{ message, extensions: { code, requestId: response.locals.requestId as string, retryable: status >= 500 } }] });
}

async function ready(pool: pg.Pool, response: Response): Promise<void> {
  try {
    await pool.query("select 1");
    response.json({ status: "ready" });
  } catch {
    response.status(503).json({ status: "the database does not answer" });
  }
}

function explainListen(error: NodeJS.ErrnoException, port: number, host: string): Error {
  if (error.code === "EADDRINUSE")
    return new PortTaken(`Port ${port} is taken, perhaps by a Carebill that already runs. Stop what uses it, or choose another: PORT=${port < 65535 ? port + 10 : 4000} npm start`);
  if (error.code === "EACCES") return new PortTaken(`This user may not listen on port ${port}. Choose one from 1024 on: PORT=4000 npm start`);
  if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND") return new PortTaken(`HOST is "${host}", which is no address of this machine.`);
  return error;
}

export type Listening = { server: Server; port: number; close(): Promise<void> };

export class PortTaken extends Error {
  override name = "PortTaken";
}

/** A wrong or taken address is the operator's to mend: PortTaken says it in a sentence. */
export function listen(serve: RequestListener, port: number, host: string): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const server = createServer(serve);
    server.once("error", (error: NodeJS.ErrnoException) => reject(explainListen(error, port, host)));
    server.listen(port, host, () => {
      const address = server.address();
      resolve({
        server,
        port: typeof address === "object" && address ? address.port : port,
        close: () =>
          new Promise<void>((done) => {
            server.close(() => done());
            server.closeIdleConnections();
          }),
      });
    });
  });
}
