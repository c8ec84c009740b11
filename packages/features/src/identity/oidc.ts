import { type Ctx, inTransaction } from "@peony/db";
import { accounts, users } from "@peony/db/schema";
import type { Id } from "@peony/domain/shared";
import { and, eq, sql } from "drizzle-orm";

const columns = {
  id: users.id,
  email: users.email,
  name: users.name,
  emailVerifiedAt: users.emailVerifiedAt,
  suspendedAt: users.suspendedAt,
};

/** A person by id or by address, or null. */
export const findUser = async (ctx: Ctx, by: { id: Id<"user"> } | { email: string }) => {
  const [row] = await ctx.db
    .select(columns)
    .from(users)
    .where("id" in by ? eq(users.id, by.id) : eq(sql`lower(${users.email})`, by.email.toLowerCase()));
  return row && !row.suspendedAt ? row : null;
};

/** The person an outside account belongs to, or null. */
export const findOidcUser = async (ctx: Ctx, provider: string, providerAccountId: string) => {
  const [row] = await ctx.db
    .select(columns)
    .from(accounts)
    .innerJoin(users, eq(users.id, accounts.userId))
    .where(and(eq(accounts.provider, provider), eq(accounts.providerAccountId, providerAccountId)));
  return row && !row.suspendedAt ? row : null;
};

/** Makes a person known by an outside provider, who vouches for the address. An address that has an account is never taken over. */
export const createOidcUser = (ctx: Ctx, input: { email: string; name: string }) =>
  inTransaction(ctx, async (t) => {
    const row = {
      id: t.newId("user"),
      email: input.email.toLowerCase(),
      name: input.name.slice(0, 50),
      emailVerifiedAt: t.now,
      createdAt: t.now,
    };
    await t.tx.insert(users).values(row);
    return row;
  });

export const linkOidcAccount = (
  ctx: Ctx,
  input: { provider: string; providerAccountId: string; userId: Id<"user"> },
): Promise<void> =>
  inTransaction(ctx, async (t) => {
    await t.tx
      .insert(accounts)
      .values({ ...input, createdAt: t.now })
      .onConflictDoNothing();
  });
