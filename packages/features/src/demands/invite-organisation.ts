import { audit, type Ctx, emit, inTransaction, oneOr404, type TxCtx } from "@peony/db";
import { demandInvitations, listings, organisations } from "@peony/db/schema";
import {
  type AnswerInvitationInput,
  complexityOf,
  hardFrom,
  type InviteInput,
  isPublicDemand,
  type WithdrawInvitationInput,
} from "@peony/domain/demands";
import { officerRoles, requireMember, requireVerified } from "@peony/domain/identity";
import { searchableListingStates } from "@peony/domain/listings";
import { chineseDay, DomainError, type Id } from "@peony/domain/shared";
import { and, eq, inArray, isNull, or, sql } from "drizzle-orm";
import { isParty } from "./party.ts";
import { type DemandRow, factsOf, lockDemand, refuseOwnName } from "./rows.ts";
import { lockDemandRow } from "./step-demand.ts";

const refused = (field: string, code: string): DomainError =>
  new DomainError("invalid", `${field} ${code}`, { fields: { [field]: { code } } });

/** The verified organisation somebody means by its slug or its whole name. @throws DomainError invalid at `organisation` */
const meant = async (t: TxCtx, said: string) => {
  const rows = await t.tx
    .select({ id: organisations.id, kind: organisations.kind })
    .from(organisations)
    .where(
      and(
        eq(organisations.verification, "verified"),
        or(
          eq(organisations.slug, said.toLowerCase()),
          eq(organisations.nameZh, said),
          sql`lower(${organisations.nameEn}) = ${said.toLowerCase()}`,
        ),
      ),
    )
    .limit(2);
  const [only] = rows;
  if (!only || rows.length > 1) throw refused("organisation", "no-organisation");
  return only;
};

/** Who answers is asked once the demand is out; a broker helps with a hard one from the clinic on. */
const requirePlace = (t: TxCtx, demand: DemandRow, side: InviteInput["side"]): void => {
  if (demand.state !== "published" && !(side === "broker" && demand.state === "clinic"))
    throw new DomainError("demands/transition", `${demand.id} is ${demand.state}`);
  if (side === "broker" && complexityOf(factsOf(demand), chineseDay(t.now)).points < hardFrom)
    throw refused("side", "not-hard");
};

const requireListing = async (t: TxCtx, id: Id<"listing">, orgId: Id<"organisation">): Promise<void> => {
  const theirs = and(
    eq(listings.id, id),
    eq(listings.orgId, orgId),
    inArray(listings.state, [...searchableListingStates]),
  );
  if ((await t.tx.$count(listings, theirs)) === 0) throw refused("listingId", "not-an-option");
};

/** One broker at a time: the slot is free again once it declined, was let go or has said what came of it. */
const isSlotHeld = async (t: TxCtx, demandId: Id<"demand">, besides: Id<"organisation">): Promise<boolean> => {
  const { rows } = await t.tx.execute<{ held: boolean }>(sql`select slot_held(${demandId}, ${besides}) as held`);
  return rows[0]?.held === true;
};

/**
 * Asks an organisation to answer a demand, or a broker to help with a hard one, and says why. Asking again changes nothing.
 * @throws DomainError not-found, demands/transition, invalid at `organisation`, `side` or `listingId`
 */
export const inviteOrganisation = async (ctx: Ctx, input: InviteInput): Promise<void> => {
  const member = requireVerified(ctx.actor, officerRoles);
  await inTransaction(ctx, async (t) => {
    const demand = await lockDemand(t, input.demandId, member);
    requirePlace(t, demand, input.side);
    const org = await meant(t, input.organisation);
    if (org.id === demand.orgId) throw refused("organisation", "own-organisation");
    if ((org.kind === "broker") !== (input.side === "broker")) throw refused("side", "wrong-kind");
    if (input.side === "solver" && demand.kind === "challenge" && (await isParty(t, demand.id, org.id)))
      throw refused("organisation", "party");
    await refuseOwnName(t, demand, "reason", input.reason);
    if (input.side === "broker" && (await isSlotHeld(t, demand.id, org.id))) throw refused("side", "slot-taken");
    if (input.listingId) await requireListing(t, input.listingId, org.id);
    const id = t.newId("demandInvitation");
    const fresh = {
      side: input.side,
      reason: { words: input.reason, listingId: input.listingId ?? null },
      invitedBy: member.userId,
      createdAt: t.now,
      ...{ answer: null, answeredAt: null, withdrawnAt: null, meetAt: null, note: "", result: "", doneAt: null },
    };
    const made = await t.tx
      .insert(demandInvitations)
      .values({ id, demandId: demand.id, orgId: org.id, ...fresh })
      // taken back once, it may be given again
      .onConflictDoUpdate({
        target: [demandInvitations.demandId, demandInvitations.orgId],
        set: fresh,
        setWhere: sql`${demandInvitations.withdrawnAt} is not null`,
      })
      .returning({ id: demandInvitations.id });
    const [row] = made;
    if (!row) return;
    const payload = { demandId: demand.id, orgId: org.id, side: input.side };
    await audit(t, { chain: demand.orgId, action: "demand.invited", object: row.id, payload });
    await emit(t.tx, "demand.invited", { invitationId: row.id });
  });
};

