import { audit, type Ctx, inTransaction, oneOr404, type TxCtx } from "@peony/db";
import { apiKeys, invitations, mailTokens, members, organisations, sessions, users } from "@peony/db/schema";
import {
  type InviteMemberInput,
  type MemberRole,
  managerRoles,
  requireMember,
  requirePerson,
} from "@peony/domain/identity";
import { DomainError, type Id } from "@peony/domain/shared";
import { and, asc, eq, inArray, isNull, ne, sql } from "drizzle-orm";
import { queueMail } from "../shared/index.ts";
import { hashToken, issueToken, spendToken } from "./tokens.ts";

const inviteMinutes = 14 * 24 * 60;

/** Members and open invitations of the own organisation. */
export const listMembers = async (ctx: Ctx) => {
  const m = requireMember(ctx.actor);
  const seats = await ctx.db
    .select({
      userId: users.id,
      name: users.name,
      email: users.email,
      roles: members.roles,
      title: members.title,
      createdAt: members.createdAt,
    })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.orgId, m.orgId), isNull(members.suspendedAt)))
    .orderBy(asc(members.createdAt), asc(users.id));
  const open = await ctx.db
    .select({
      id: invitations.id,
      email: invitations.email,
      roles: invitations.roles,
      createdAt: invitations.createdAt,
    })
    .from(invitations)
    .where(
      and(
        eq(invitations.orgId, m.orgId),
        isNull(invitations.acceptedAt),
        // A removal uses the link up without anybody having accepted it.
        sql`not exists (select 1 from mail_tokens k where k.invitation_id = invitations.id and k.used_at is not null)`,
      ),
    )
    .orderBy(asc(invitations.createdAt));
  return { seats, open };
};

/** Invites by mail. Managers invite, but only an owner makes owners. A repeat with the same id is the same invitation. */
export const inviteMember = async (ctx: Ctx, input: InviteMemberInput): Promise<void> => {
  const m = requireMember(ctx.actor, managerRoles);
  if (input.roles.includes("owner") && !m.roles.includes("owner"))
    throw new DomainError("forbidden", "only an owner makes owners");
  await inTransaction(ctx, async (t) => {
    const made = await t.tx
      .insert(invitations)
      .values({
        id: input.id,
        orgId: m.orgId,
        email: input.email,
        roles: input.roles,
        invitedBy: m.userId,
        createdAt: t.now,
      })
      .onConflictDoNothing()
      .returning({ id: invitations.id });
    if (made.length === 0) return;
    const [org] = await t.tx
      .select({ nameZh: organisations.nameZh })
      .from(organisations)
      .where(eq(organisations.id, m.orgId));
    const token = await issueToken(t, "invite", { invitationId: input.id }, inviteMinutes);
    await queueMail(t, {
      to: input.email,
      locale: m.locale,
      kind: "invitation",
      args: { name: m.name, organisation: org?.nameZh ?? "", path: `/invite/${token}` },
      dedupe: `invite:${input.id}`,
    });
    await audit(t, { chain: m.orgId, action: "member.invited", object: input.id, payload: { roles: input.roles } });
  });
};

/** What an invitation link offers, for the page that asks; null for a spent, late or made-up link. */
export const readInvitation = async (ctx: Ctx, token: string) => {
  const [row] = await ctx.db
    .select({
      email: invitations.email,
      roles: invitations.roles,
      nameZh: organisations.nameZh,
      nameEn: organisations.nameEn,
    })
    .from(mailTokens)
    .innerJoin(invitations, eq(invitations.id, mailTokens.invitationId))
    .innerJoin(organisations, eq(organisations.id, invitations.orgId))
    .where(
      and(
        eq(mailTokens.tokenHash, hashToken(token)),
        isNull(mailTokens.usedAt),
        sql`${mailTokens.expiresAt} > app_now()`,
      ),
    );
  return row ?? null;
};

/** Joins the organisation. The link belongs to its mail address: another account is refused and the link stays good. */
export const acceptInvitation = async (ctx: Ctx, token: string): Promise<{ orgId: Id<"organisation"> }> => {
  const person = requirePerson(ctx.actor);
  return inTransaction(ctx, async (t) => {
    // The seats are locked before the link: a removal, which ends links, takes both in this order too.
    const [named] = await t.tx
      .select({ orgId: invitations.orgId })
      .from(mailTokens)
      .innerJoin(invitations, eq(invitations.id, mailTokens.invitationId))
      .where(eq(mailTokens.tokenHash, hashToken(token)));
    if (named) await lockSeats(t, named.orgId);
    const link = await spendToken(t, "invite", token);
    const invitation = oneOr404(
      await t.tx
        .select()
        .from(invitations)
        .where(eq(invitations.id, link.invitationId ?? "")),
      "invitation",
    );
    const [user] = await t.tx.select({ email: users.email }).from(users).where(eq(users.id, person.userId));
    if (user?.email !== invitation.email)
      throw new DomainError("identity/token-expired", "invitation of another address");
    const [seat] = await t.tx
      .select({ roles: members.roles, suspendedAt: members.suspendedAt })
      .from(members)
      .where(and(eq(members.orgId, invitation.orgId), eq(members.userId, person.userId)));
    if (seat?.suspendedAt && seat.suspendedAt > invitation.createdAt)
      throw new DomainError("identity/token-expired", "invited before the removal");
    // Whoever sits here already keeps what they may do: an invitation adds, so the last owner cannot be invited away.
    const roles = [...new Set([...(seat && !seat.suspendedAt ? seat.roles : []), ...invitation.roles])];
    await t.tx
      .insert(members)
      .values({ orgId: invitation.orgId, userId: person.userId, roles, createdAt: t.now })
      .onConflictDoUpdate({ target: [members.orgId, members.userId], set: { roles, suspendedAt: null } });
    await t.tx.update(invitations).set({ acceptedAt: t.now }).where(eq(invitations.id, invitation.id));
    await audit(t, {
      chain: invitation.orgId,
      action: "member.joined",
      object: person.userId,
      payload: { roles },
    });
    return { orgId: invitation.orgId };
  });
};

