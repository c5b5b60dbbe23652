import { TokenKey } from "./platform/access/tokens";
import type { Clock } from "./platform/clock/clock";
import { clockControl } from "./platform/clock/clock-control";
import { realClock } from "./platform/clock/clock";
import { SandboxClock } from "./platform/clock/sandbox-clock";
import type { Config } from "./platform/config/config";
import type { Connection } from "./platform/database/migrate";
import { openDatabase, SERVICE_POOLS, type Database, type PoolSizes } from "./platform/database/open-database";
import { dispatchTask } from "./platform/events/dispatch";
import { buildOfficeSchema, type BuiltSchema } from "./platform/graphql/build-schema";
import { makeApollo } from "./platform/http/graphql-server";
import { makeApp, type Route } from "./platform/http/http-server";
import { JobRunner } from "./platform/jobs/runner";
import type { Log } from "./platform/log";
import type { Effects } from "./platform/work/effects";
import { workMaker, type WorkMaker } from "./platform/work/office-work";
import { rooms } from "./office";
import { findActor } from "./staff";
import type { Express, RequestHandler } from "express";

export type OfficeOptions = {
  config: Config;
  owner: Connection;
  api: Connection;
  log: Log;
  effects: Effects;
  signingKeyPem: string;
  /** In the sandbox: lets whoever is simulated outside do what its day brings; answers how much that was. */
  outsideLives?: () => Promise<number>;
  routes?: readonly Route[];
  explorer?: RequestHandler | null;
  pools?: PoolSizes;
};

export type Office = {
  readonly app: Express;
  readonly built: BuiltSchema;
  readonly database: Database;
  readonly clock: Clock;
  readonly sandboxClock: SandboxClock | null;
  readonly makeWork: WorkMaker;
  readonly jobs: JobRunner;
  readonly tokenKey: TokenKey;
  close(): Promise<void>;
};

/** The composition: database, clock, schema, queue, server. `main.ts` opens it for the world, tests for themselves. */
export async function openOffice(options: OfficeOptions): Promise<Office> {
  const { config, log } = options;
  const database = await openDatabase(
    options.owner,
    options.api,
    rooms.flatMap((room) => room.entities),
    options.pools ?? SERVICE_POOLS,
  );
  const sandboxClock = config.mode === "sandbox" ? new SandboxClock(database.ownerPool) : null;
  await sandboxClock?.load();
  const clock = sandboxClock ?? realClock;
  // What the office adds of its own lies over what it was given.
  const effects = Object.create(options.effects) as Effects;
  const makeWork = workMaker({ orm: database.orm, clock, effects });
  const built = buildOfficeSchema(rooms);
  const tokenKey = TokenKey.fromPem(options.signingKeyPem);
  const jobs = new JobRunner({
    ownerPool: database.ownerPool,
    makeWork,
    tasks: [dispatchTask(rooms.flatMap((room) => room.listeners ?? [])), ...rooms.flatMap((room) => room.tasks ?? [])],
    clockTasks: rooms.flatMap((room) => room.clockTasks ?? []),
    services: async () => {
      const { rows } = await database.ownerPool.query<{ id: string; practices: string[] }>(
        "select s.id, coalesce(array_agg(p.id::text order by p.id) filter (where p.id is not null), '{}') as practices from billing_service s left join practice p on p.billing_service_id = s.id group by s.id order by s.id",
      );
      return rows.map((row) => ({ billingServiceId: row.id, practiceIds: row.practices }));
    },
    log,
  });
  if (sandboxClock) effects.clockControl = clockControl(sandboxClock, jobs, options.outsideLives ?? (async () => 0));
  const apollo = makeApollo(built.schema, { production: config.mode === "production", log });
  await apollo.start();
  const app = makeApp({
    apollo,
    tokenKey,
    findActor: findActor(database.readPool, built.permissions),
    makeWork,
    readPool: database.readPool,
    ownerPool: database.ownerPool,
    log,
    routes: [...rooms.flatMap((room) => room.routes ?? []).map(({ method, path, handle }) => ({ method, path, handle: handle({ makeWork, effects, log }) })), ...(options.routes ?? [])],
    explorer: options.explorer ?? null,
  });
  return {
    app,
    built,
    database,
    clock,
    sandboxClock,
    makeWork,
    jobs,
    tokenKey,
    close: async () => {
      await jobs.stop();
      await apollo.stop();
      await database.close();
    },
  };
}
