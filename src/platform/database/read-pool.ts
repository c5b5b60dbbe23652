import { createHash } from "node:crypto";
import pg from "pg";
import { SETTINGS, tenantSettings, type Tenant } from "./tenant";

/** A row of text columns parsed by type: bigint stays text (money must not become a float), dates stay text. */
export type Row = Record<string, unknown>;

const TEXT_TYPES = new Set([20, 1082, 1700]);
const TIMESTAMPTZ = 1184;
const NAMED_STATEMENTS_PER_CONNECTION = 500;
const SET_TENANT = `select set_config('${SETTINGS.practices}',$1,true),set_config('${SETTINGS.service}',$2,true),set_config('${SETTINGS.patients}',$3,true)`;

function parserOf(typeId: number): (text: string) => unknown {
  if (TEXT_TYPES.has(typeId)) return (text) => text;
  if (typeId === TIMESTAMPTZ) return (text) => new Date(text);
  return pg.types.getTypeParser(typeId, "text") as (text: string) => unknown;
}

/**
 * Reads of the API: the tenant's settings and one statement in ONE write with one Sync. Messages between two Syncs are
 * one implicit transaction, so the settings end with it, also after an error; nothing can leak into the next use of
 * the connection (database.md 1.3).
 */
export class ReadPool {
  private readonly pool: pg.Pool;

  constructor(config: pg.PoolConfig) {
    this.pool = new pg.Pool(config);
    // An idle connection that the server drops must not take the process down; the next use opens another.
    this.pool.on("error", () => {});
  }

  async run(tenant: Tenant, text: string, values: readonly unknown[] = []): Promise<Row[]> {
    const client = await this.pool.connect();
    try {
      const rows = await new Promise<Row[]>((resolve, reject) => {
        client.query(new TenantStatement(client, tenant, text, values, resolve, reject) as never);
      });
      client.release();
      return rows;
    } catch (error) {
      client.release((error as { severity?: string }).severity === "FATAL" ? (error as Error) : undefined);
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}

type WireConnection = {
  stream: { cork(): void; uncork(): void };
  parse(message: { name: string; text: string }): void;
  bind(message: { statement: string; values: unknown[]; valueMapper?: (value: unknown) => unknown }): void;
  describe(message: { type: "P"; name: string }): void;
  execute(message: object): void;
  close(message: { type: "S"; name: string }): void;
  sync(): void;
};
type Statements = { known: Set<string>; unsure: Set<string> };
const statementsOf = new WeakMap<object, Statements>();

/** What node-postgres calls a Submittable: it writes its own messages and reads their answers. */
class TenantStatement {
  callback = null;
  private error: Error | null = null;
  private commands = 0;
  private readonly rows: Row[] = [];
  private fields: { name: string; parse: (text: string) => unknown }[] = [];
  private readonly name: string;

  constructor(
    private readonly client: object,
    private readonly tenant: Tenant,
    private readonly text: string,
    private readonly values: readonly unknown[],
    private readonly resolve: (rows: Row[]) => void,
    private readonly reject: (error: Error) => void,
  ) {
    const statements = this.statements();
    const name = `r${createHash("sha256").update(text).digest("hex").slice(0, 24)}`;
    this.name = statements.known.has(name) || statements.known.size < NAMED_STATEMENTS_PER_CONNECTION ? name : "";
  }

  submit(connection: WireConnection): null {
    const { practices, service, patients } = tenantSettings(this.tenant);
    connection.stream.cork();
    try {
      this.parse(connection, "tenant", SET_TENANT);
      connection.bind({ statement: "tenant", values: [practices, service, patients] });
      connection.execute({});
      this.parse(connection, this.name, this.text);
      connection.bind({ statement: this.name, values: [...this.values], valueMapper: toWire });
      connection.describe({ type: "P", name: "" });
      connection.execute({});
      connection.sync();
    } finally {
      connection.stream.uncork();
    }
    return null;
  }

  handleRowDescription(message: { fields: { name: string; dataTypeID: number }[] }): void {
    this.fields = message.fields.map((field) => ({ name: field.name, parse: parserOf(field.dataTypeID) }));
  }
  handleDataRow(message: { fields: (string | null)[] }): void {
    if (this.commands === 0) return; // the answer of set_config
    const row: Row = {};
    this.fields.forEach((field, index) => {
      const value = message.fields[index]!;
      row[field.name] = value === null ? null : field.parse(value);
    });
    this.rows.push(row);
  }
  handleCommandComplete(): void {
    this.commands++;
  }
  handleError(error: Error): void {
    this.error = error;
    this.reject(error);
  }
  handleReadyForQuery(): void {
    if (this.error) return;
    const statements = this.statements();
    statements.known.add("tenant");
    if (this.name) statements.known.add(this.name);
    this.resolve(this.rows);
  }
  handleEmptyQuery(): void {}
  handlePortalSuspended(): void {}
  handleCopyInResponse(): void {}
  handleCopyData(): void {}

  /** After an error in the batch it is unknown whether a Parse happened: close first, else "already exists". */
  private parse(connection: WireConnection, name: string, text: string): void {
    const statements = this.statements();
    if (name && statements.known.has(name)) return;
    if (name && statements.unsure.has(name)) connection.close({ type: "S", name });
    if (name) statements.unsure.add(name);
    connection.parse({ name, text });
  }

  private statements(): Statements {
    let statements = statementsOf.get(this.client);
    if (!statements) statementsOf.set(this.client, (statements = { known: new Set(), unsure: new Set() }));
    return statements;
  }
}

/** Arrays become PostgreSQL array literals, everything else its text. */
function toWire(value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return `{${value.map((item) => (item === null ? "NULL" : `"${String(item).replace(/(["\\])/g, "\\$1")}"`)).join(",")}}`;
  if (value instanceof Date) return value.toISOString();
  return String(value);
}
