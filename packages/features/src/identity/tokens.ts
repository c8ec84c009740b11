import { createHash, randomBytes } from "node:crypto";
import type { Ctx, TxCtx } from "@peony/db";
import { mailTokens } from "@peony/db/schema";
import { DomainError, type Id } from "@peony/domain/shared";
import { and, eq, gt, isNull, sql } from "drizzle-orm";

export type TokenPurpose = (typeof mailTokens.$inferSelect)["purpose"];

/** 256 random bits as 43 characters; what is stored is only their SHA-256. */
export const makeToken = (): string => randomBytes(32).toString("base64url");
export const hashToken = (token: string): string => createHash("sha256").update(token).digest("hex");

/** A link for one person and one purpose, good once and until `minutes` have passed. */
export const issueToken = async (
  t: TxCtx,
  purpose: TokenPurpose,
  of: { userId?: Id<"user">; invitationId?: Id<"invitation">; name?: string; passwordHash?: string },
  minutes: number,
): Promise<string> => {
  const token = makeToken();
  await t.tx.insert(mailTokens).values({
    tokenHash: hashToken(token),
    purpose,
    userId: of.userId ?? null,
    invitationId: of.invitationId ?? null,
    name: of.name ?? null,
    passwordHash: of.passwordHash ?? null,
    createdAt: t.now,
    expiresAt: new Date(t.now.getTime() + minutes * 60_000),
  });
  return token;
};

const openLink = (purpose: TokenPurpose, token: string) =>
  and(eq(mailTokens.tokenHash, hashToken(token)), eq(mailTokens.purpose, purpose), isNull(mailTokens.usedAt));

/** What a link says while it is good, or nothing; the link stays as it is. */
export const readToken = async (ctx: Ctx, purpose: TokenPurpose, token: string) => {
  const [row] = await ctx.db
    .select()
    .from(mailTokens)
    .where(and(openLink(purpose, token), sql`${mailTokens.expiresAt} > app_now()`));
  return row;
};

/** Uses a link up. A second use, a late one and a made-up one are all the same expired link. @throws DomainError identity/token-expired */
export const spendToken = async (t: TxCtx, purpose: TokenPurpose, token: string) => {
  const [row] = await t.tx
    .update(mailTokens)
    .set({ usedAt: t.now })
    .where(and(openLink(purpose, token), gt(mailTokens.expiresAt, t.now)))
    .returning();
  if (!row) throw new DomainError("identity/token-expired", `${purpose} link is spent, late or unknown`);
  return row;
};
