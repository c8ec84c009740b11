import { createHash } from "node:crypto";
import { type Ctx, inTransaction } from "@peony/db";
import { idempotencyKeys } from "@peony/db/schema";
import { DomainError, formatId, type Id, type IdKind } from "@peony/domain/shared";
import { and, eq, sql } from "drizzle-orm";

export type StoredAnswer = { readonly status: number; readonly body: unknown };

const sha256 = (text: string): Buffer => createHash("sha256").update(text).digest();
/** A call whose first attempt died is taken up again after this long; until then a repeat is told to wait. */
const abandonedMs = 30_000;

/** Ids that a call makes are made from its key: a call repeated after a crash makes the same records, not more. */
export const idsFromKey = (owner: string, key: string, at: Date): Ctx["newId"] => {
  let count = 0;
  return <K extends IdKind>(kind: K): Id<K> =>
    formatId(kind, at.getTime(), sha256(`${owner}\n${key}\n${kind}\n${count++}`));
};

type Claim = { readonly stored: StoredAnswer | null; readonly createdAt: Date };

/** Takes the key for this request, or finds the answer it had. @throws DomainError idempotency-key/reused, idempotency-key/in-flight */
const claim = (ctx: Ctx, owner: string, key: string, requestHash: string): Promise<Claim> =>
  inTransaction(ctx, async (t) => {
    const made = await t.tx
      .insert(idempotencyKeys)
      .values({ owner, key, requestHash, createdAt: t.now })
      .onConflictDoNothing()
      .returning({ createdAt: idempotencyKeys.createdAt });
    if (made[0]) return { stored: null, createdAt: made[0].createdAt };
    const [known] = await t.tx
      .select()
      .from(idempotencyKeys)
      .where(and(eq(idempotencyKeys.owner, owner), eq(idempotencyKeys.key, key)))
      .for("update");
    if (!known) throw new DomainError("idempotency-key/in-flight", key);
    if (known.requestHash !== requestHash) throw new DomainError("idempotency-key/reused", key);
    if (known.status !== null)
      return { stored: { status: known.status, body: known.body }, createdAt: known.createdAt };
    if (t.now.getTime() - known.createdAt.getTime() < abandonedMs)
      throw new DomainError("idempotency-key/in-flight", key);
    return { stored: null, createdAt: known.createdAt };
  });

/**
 * Runs a call once per key: the first answer is stored and given again to every repeat with the same content for a day; other
 * content under the same key is refused. Answers of ours that went wrong (5xx) are not stored, so a repeat tries again.
 */
export const once = async (
  ctx: Ctx,
  owner: string,
  key: string,
  request: string,
  work: (ctx: Ctx) => Promise<StoredAnswer>,
): Promise<StoredAnswer> => {
  const { stored, createdAt } = await claim(ctx, owner, key, sha256(request).toString("hex"));
  if (stored) return stored;
  const here = and(eq(idempotencyKeys.owner, owner), eq(idempotencyKeys.key, key));
  try {
    const answer = await work({ ...ctx, newId: idsFromKey(owner, key, createdAt) });
    await inTransaction(ctx, async (t) => {
      await t.tx
        .update(idempotencyKeys)
        .set({ status: answer.status, body: sql`${JSON.stringify(answer.body)}::jsonb` })
        .where(here);
    });
    return answer;
  } catch (e) {
    await inTransaction(ctx, async (t) => void (await t.tx.delete(idempotencyKeys).where(here))).catch(() => undefined);
    throw e;
  }
};
