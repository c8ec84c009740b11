import { type Ctx, inTransaction, type TxCtx } from "@peony/db";
import { members, organisations, sessions } from "@peony/db/schema";
import { requirePerson } from "@peony/domain/identity";
import { DomainError, type Id } from "@peony/domain/shared";
import { and, desc, eq, isNull, ne } from "drizzle-orm";
import { hashToken, makeToken } from "./tokens.ts";

const days = 24 * 3_600_000;
/** Operator, park and finance end after twelve hours whatever happens; everybody else after seven days. */
const lifeMs = (short: boolean): number => (short ? days / 2 : 7 * days);

/** The organisation a person acts for first: the one they joined last. */
const firstSeat = async (t: TxCtx, userId: Id<"user">) => {
  const [seat] = await t.tx
    .select({ orgId: members.orgId, roles: members.roles, kind: organisations.kind })
    .from(members)
    .innerJoin(organisations, eq(organisations.id, members.orgId))
    .where(and(eq(members.userId, userId), isNull(members.suspendedAt)))
    .orderBy(desc(members.createdAt), members.orgId)
    .limit(1);
  return seat;
};

/** Opens a session and returns its token; the table keeps the hash. A new token is made at every sign-in, so a planted one is worth nothing. */
export const openSession = async (ctx: Ctx, userId: Id<"user">): Promise<{ token: string; expiresAt: Date }> =>
  inTransaction(ctx, async (t) => {
    const seat = await firstSeat(t, userId);
    const short =
      seat !== undefined && (seat.kind === "operator" || seat.kind === "park" || seat.roles.includes("finance"));
    const token = makeToken();
    const expiresAt = new Date(t.now.getTime() + lifeMs(short));
    await t.tx.insert(sessions).values({
      tokenHash: hashToken(token),
      userId,
      orgId: seat?.orgId ?? null,
      createdAt: t.now,
      lastSeenAt: t.now,
      provedAt: t.now,
      expiresAt,
      address: t.origin.address,
      agent: t.origin.agent,
    });
    return { token, expiresAt };
  });

export const endSession = async (ctx: Ctx, token: string): Promise<void> => {
  await ctx.db.delete(sessions).where(eq(sessions.tokenHash, hashToken(token)));
};

/** Ends every session of a person, but for the one named; a reset, a removal and a suspension do this. */
export const endSessionsOf = async (t: TxCtx, userId: Id<"user">, exceptToken?: string): Promise<void> => {
  await t.tx
    .delete(sessions)
    .where(and(eq(sessions.userId, userId), exceptToken ? ne(sessions.tokenHash, hashToken(exceptToken)) : undefined));
};

/** Own sessions, newest first, for the settings page. The hash serves as the name of a row; it opens nothing. */
export const listSessions = async (ctx: Ctx) => {
  const { userId } = requirePerson(ctx.actor);
  return ctx.db
    .select({
      name: sessions.tokenHash,
      createdAt: sessions.createdAt,
      lastSeenAt: sessions.lastSeenAt,
      address: sessions.address,
      agent: sessions.agent,
    })
    .from(sessions)
    .where(eq(sessions.userId, userId))
    .orderBy(desc(sessions.lastSeenAt));
};

/** Ends one of one's own sessions by its name. @throws DomainError not-found */
export const endNamedSession = async (ctx: Ctx, name: string): Promise<void> => {
  const { userId } = requirePerson(ctx.actor);
  const gone = await ctx.db
    .delete(sessions)
    .where(and(eq(sessions.userId, userId), eq(sessions.tokenHash, name)))
    .returning({ name: sessions.tokenHash });
  if (gone.length === 0) throw new DomainError("not-found", "session of somebody else or none");
};

/** Acts for another organisation one is a member of, from now on in this session. @throws DomainError not-found */
export const switchOrganisation = async (ctx: Ctx, token: string, orgId: Id<"organisation">): Promise<void> => {
  const { userId } = requirePerson(ctx.actor);
  await inTransaction(ctx, async (t) => {
    const [seat] = await t.tx
      .select({ orgId: members.orgId })
      .from(members)
      .where(and(eq(members.userId, userId), eq(members.orgId, orgId), isNull(members.suspendedAt)));
    if (!seat) throw new DomainError("not-found", `${orgId} is not an organisation of ${userId}`);
    await t.tx
      .update(sessions)
      .set({ orgId })
      .where(and(eq(sessions.tokenHash, hashToken(token)), eq(sessions.userId, userId)));
  });
};

/** Notes that the person has just proved who they are; acts of weight look at this. */
export const recordProof = async (ctx: Ctx, token: string): Promise<Date> =>
  inTransaction(ctx, async (t) => {
    await t.tx
      .update(sessions)
      .set({ provedAt: t.now })
      .where(eq(sessions.tokenHash, hashToken(token)));
    return t.now;
  });
