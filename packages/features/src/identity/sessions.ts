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
  payload: Record<string, unknown> = {},
) => audit(t, { chain: session.orgId ?? session.userId, action, object: session.userId, payload });

const whose = { userId: sessions.userId, orgId: sessions.orgId };

/** Opens a session and returns its token; the table keeps the hash. A new token is made at every sign-in, so a planted one is worth nothing. */
export const openSession = async (ctx: Ctx, userId: Id<"user">): Promise<{ token: string; expiresAt: Date }> =>
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
    await note(t, "session.opened", { userId, orgId: seat?.orgId ?? null });
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
 * Acts for another organisation one is a member of, from now on in this session. A seat with short sessions shortens this one.
 * @throws DomainError not-found
 */
export const switchOrganisation = async (ctx: Ctx, token: string, orgId: Id<"organisation">): Promise<void> => {
  const { userId } = requirePerson(ctx.actor);
  await inTransaction(ctx, async (t) => {
    const seat = await seatIn(t, userId, orgId);
    if (!seat) throw new DomainError("not-found", `${orgId} is not an organisation of ${userId}`);
    const [own] = await t.tx
      .update(sessions)
      .set({ orgId, ...(isShort(seat) ? { expiresAt: shortened(t) } : {}) })
      .where(and(eq(sessions.tokenHash, hashToken(token)), eq(sessions.userId, userId)))
      .returning(whose);
    if (own) await note(t, "session.switched", own);
  });
};

/** Notes that the person has just proved who they are; acts of weight look at this. A role given meanwhile may shorten the session. */
export const recordProof = async (ctx: Ctx, token: string): Promise<Date> =>
  inTransaction(ctx, async (t) => {
    const here = eq(sessions.tokenHash, hashToken(token));
    const [own] = await t.tx.update(sessions).set({ provedAt: t.now }).where(here).returning(whose);
    if (!own) return t.now;
    if (own.orgId && isShort(await seatIn(t, own.userId, own.orgId)))
      await t.tx
        .update(sessions)
        .set({ expiresAt: shortened(t) })
        .where(here);
    await note(t, "session.proved", own);
    return t.now;
  });