/** Locks the organisation's row first: two changes of owners queue there, so the last owner cannot be lost in a race. */
const lockSeats = async (t: TxCtx, orgId: Id<"organisation">) => {
  await t.tx.select({ id: organisations.id }).from(organisations).where(eq(organisations.id, orgId)).for("update");
  return t.tx
    .select()
    .from(members)
    .where(and(eq(members.orgId, orgId), isNull(members.suspendedAt)));
};

/** Uses up the links still open to a person's address: none of them, whatever roles it offers, outlives a removal. */
const endInvitations = async (t: TxCtx, orgId: Id<"organisation">, userId: Id<"user">): Promise<void> => {
  const open = t.tx
    .select({ id: invitations.id })
    .from(invitations)
    .innerJoin(users, eq(sql`lower(${users.email})`, sql`lower(${invitations.email})`))
    .where(and(eq(invitations.orgId, orgId), eq(users.id, userId), isNull(invitations.acceptedAt)));
  await t.tx
    .update(mailTokens)
    .set({ usedAt: t.now })
    .where(and(inArray(mailTokens.invitationId, open), isNull(mailTokens.usedAt)));
};

/** What an owner says of a seat. */
type SeatChange = { readonly roles: MemberRole[] };

const sameRoles = (a: readonly MemberRole[], b: readonly MemberRole[]): boolean =>
  a.length === b.length && a.every((r) => b.includes(r));

const changeSeat = async (
  ctx: Ctx,
  userId: Id<"user">,
  change: SeatChange | null,
  ownToken?: string,
): Promise<void> => {
  const m = requireMember(ctx.actor, ["owner"]);
  await inTransaction(ctx, async (t) => {
    const seats = await lockSeats(t, m.orgId);
    const seat = oneOr404(
      seats.filter((s) => s.userId === userId),
      `${userId} in ${m.orgId}`,
    );
    const roles = change?.roles ?? null;
    if (roles && sameRoles(seat.roles, roles)) return;
    const owners = seats.filter((s) => s.roles.includes("owner") && s.userId !== userId);
    if (seat.roles.includes("owner") && !roles?.includes("owner") && owners.length === 0)
      throw new DomainError("identity/last-owner", userId);
    const here = and(eq(members.orgId, m.orgId), eq(members.userId, userId));
    await t.tx
      .update(members)
      .set(change ?? { suspendedAt: t.now })
      .where(here);
    // Another role begins with another token: whoever is signed in here signs in again, but for the session that changes its own.
    await t.tx
      .delete(sessions)
      .where(
        and(
          eq(sessions.userId, userId),
          eq(sessions.orgId, m.orgId),
          roles && userId === m.userId && ownToken ? ne(sessions.tokenHash, hashToken(ownToken)) : undefined,
        ),
      );
    if (!roles) {
      await endInvitations(t, m.orgId, userId);
      await t.tx
        .update(apiKeys)
        .set({ revokedAt: t.now })
        .where(and(eq(apiKeys.userId, userId), eq(apiKeys.orgId, m.orgId), isNull(apiKeys.revokedAt)));
    }
    await audit(t, {
      chain: m.orgId,
      action: roles ? "member.roles" : "member.removed",
      object: userId,
      payload: change ?? {},
    });
  });
};

/**
 * Changes what a member may do; it counts from that member's next request, for which one signs in again. Whoever changes the own
 * roles keeps this one session, by its token, and renews it. @throws DomainError identity/last-owner
 */
export const saveMember = (
  ctx: Ctx,
  { userId, ...change }: { userId: Id<"user"> } & SeatChange,
  ownToken?: string,
): Promise<void> => changeSeat(ctx, userId, change, ownToken);

/** Removes a member, ends the sessions and open invitations, and revokes the keys that acted for this organisation. @throws DomainError identity/last-owner */
export const removeMember = (ctx: Ctx, input: { userId: Id<"user"> }): Promise<void> =>
  changeSeat(ctx, input.userId, null);
