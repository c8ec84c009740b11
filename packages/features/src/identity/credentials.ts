import { audit, type Ctx, inTransaction } from "@peony/db";
import { users } from "@peony/db/schema";
import { type CredentialsInput, type PasswordHasher, requirePerson } from "@peony/domain/identity";
import { DomainError, type Id } from "@peony/domain/shared";
import { and, eq, isNull, sql } from "drizzle-orm";
import { queueMail } from "../shared/index.ts";
import { firstSeat } from "./seats.ts";
import { endSessionsOf } from "./sessions.ts";
import { issueToken, readToken, spendToken } from "./tokens.ts";

/** Verified instead of nothing where the address is unknown, so that both answers take the same time. */
let dummy: Promise<string> | undefined;

/** A refused sign-in leaves a row whether or not the address is known: the same work, so that the time tells nothing. */
const noteRefused = (ctx: Ctx, userId: Id<"user"> | null): Promise<void> =>
  inTransaction(ctx, async (t) => {
    const seat = await firstSeat(t, userId ?? t.newId("user"));
    const object = userId ?? "address:unknown";
    await audit(t, { chain: seat?.orgId ?? object, action: "session.refused", object, outcome: "refused" });
  });

/**
 * Whose password this is, or null. Unknown address, unconfirmed address, suspended person and wrong password answer alike; the
 * account tried has a row of it in the audit.
 */
export const verifyCredentials = async (
  ctx: Ctx,
  hasher: PasswordHasher,
  input: CredentialsInput,
): Promise<Id<"user"> | null> => {
  dummy ??= hasher.hash("a password nobody has");
  const [row] = await ctx.db
    .select({
      id: users.id,
      passwordHash: users.passwordHash,
      verifiedAt: users.emailVerifiedAt,
      suspendedAt: users.suspendedAt,
    })
    .from(users)
    .where(eq(sql`lower(${users.email})`, input.email));
  const right = await hasher.verify(row?.passwordHash ?? (await dummy), input.password);
  if (row?.passwordHash && right && row.verifiedAt && !row.suspendedAt) return row.id;
  await noteRefused(ctx, row?.id ?? null);
  return null;
};

/** Whether this is the password of the person acting; for steps of weight. */
export const verifyOwnPassword = async (ctx: Ctx, hasher: PasswordHasher, password: string): Promise<boolean> => {
  const { userId } = requirePerson(ctx.actor);
  const [row] = await ctx.db.select({ passwordHash: users.passwordHash }).from(users).where(eq(users.id, userId));
  return row?.passwordHash ? hasher.verify(row.passwordHash, password) : false;
};

const resetMinutes = 60;

/** Sends a reset link to a confirmed address; for any other nothing happens and the answer is the same. */
export const requestReset = async (ctx: Ctx, email: string): Promise<void> =>
  inTransaction(ctx, async (t) => {
    const [user] = await t.tx
      .select({ id: users.id, name: users.name, locale: users.locale })
      .from(users)
      .where(
        and(
          eq(sql`lower(${users.email})`, email),
          isNull(users.suspendedAt),
          sql`${users.emailVerifiedAt} is not null`,
        ),
      );
    if (!user) return;
    const token = await issueToken(t, "reset", { userId: user.id }, resetMinutes);
    await queueMail(t, {
      to: email,
      locale: user.locale,
      kind: "reset-password",
      args: { name: user.name, path: `/reset/${token}` },
      dedupe: `reset:${t.newId("mail")}`,
    });
  });

/** Sets a new password through a reset link and ends every session of the person. @throws DomainError identity/token-expired */
export const resetPassword = async (
  ctx: Ctx,
  hasher: PasswordHasher,
  input: { token: string; password: string },
): Promise<void> => {
  // A link that is none costs nothing: hashing a password is dear.
  if (!(await readToken(ctx, "reset", input.token)))
    throw new DomainError("identity/token-expired", "reset link is spent, late or unknown");
  const passwordHash = await hasher.hash(input.password);
  await inTransaction(ctx, async (t) => {
    const { userId } = await spendToken(t, "reset", input.token);
    if (!userId) throw new DomainError("identity/token-expired", "reset link without a person");
    await t.tx.update(users).set({ passwordHash }).where(eq(users.id, userId));
    await endSessionsOf(t, userId);
    const seat = await firstSeat(t, userId);
    await audit(t, { chain: seat?.orgId ?? userId, action: "password.reset", object: userId, by: userId });
  });
};
