export { backupCluster, type Backup } from "./backup";
export { withConnection, type ServerAddress } from "./connection";
export { EmbeddedServerError, type EmbeddedServerErrorCode } from "./errors";
export type { ServerExit } from "./postmaster";
export type { ServerMode, ServerSettings } from "./settings";
export { stopOnSignals } from "./signals";
export { startEmbeddedServer, type EmbeddedServer, type StartOptions } from "./start-embedded-server";
export { startTestCluster, type TestClusterOptions } from "./test-cluster";
export { prepareTestDatabases, workerDatabase, type TestDatabaseOptions, type TestDatabases } from "./test-databases";