/** An invitation with its demand locked, as far as this reader may see it. @throws DomainError not-found */
export const lockInvitation = async (t: TxCtx, id: Id<"demandInvitation">) => {
  const of = and(eq(demandInvitations.id, id), isNull(demandInvitations.withdrawnAt));
  const seen = oneOr404(await t.tx.select().from(demandInvitations).where(of), id);
  const demand = await lockDemandRow(t, seen.demandId);
  return { demand, invitation: oneOr404(await t.tx.select().from(demandInvitations).where(of), id) };
};

/**
 * The invited organisation says whether it comes; a broker that does learns whose demand it is, and where the name is hidden takes the duty
 * of confidence first.
 * @throws DomainError not-found, demands/invitation once the demand is closed, demands/slot once another broker holds the slot, invalid at
 * `confide`
 */
export const answerInvitation = async (ctx: Ctx, input: AnswerInvitationInput): Promise<void> => {
  const member = requireVerified(ctx.actor, officerRoles);
  await inTransaction(ctx, async (t) => {
    const { demand, invitation } = await lockInvitation(t, input.invitationId);
    if (invitation.orgId !== member.orgId) throw new DomainError("not-found", input.invitationId);
    if (invitation.answer === input.answer) return;
    if (demand.state !== "published" && demand.state !== "clinic")
      throw new DomainError("demands/invitation", `${demand.id} is ${demand.state}`);
    // a broker that declined gave its slot up
    if (invitation.side === "broker" && input.answer === "accepted" && (await isSlotHeld(t, demand.id, member.orgId)))
      throw new DomainError("demands/slot", `another broker holds the slot of ${demand.id}`);
    const confides = invitation.side === "broker" && input.answer === "accepted" && demand.visibility === "hidden_name";
    if (confides && !input.confide) throw refused("confide", "must-accept");
    await t.tx
      .update(demandInvitations)
      .set({ answer: input.answer, answeredAt: t.now })
      .where(eq(demandInvitations.id, invitation.id));
    const payload = { demandId: demand.id, orgId: member.orgId, ...(confides ? { confided: true } : {}) };
    await audit(t, {
      chain: demand.orgId,
      action: `demand.invitation-${input.answer}`,
      object: invitation.id,
      payload,
    });
    await emit(t.tx, "demand.invited", { invitationId: invitation.id });
  });
};

/** The firm takes an invitation back; to the other side it was never there. @throws DomainError not-found */
export const withdrawInvitation = async (ctx: Ctx, input: WithdrawInvitationInput): Promise<void> => {
  const member = requireMember(ctx.actor, officerRoles);
  await inTransaction(ctx, async (t) => {
    const { demand, invitation } = await lockInvitation(t, input.invitationId);
    if (demand.orgId !== member.orgId) throw new DomainError("not-found", input.invitationId);
    if (!isPublicDemand(demand.state) && demand.state !== "clinic")
      throw new DomainError("demands/transition", `${demand.id} is ${demand.state}`);
    await t.tx.update(demandInvitations).set({ withdrawnAt: t.now }).where(eq(demandInvitations.id, invitation.id));
    const payload = { demandId: demand.id, orgId: invitation.orgId };
    await audit(t, { chain: demand.orgId, action: "demand.invitation-withdrawn", object: invitation.id, payload });
    await emit(t.tx, "demand.invited", { invitationId: invitation.id });
  });
};
