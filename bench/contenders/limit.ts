import { createServer } from "node:http";
import pg from "pg";
import { serve } from "./serve.ts";
import { LIMIT } from "./statements.ts";

/** L: a bare HTTP server; a request names an operation, one prepared statement makes its JSON, the text goes out as it came. */
serve(async ({ owner, poolSize }) => {
  const pool = new pg.Pool({ ...owner, max: poolSize });
  pool.on("error", () => {});
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const { op, variables } = JSON.parse(Buffer.concat(parts).toString("utf8")) as { op: string; variables: Record<string, unknown> };
      const { parameters, text } = LIMIT[op]!;
      pool.query({ name: op, text, values: parameters.map((name) => variables[name] ?? null), rowMode: "array" }).then(
        ({ rows }) => {
          const body = `{"data":{"result":${(rows[0] as unknown as string[] | undefined)?.[0] ?? "null"}}}`;
          response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(body) });
          response.end(body);
        },
        (error: Error) => {
          response.writeHead(500);
          response.end(JSON.stringify({ errors: [{ message: error.message }] }));
        },
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { port: (server.address() as { port: number }).port, path: "/", headers: {}, notes: ["superuser connection: no row-level security, no permissions, uuid ids"] };
});
