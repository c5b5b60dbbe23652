/** The PostgreSQL that this release bundles. The data directory bears its name, so that two of them never meet. */
export const major = "18";

/** Of our directories outside the base: /tmp/carebill-pg-Xyz012, /var/cache/carebill-pg-0, /var/lib/carebill-pg. */
export const directoryName = "carebill-pg";

/** A service keeps what it has committed; a test cluster is thrown away after the machine crashes, and is quick. */
export type ServerMode = "service" | "test";

export type ServerSettings = Readonly<Record<string, string>>;

const both: ServerSettings = {
  // A unix socket only: no port to collide, nothing on the network.
  listen_addresses: "",
  port: "5432",
  unix_socket_permissions: "0700",
  timezone: "UTC",
  log_timezone: "UTC",
  // We read the messages (diagnosis.ts).
  lc_messages: "C",
  logging_collector: "off",
  log_checkpoints: "off",

  // A statement may carry a patient's data (the ORM writes values into it) and so may an error ("invalid input syntax
  // for type date: …"): neither is logged. LOG ranks above ERROR here, so starts, stops and crashes still are.
  log_min_messages: "log",
  log_min_error_statement: "panic",
  log_min_duration_statement: "-1",
  log_parameter_max_length: "0",
  log_parameter_max_length_on_error: "0",
  log_error_verbosity: "terse",
  huge_pages: "off",
  // Short statements only: compiling them costs more than it saves.
  jit: "off",
  // Parallel workers exchange rows through /dev/shm, and 64 MB (Docker's default) is too little for a hash join.
  max_parallel_workers_per_gather: "0",
  max_parallel_maintenance_workers: "0",
  shared_buffers: "128MB",
};

export const settingsOf: Readonly<Record<ServerMode, ServerSettings>> = {
  // fsync, full_page_writes and synchronous_commit stay on; wal_level stays replica for backup.ts.
  service: {
    ...both,
    max_connections: "60",
    max_wal_size: "512MB",
    idle_in_transaction_session_timeout: "60s",
  },
  test: {
    ...both,
    max_connections: "100",
    fsync: "off",
    full_page_writes: "off",
    synchronous_commit: "off",
    wal_level: "minimal",
    max_wal_senders: "0",
    max_wal_size: "2GB",
    checkpoint_timeout: "1h",
    autovacuum: "off",
    io_method: "sync",
    file_copy_method: "clone",
  },
};
