import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { prepareTestDatabases, startTestCluster, type EmbeddedServer } from "../../src/platform/database/embedded";
import { migrate, prepareDatabase } from "../../src/platform/database/migrate";
import { seedDatabase } from "./seed-database";

/** One server for the run; a template with the migrated, seeded office, made anew when what makes it has changed. */
export default async function globalSetup(): Promise<void> {
  const root = path.resolve(__dirname, "../..");
  const log = (message: string) => process.stderr.write(`[test db] ${message}\n`);
  const server = await startTestCluster({ keepIn: path.join(root, ".data/test"), log });
  const { template } = await prepareTestDatabases(server, {
    templateKey: sourcesHash(root),
    workers: 0,
    build: async (database: string) => {
      const superuser = { host: server.host, port: server.port, user: server.user, password: "", database: server.database };
      await prepareDatabase(superuser, database);
      const owner = { ...superuser, user: "cb_owner", database };
      await migrate(owner);
      await seedDatabase(owner);
    },
  });
  process.env.CAREBILL_TEST_DB_HOST = server.host;
  process.env.CAREBILL_TEST_DB_PORT = String(server.port);
  process.env.CAREBILL_TEST_TEMPLATE = template;
  (globalThis as { testServer?: EmbeddedServer }).testServer = server;
}

/** Seeds run the rooms' verbs, so a change of any source may change the template. */
function sourcesHash(root: string): string {
  const hash = createHash("sha256");
  for (const folder of ["migrations", "seeds", "src", "test/support"]) {
    for (const file of readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })) {
      if (!file.isFile() || !/\.(ts|json|txt)$/.test(file.name)) continue;
      const full = path.join(file.parentPath, file.name);
      if (/src\/(sandbox|edi|platform\/database\/embedded)\//.test(full)) continue;
      hash.update(full).update(readFileSync(full));
    }
  }
  return hash.digest("hex").slice(0, 16);
}
