import type { Lifecycle, RefusalTable } from "../vocabulary";
import type { PermissionTable } from "./access/permissions";
import type { Listener } from "./events/listener";
import type { RequestHandler } from "express";
import type { ClockTask, Task } from "./jobs/task";
import type { Log } from "./log";
import type { WorkMaker } from "./work/office-work";
import type { Effects } from "./work/effects";

type Class = abstract new (...args: never[]) => unknown;

export type EventDeclaration = {
  readonly description: string;
  /** The facts in `data`, by name: a description with its unit. */
  readonly data: Readonly<Record<string, string>>;
};

/** A path of a room's own outside GraphQL, such as a processor's webhook. It reads its own body and makes its own Work. */
export type RoomRoute = {
  readonly method: "get" | "post";
  readonly path: string;
  readonly handle: (building: { makeWork: WorkMaker; effects: Effects; log: Log }) => RequestHandler;
};

/** What a room plugs into the building. Everything is listed by hand, so that dead code shows. */
export type Room = {
  readonly name: string;
  readonly entities: readonly Class[];
  readonly resolvers: readonly Class[];
  /** Object types that no field names directly (implementations of UserError, for example). */
  readonly types?: readonly Class[];
  readonly permissions: PermissionTable;
  readonly refusals: RefusalTable;
  readonly events: Readonly<Record<string, EventDeclaration>>;
  readonly lifecycles?: readonly Lifecycle[];
  readonly listeners?: readonly Listener[];
  readonly tasks?: readonly Task[];
  readonly clockTasks?: readonly ClockTask[];
  readonly routes?: readonly RoomRoute[];
};
