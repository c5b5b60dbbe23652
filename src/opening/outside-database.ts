import { createHmac } from "node:crypto";
import type { Client } from "pg";
import { ConfigError, type Config } from "../platform/config/config";
import { API_ROLE, withClient, type Connection } from "../platform/database/migrate";
import { CannotOpen } from "./cannot-open";

const OLDEST = 16;
const CONNECT_MS = 10_000;

/** A PostgreSQL of the operator's: looked at before anything is done to it, and every trouble said in a sentence. */
export async function prepareOutsideDatabase(config: Config): Promise<{ owner: Connection; api: Connection }> {
  const owner = readDatabaseUrl("DATABASE_URL", config.databaseUrl!);
  const api = config.databaseApiUrl ? readDatabaseUrl("DATABASE_API_URL", config.databaseApiUrl) : derivedApi(owner);
  await within("DATABASE_URL", owner, async (client) => {
    await requireVersion(client);
    await requireRights(client, owner);
    await requireOurs(client, owner);
    await ensureApiRole(client, { owner, api, derived: !config.databaseApiUrl });
  });
  await within(config.databaseApiUrl ? "DATABASE_API_URL" : "DATABASE_URL", api, (client) => requireHarmless(client, { owner, api }));
  return { owner, api };
}

export function readDatabaseUrl(name: string, text: string): Connection {
  const url = URL.parse(text);
  const database = decodeURIComponent(url?.pathname.replace(/^\//, "") ?? "");
  const host = url?.searchParams.get("host") ?? url?.hostname.replace(/^\[|\]$/g, "") ?? "";
  if (!url || !/^postgres(ql)?:$/.test(url.protocol) || !database || !host || !url.username) {
    throw new ConfigError(`${name} is not an address such as postgres://owner:secret@db.example:5432/carebill (its value is not repeated here, because it holds a password).`);
  }
  const ssl = sslOf(name, url.searchParams.get("sslmode"));
  return {
    host,
    port: Number(url.port || url.searchParams.get("port") || 5432),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database,
    ...(ssl ? { ssl } : {}),
  };
}

/** As libpq reads it: "require" encrypts without asking who answers, "verify-full" asks. */
function sslOf(name: string, mode: string | null): Connection["ssl"] {
  if (mode === null || mode === "disable" || mode === "prefer" || mode === "allow") return false;
  if (mode === "require") return { rejectUnauthorized: false };
  if (mode === "verify-full" || mode === "verify-ca") return { rejectUnauthorized: true };
  throw new ConfigError(`sslmode in ${name} is "${mode}"; it is disable, require or verify-full.`);
}

/** The API logs in as a role of its own, whose password nobody has to keep: whoever knows the owner's can derive it. */
function derivedApi(owner: Connection): Connection {
  return { ...owner, user: API_ROLE, password: owner.password && createHmac("sha256", owner.password).update("carebill: the password of the API's role").digest("base64url") };
}

async function within<T>(name: string, connection: Connection, act: (client: Client) => Promise<T>): Promise<T> {
  try {
    return await withClient({ ...connection, connectionTimeoutMillis: CONNECT_MS } as Connection, act as never);
  } catch (error) {
    throw explain(error, name, connection);
  }
}

function explain(error: unknown, name: string, { host, port, user, database }: Connection): unknown {
  if (error instanceof CannotOpen) return error;
  const { code, message } = error as Error & { code?: string };
  const place = `${host}:${port}`;
  if (code === "28P01" || code === "28000")
    return new CannotOpen(`The database at ${place} refuses the user ${user}: the name or password in ${name} is wrong, or the server does not let this user in from here.`);
  if (code === "3D000") return new CannotOpen(`There is no database ${database} at ${place} (${name}). Create it first: create database ${database} owner ${user}`);
  if (code === "42501") return new CannotOpen(`The user ${user} lacks a right in the database ${database} at ${place}: ${message}.`);
  if (code === "53300") return new CannotOpen(`The database at ${place} has no connection left for us: too many clients.`);
  if (code === "57P03") return new CannotOpen(`The database at ${place} is still starting or is shutting down; try again in a moment.`);
  if (/CERT|SIGNATURE|^ERR_TLS/.test(code ?? "")) {
    return new CannotOpen(
      `The database at ${place} shows a certificate that is not trusted here: ${message.split(";")[0]}. Name its authority with NODE_EXTRA_CA_CERTS=/path/ca.pem, or set sslmode=require to go without that proof.`,
    );
  }
  const why =
    UNREACHABLE[code ?? ""] ?? (/timeout|terminated/i.test(message) ? "no answer within 10 seconds" : /SSL/.test(message) ? "it speaks no SSL; leave out sslmode or set sslmode=disable" : null);
  if (why) return new CannotOpen(`The database at ${place} does not answer: ${why}. Is it running, and is ${name} right?`);
  return error;
}

const UNREACHABLE: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing listens there",
  ENOTFOUND: "there is no such host",
  EAI_AGAIN: "its name cannot be looked up now",
  ENOENT: "there is no socket in that directory",
  EACCES: "this user may not reach the socket",
  EHOSTUNREACH: "there is no way to that host",
  ENETUNREACH: "there is no network to it",
  ETIMEDOUT: "no answer in time",
  ECONNRESET: "it hung up",
};

async function requireVersion(client: Client): Promise<void> {
  const { rows } = await client.query<{ server_version: string }>("show server_version");
  const version = rows[0]!.server_version;
  if (Number.parseInt(version, 10) < OLDEST) throw new CannotOpen(`The database is PostgreSQL ${version}; Carebill needs ${OLDEST} or newer (the bundled one is 18).`);
}

async function requireRights(client: Client, { user, database }: Connection): Promise<void> {
  const { rows } = await client.query<{ in_database: boolean; in_schema: boolean }>(
    "select has_database_privilege(current_database(), 'CREATE') as in_database, has_schema_privilege('public', 'CREATE') as in_schema",
  );
  if (rows[0]!.in_database && rows[0]!.in_schema) return;
  throw new CannotOpen(`The user ${user} may not create tables in the database ${database}. Make it the owner: alter database ${database} owner to ${user}`);
}

/** Into somebody else's tables we mix nothing. */
async function requireOurs(client: Client, { database }: Connection): Promise<void> {
  const { rows } = await client.query<{ ours: boolean; tables: number }>(
    `select exists (select from pg_tables where schemaname = 'public' and tablename = 'billing_service') as ours,
            (select count(*)::int from pg_tables where schemaname = 'public' and tablename <> 'migration') as tables`,
  );
  if (!rows[0]!.ours && rows[0]!.tables > 0) throw new CannotOpen(`The database ${database} holds tables that are not Carebill's. Give it a database of its own: create database carebill`);
}

async function ensureApiRole(client: Client, { owner, api, derived }: { owner: Connection; api: Connection; derived: boolean }): Promise<void> {
  const exists = (await client.query("select 1 from pg_roles where rolname = $1", [API_ROLE])).rowCount === 1;
  const byHand = `As an administrator: create role ${API_ROLE} login noinherit password '...'; then give its address as DATABASE_API_URL`;
  if (derived && !api.password) throw new CannotOpen(`DATABASE_URL has no password from which one for the API's role could be derived. ${byHand}`);
  if (exists && (!derived || (await canLogIn(api)))) return;
  const secret = derived ? ` login password ${client.escapeLiteral(api.password)}` : "";
  try {
    await client.query(exists ? `alter role ${API_ROLE}${secret}` : `create role ${API_ROLE} nosuperuser nobypassrls noinherit${secret}`);
  } catch (error) {
    if ((error as { code?: string }).code !== "42501") throw error;
    throw new CannotOpen(`The user ${owner.user} may not ${exists ? "set the password of" : "create"} the role ${API_ROLE}, as which the API logs in. ${byHand}`);
  }
}

async function canLogIn(api: Connection): Promise<boolean> {
  try {
    await withClient({ ...api, connectionTimeoutMillis: CONNECT_MS } as Connection, (client) => client.query("select 1"));
    return true;
  } catch (error) {
    if (["28P01", "28000"].includes((error as { code?: string }).code ?? "")) return false;
    throw error;
  }
}

/** The second wall stands only if the API's login cannot step over it, nor become the owner. */
async function requireHarmless(client: Client, { owner, api }: { owner: Connection; api: Connection }): Promise<void> {
  const { rows } = await client.query<{ above: boolean; owner: boolean; member: boolean }>(
    `select (select rolsuper or rolbypassrls from pg_roles where rolname = current_user) as above,
            pg_has_role(current_user, $1, 'member') as owner, pg_has_role(current_user, $2, 'usage') as member`,
    [owner.user, API_ROLE],
  );
  const { above, owner: isOwner, member } = rows[0]!;
  if (above || isOwner)
    throw new CannotOpen(`The API would log in as ${api.user}, who may step over the walls between tenants (superuser, bypassrls, or the owner). Give DATABASE_API_URL with the role ${API_ROLE}`);
  if (!member) throw new CannotOpen(`The API would log in as ${api.user}, who does not have the rights of ${API_ROLE}. Log in as ${API_ROLE}, or: grant ${API_ROLE} to ${api.user} with inherit true`);
}
