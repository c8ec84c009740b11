import { createHash } from "node:crypto";
import { actorName } from "@peony/domain/identity";
import type { Id } from "@peony/domain/shared";
import canonicalize from "canonicalize";
import { sql } from "drizzle-orm";
import type { TxCtx } from "./client.ts";
import { auditEvents } from "./schema/index.ts";

/** Version of what the hash covers; a later encoding gets a later number and old rows keep verifying. */
export const auditEncoding = 1;
export const auditGenesis = "0".repeat(64);

export type AuditEntry = {
  /** Chain: the organisation's or the deal's id. */
  readonly chain: string;
  readonly action: string;
  readonly object: string;
  readonly payload?: Record<string, unknown>;
  readonly outcome?: "done" | "refused";
  /** Who acted, where the request itself has nobody yet: signing in, a link in a mail. */
  readonly by?: Id<"user">;
};

type Covered = Pick<
  typeof auditEvents.$inferSelect,
  | "chain"
  | "seq"
  | "id"
  | "encoding"
  | "prevHash"
  | "actor"
  | "actingFor"
  | "action"
  | "object"
  | "payload"
  | "outcome"
  | "requestId"
  | "address"
  | "agent"
> & { at: string };

/** SHA-256 over the canonical JSON (RFC 8785) of a row without its own hash. */
export const auditHash = (row: Covered): string =>
  createHash("sha256")
    .update(canonicalize(row) ?? "")
    .digest("hex");

/**
 * Appends one row to a chain, in the transaction of what it records. The head's row lock orders writers of the same chain only; the
 * insert itself moves the head, and the database refuses a row that does not follow from it.
 */
export const audit = async (t: TxCtx, entry: AuditEntry): Promise<void> => {
  const { rows } = await t.tx.execute<{ seq: string; hash: string }>(
    sql`select seq, hash from take_audit_head(${entry.chain}, ${auditGenesis})`,
  );
  const head = rows[0] ?? { seq: "0", hash: auditGenesis };
  const row = {
    chain: entry.chain,
    seq: Number(head.seq) + 1,
    id: t.newId("audit"),
    encoding: auditEncoding,
    prevHash: head.hash,
    actor: entry.by ?? actorName(t.actor),
    actingFor: t.actor.kind === "person" ? t.actor.orgId : null,
    action: entry.action,
    object: entry.object,
    payload: entry.payload ?? {},
    outcome: entry.outcome ?? "done",
    requestId: t.origin.requestId || null,
    address: t.origin.address,
    agent: t.origin.agent,
  } as const;
  const hash = auditHash({ ...row, at: t.now.toISOString() });
  await t.tx.insert(auditEvents).values({ ...row, hash, at: t.now });
};

/** Walks one chain. Returns the first sequence number that does not follow from its predecessor, or null when the chain holds. */
export const verifyChain = async (t: TxCtx, chain: string): Promise<number | null> => {
  const rows = await t.tx.select().from(auditEvents).where(sql`chain = ${chain}`).orderBy(auditEvents.seq);
  let prev = auditGenesis;
  let seq = 0;
  for (const { hash, at, ...row } of rows) {
    seq += 1;
    if (row.seq !== seq || row.prevHash !== prev || auditHash({ ...row, at: at.toISOString() }) !== hash)
      return row.seq;
    prev = hash;
  }
  const { rows: heads } = await t.tx.execute<{ seq: string; hash: string }>(
    sql`select seq, hash from audit_heads where chain = ${chain}`,
  );
  const head = heads[0];
  return head && (Number(head.seq) !== seq || head.hash !== prev) ? seq + 1 : null;
};

/** SHA-256 of a value's canonical JSON (RFC 8785): equal content gives equal hashes, whatever the order of keys. */
export const canonicalHash = (value: unknown): string =>
  createHash("sha256")
    .update(canonicalize(value) ?? "")
    .digest("hex");
