import { audit, type Ctx, emit, inTransaction, type TxCtx } from "@peony/db";
import { demandInvitations } from "@peony/db/schema";
import type { CloseSlotInput, FillSlotInput } from "@peony/domain/demands";
import { officerRoles, requireVerified } from "@peony/domain/identity";
import { DomainError, type Id } from "@peony/domain/shared";
import { eq } from "drizzle-orm";
import { lockInvitation } from "./invite-organisation.ts";

/** The slot that the actor's organisation took and has not brought to an end. @throws DomainError not-found, demands/invitation */
const lockSlot = async (t: TxCtx, id: Id<"demandInvitation">, orgId: Id<"organisation">) => {
  const found = await lockInvitation(t, id);
  const { demand, invitation } = found;
  if (invitation.orgId !== orgId || invitation.side !== "broker") throw new DomainError("not-found", id);
  const open = demand.state === "clinic" || demand.state === "published";
  if (!open || invitation.answer !== "accepted" || invitation.doneAt !== null)
    throw new DomainError("demands/invitation", `${id} is no open slot of ${demand.state}`);
  return found;
};

/**
 * The broker proposes a time to the firm and says what for; a later one takes its place. A repeat changes nothing.
 * @throws DomainError not-found, demands/invitation where the slot is not taken or over, invalid at `meetAt` in the past
 */
export const fillSlot = async (ctx: Ctx, input: FillSlotInput): Promise<void> => {
  const member = requireVerified(ctx.actor, officerRoles);
  await inTransaction(ctx, async (t) => {
    const { demand, invitation } = await lockSlot(t, input.invitationId, member.orgId);
    const { meetAt, note } = input;
    if (invitation.meetAt?.getTime() === meetAt.getTime() && invitation.note === note) return;
    if (meetAt <= t.now)
      throw new DomainError("invalid", "a time that is over", { fields: { meetAt: { code: "date-in-past" } } });
    await t.tx.update(demandInvitations).set({ meetAt, note }).where(eq(demandInvitations.id, invitation.id));
    const payload = { demandId: demand.id, orgId: member.orgId };
    await audit(t, { chain: demand.orgId, action: "demand.slot-filled", object: invitation.id, payload });
    await emit(t.tx, "demand.invited", { invitationId: invitation.id });
  });
};

/**
 * The broker says what came of its help; the slot is free for another. A repeat changes nothing.
 * @throws DomainError not-found, demands/invitation
 */
export const closeSlot = async (ctx: Ctx, input: CloseSlotInput): Promise<void> => {
  const member = requireVerified(ctx.actor, officerRoles);
  await inTransaction(ctx, async (t) => {
    const before = (await lockInvitation(t, input.invitationId)).invitation;
    const repeated = before.orgId === member.orgId && before.side === "broker" && before.doneAt !== null;
    if (repeated && before.result === input.result) return;
    const { demand, invitation } = await lockSlot(t, input.invitationId, member.orgId);
    await t.tx
      .update(demandInvitations)
      .set({ result: input.result, doneAt: t.now })
      .where(eq(demandInvitations.id, invitation.id));
    const payload = { demandId: demand.id, orgId: member.orgId };
    await audit(t, { chain: demand.orgId, action: "demand.slot-closed", object: invitation.id, payload });
    await emit(t.tx, "demand.invited", { invitationId: invitation.id });
  });
};
