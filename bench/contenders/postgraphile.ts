import { createServer, type Server } from "node:http";
import pg from "pg";
import { postgraphile } from "postgraphile";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";
import { makePgService } from "postgraphile/adaptors/pg";
import { grafserv } from "postgraphile/grafserv/node";
import { serve } from "./serve.ts";

/** P: PostGraphile 5 over the same tables, without row-level security; what it cannot derive it calls as SQL functions. */
serve(async ({ owner, poolSize }) => {
  const pool = new pg.Pool({ ...owner, max: poolSize });
  pool.on("error", () => {});
  const preset = {
    extends: [PostGraphileAmberPreset],
    pgServices: [makePgService({ pool, schemas: ["public", "bench"] })],
    grafserv: { graphqlPath: "/graphql", graphiql: false, watch: false },
    grafast: { explain: false },
  };
  const server = createServer();
  await (postgraphile(preset as never).createServ(grafserv as never) as unknown as { addTo(server: Server): Promise<void> }).addTo(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { port: (server.address() as { port: number }).port, path: "/graphql", headers: {}, notes: ["superuser connection: no row-level security, no permissions, uuid ids"] };
});
