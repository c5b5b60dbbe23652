import type { Connection } from "../dataset/connection.ts";

/** What a contender's process is told when it is started. */
export type Task = { owner: Connection; serviceId: string; billerId: string; poolSize: number };
/** What it says when it listens. */
export type Ready = { port: number; path: string; headers: Record<string, string>; notes: string[]; problems?: Record<string, string> };

/** One process per contender: told its task by the measure, it answers with its port, and ends with the measure. */
export function serve(open: (task: Task) => Promise<Ready>): void {
  process.once("message", (task) => {
    open(task as Task).then(
      (ready) => process.send!(ready),
      (error: Error) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
  process.once("disconnect", () => process.exit(0));
}
