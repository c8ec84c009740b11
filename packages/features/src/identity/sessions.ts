import { audit, type Ctx, inTransaction, type TxCtx } from "@peony/db";
import { sessions } from "@peony/db/schema";
import { requirePerson } from "@peony/domain/identity";
import { DomainError, type Id } from "@peony/domain/shared";
import { and, desc, eq, ne, sql } from "drizzle-orm";
import { firstSeat, isShort, seatIn } from "./seats.ts";
import { hashToken, makeToken } from "./tokens.ts";

const days = 24 * 3_600_000;
/** Operator, park and finance end after twelve hours whatever happens; everybody else after seven days. */
const lifeMs = (short: boolean): number => (short ? days / 2 : 7 * days);

/** What is left of a session once this seat is entered: never longer than before. */
const shortened = (t: TxCtx) =>
  sql`least(${sessions.expiresAt}, ${new Date(t.now.getTime() + lifeMs(true))}::timestamptz)`;

/** A session's acts stand in the chain of the organisation acted for, or in the person's own where there is none. */
const note = (
  t: TxCtx,
  action: string,
  session: { userId: Id<"user">; orgId: Id<"organisation"> | null },
  by?: Id<"user">,
) => audit(t, { chain: session.orgId ?? session.userId, action, object: session.userId, by });

const whose = { userId: sessions.userId, orgId: sessions.orgId };

/** What the browser keeps: the token opens the session until then. */
export type SessionKey = { readonly token: string; readonly expiresAt: Date };

/**
 * Changes the session of a token and gives it a new one: after a proof or another seat the old token opens nothing, so one that
 * was planted or overheard before never gains by it. @throws DomainError unauthenticated where the token opens nothing any more
 */
const renew = async (
  t: TxCtx,
  old: string,
  set: { orgId?: Id<"organisation">; provedAt?: Date },
): Promise<SessionKey & { userId: Id<"user">; orgId: Id<"organisation"> | null }> => {
  const here = eq(sessions.tokenHash, hashToken(old));
  const [own] = await t.tx.select(whose).from(sessions).where(here).for("update");
  if (!own) throw new DomainError("unauthenticated", "session has ended or has a new token");
  const orgId = set.orgId ?? own.orgId;
  const seat = orgId ? await seatIn(t, own.userId, orgId) : undefined;
  const token = makeToken();
  const [row] = await t.tx
    .update(sessions)
    .set({ ...set, tokenHash: hashToken(token), ...(isShort(seat) ? { expiresAt: shortened(t) } : {}) })
    .where(here)
    .returning({ expiresAt: sessions.expiresAt });
  return { token, expiresAt: row?.expiresAt ?? t.now, userId: own.userId, orgId };
};

/** Opens a session and returns its token; the table keeps the hash. A new token is made at every sign-in, so a planted one is worth nothing. */
export const openSession = async (ctx: Ctx, userId: Id<"user">): Promise<SessionKey> =>
  inTransaction(ctx, async (t) => {
    const seat = await firstSeat(t, userId);
    const token = makeToken();
    const expiresAt = new Date(t.now.getTime() + lifeMs(isShort(seat)));
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
    await note(t, "session.opened", { userId, orgId: seat?.orgId ?? null }, userId);
    return { token, expiresAt };
  });

/** Ends the session of this token; nothing happens where there is none. */
export const endSession = (ctx: Ctx, token: string): Promise<void> =>
  inTransaction(ctx, async (t) => {
    const [gone] = await t.tx
      .delete(sessions)
      .where(eq(sessions.tokenHash, hashToken(token)))
      .returning(whose);
    if (gone) await note(t, "session.ended", gone);
  });

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
  await inTransaction(ctx, async (t) => {
    const [gone] = await t.tx
      .delete(sessions)
      .where(and(eq(sessions.userId, userId), eq(sessions.tokenHash, name)))
      .returning(whose);
    if (!gone) throw new DomainError("not-found", "session of somebody else or none");
    await note(t, "session.ended", gone);
  });
};

/**
 * Acts for another organisation one is a member of, from now on in this session, under a new token. A seat with short sessions
 * shortens this one. @throws DomainError not-found
 */
export const switchOrganisation = async (ctx: Ctx, token: string, orgId: Id<"organisation">): Promise<SessionKey> => {
  const { userId } = requirePerson(ctx.actor);
  return inTransaction(ctx, async (t) => {
    if (!(await seatIn(t, userId, orgId)))
      throw new DomainError("not-found", `${orgId} is not an organisation of ${userId}`);
    const renewed = await renew(t, token, { orgId });
    await note(t, "session.switched", renewed);
    return renewed;
  });
};

/** Gives the session a new token after one's own role changed; a role of short sessions shortens it. */
export const renewSession = async (ctx: Ctx, token: string): Promise<SessionKey> =>
  inTransaction(ctx, (t) => renew(t, token, {}));

/**
 * Notes that the person has just proved who they are, and renews the token; acts of weight look at the time. A role given
 * meanwhile may shorten the session.
 */
export const recordProof = async (ctx: Ctx, token: string): Promise<SessionKey & { provedAt: Date }> =>
  inTransaction(ctx, async (t) => {
    const renewed = await renew(t, token, { provedAt: t.now });
    await note(t, "session.proved", renewed);
    return { ...renewed, provedAt: t.now };
  });
