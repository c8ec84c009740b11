import { createHash } from "node:crypto";
import { type Ctx, inTransaction, type TxCtx } from "@peony/db";
import { idempotencyKeys } from "@peony/db/schema";
import { DomainError } from "@peony/domain/shared";
import { and, eq, sql } from "drizzle-orm";

export type StoredAnswer = { readonly status: number; readonly body: unknown };
export type Answer = StoredAnswer & { readonly replayed: boolean };

const keptMs = 24 * 3_600_000;

/** The context of a transaction that is already open: what a command does in it is kept or lost with the whole. */
const within = (ctx: Ctx, t: TxCtx): Ctx => ({ ...ctx, db: t.tx as unknown as Ctx["db"] });

/** One call at a time holds a key; who comes meanwhile is told to wait instead of waiting on a connection. */
const hold = async (t: TxCtx, owner: string, key: string): Promise<void> => {
  const { rows } = await t.tx.execute<{ held: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${`${owner}\n${key}`}, 7209003)) as held`,
  );
  if (!rows[0]?.held) throw new DomainError("idempotency-key/in-flight", key);
};

/**
 * Runs a call once per key: the first answer is stored and given again to every repeat with the same content for a day; other
 * content under the same key is refused. The stored answer and everything the call changed are one transaction, so a call that
 * dies in between has done nothing and its repeat does it, and an answer that was lost on the way is given again.
 * @param owner whose key it is: the organisation, or the person without one
 * @throws DomainError idempotency-key/reused, idempotency-key/in-flight, and what the call throws; then nothing is stored
 */
export const once = (
  ctx: Ctx,
  owner: string,
  key: string,
  request: string,
  work: (ctx: Ctx) => Promise<StoredAnswer>,
): Promise<Answer> =>
  inTransaction(ctx, async (t) => {
    await hold(t, owner, key);
    const requestHash = createHash("sha256").update(request).digest("hex");
    const [known] = await t.tx
      .select()
      .from(idempotencyKeys)
      .where(and(eq(idempotencyKeys.owner, owner), eq(idempotencyKeys.key, key)));
    const fresh = known !== undefined && t.now.getTime() - known.createdAt.getTime() < keptMs;
    if (fresh && known.requestHash !== requestHash) throw new DomainError("idempotency-key/reused", key);
    if (fresh && known.status !== null) return { status: known.status, body: known.body, replayed: true };
    const answer = await work(within(ctx, t));
    const row = {
      requestHash,
      status: answer.status,
      body: sql`${JSON.stringify(answer.body)}::jsonb`,
      createdAt: t.now,
    };
    await t.tx
      .insert(idempotencyKeys)
      .values({ owner, key, ...row })
      .onConflictDoUpdate({ target: [idempotencyKeys.owner, idempotencyKeys.key], set: row });
    return { ...answer, replayed: false };
  });
