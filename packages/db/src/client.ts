import { randomBytes } from "node:crypto";
import type { Actor } from "@peony/domain/identity";
import { DomainError, formatId, type Id, type IdKind } from "@peony/domain/shared";
import { sql } from "drizzle-orm";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import * as schema from "./schema/index.ts";

export type Db = NodePgDatabase<typeof schema> & { $client: pg.Pool };
export type Tx = Parameters<Parameters<Db["transaction"]>[0]>[0];

/** Where a request came from; goes into audit rows. */
export type Origin = { readonly requestId: string; readonly address: string | null; readonly agent: string | null };

export type Ctx = {
  readonly db: Db;
  readonly actor: Actor;
  readonly origin: Origin;
  readonly newId: <K extends IdKind>(kind: K) => Id<K>;
};

/** No db to escape to, no gateway to call. `now` is the database's time, read once at the start. */
export type TxCtx = Omit<Ctx, "db"> & { readonly tx: Tx; readonly now: Date };

pg.types.setTypeParser(pg.types.builtins.INT8, (v) => v);

/**
 * Opens a pool. The error listener is required: a pool without one ends the process when an idle connection drops.
 * @param url connection string of the role this process runs as
 */
export const openDb = (url: string, onError: (e: Error) => void, max = 10): Db => {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    application_name: "peony",
  });
  pool.on("error", onError);
  // One lent out between two queries has no listener of the pool's; the next query on it fails and tells.
  pool.on("connect", (client) => client.on("error", () => undefined));
  return drizzle({ client: pool, schema });
};

export const newId = <K extends IdKind>(kind: K): Id<K> => formatId(kind, Date.now(), randomBytes(16));

export const noOrigin: Origin = { requestId: "", address: null, agent: null };

const orgOf = (a: Actor): string => (a.kind === "person" ? (a.orgId ?? "") : "");
const userOf = (a: Actor): string => (a.kind === "person" ? a.userId : "");

/** First statement of each transaction: names the tenant for row-level security and reads the clock that every decision uses. */
const enter = async (tx: Tx, actor: Actor): Promise<Date> => {
  const { rows } = await tx.execute<{ now: Date }>(
    sql`select set_config('app.org', ${orgOf(actor)}, true), set_config('app.user', ${userOf(actor)}, true), app_now() as now`,
  );
  return new Date(rows[0]?.now ?? Number.NaN);
};

const raced = new Set(["40001", "40P01"]);
const gone = new Set([
  ...["57P01", "57P02", "57P03", "08006", "08001", "08003", "53300"],
  ...["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "EHOSTUNREACH", "ENOTFOUND", "EAI_AGAIN"],
]);
const lost = /Connection terminated|timeout exceeded when trying to connect|has encountered a connection error/;
const causeCode = (e: unknown): string | undefined => {
  for (let x = e; x instanceof Error; x = x.cause) if ("code" in x && typeof x.code === "string") return x.code;
  return undefined;
};
/** What stands behind a failed query; the wrapper of any other supplier stays as it is. */
const ofQuery = (e: unknown): unknown => {
  let x = e;
  while (x instanceof Error && "query" in x && "params" in x && x.cause instanceof Error) x = x.cause;
  return x;
};
/**
 * True where the database itself is away (restarting, refused, out of connections), as against a fault of ours, and as against
 * another supplier whose own error has a refused connection for its cause.
 */
export const isDatabaseAway = (e: unknown): boolean => {
  const inner = ofQuery(e);
  if (!(inner instanceof Error)) return false;
  return ("code" in inner && typeof inner.code === "string" && gone.has(inner.code)) || lost.test(inner.message);
};
/** SQLSTATE of a database error, else undefined. */
export const sqlState = (e: unknown): string | undefined => causeCode(e);

const attempt = async <T>(
  ctx: Ctx,
  work: (t: TxCtx) => Promise<T>,
  accessMode: "read only" | "read write",
): Promise<T> =>
  ctx.db.transaction(
    async (tx) => {
      const now = await enter(tx, ctx.actor);
      return work({ tx, now, actor: ctx.actor, origin: ctx.origin, newId: ctx.newId });
    },
    { accessMode },
  );

/**
 * Opens the one transaction of a command. A serialisation failure or deadlock is tried once more, since nothing was kept.
 * Inside, `t.now` is the only time and `t.tx` the only way to the data.
 */
export const inTransaction = async <T>(ctx: Ctx, work: (t: TxCtx) => Promise<T>): Promise<T> => {
  try {
    return await attempt(ctx, work, "read write");
  } catch (e) {
    if (raced.has(causeCode(e) ?? "")) return attempt(ctx, work, "read write");
    throw e;
  }
};

/** Opens a read-only transaction for a query; needed wherever row-level security must know who asks. */
export const reading = <T>(ctx: Ctx, work: (t: TxCtx) => Promise<T>): Promise<T> => attempt(ctx, work, "read only");

/** The one row, or not-found: a record that is not yours reads as one that is not there. */
export const oneOr404 = <T>(rows: readonly T[], what: string): T => {
  const row = rows[0];
  if (row === undefined) throw new DomainError("not-found", what);
  return row;
};
