import { audit, type Ctx, emit, inTransaction, oneOr404, type TxCtx } from "@peony/db";
import { rewardCalculations, rewardLines, rewardObjections, rewardPayments } from "@peony/db/schema";
import { type MemberRole, officerRoles, requireMember, requirePerson } from "@peony/domain/identity";
import {
  type DecideObjectionInput,
  type ObjectionEvent,
  type ObjectionRole,
  objectionEnds,
  objectionMachine,
  type RaiseObjectionInput,
  type RecordRewardPaidInput,
} from "@peony/domain/royalties";
import { chineseDay, DomainError, type Id, nextState } from "@peony/domain/shared";
import { and, eq } from "drizzle-orm";
import { enterByLink } from "./link-holder.ts";

/** Who answers for the unit: officers and finance. */
const deciders: readonly MemberRole[] = [...officerRoles, "finance"];

type Line = { readonly line: typeof rewardLines.$inferSelect; readonly at: Date };

/** The own line and when its statement was written, by account or by link; anybody else's is not there. */
const ownLine = async (ctx: Ctx, t: TxCtx, lineId: Id<"rewardLine">, token: string | undefined): Promise<Line> => {
  const holder = token ? await enterByLink(t, token) : null;
  const me = holder ? null : requirePerson(ctx.actor).userId;
  const [found] = await t.tx
    .select({ line: rewardLines, at: rewardCalculations.createdAt })
    .from(rewardLines)
    .innerJoin(rewardCalculations, eq(rewardCalculations.id, rewardLines.rewardId))
    .where(eq(rewardLines.id, lineId));
  const own =
    found && (holder ? holder.confirmations.some((c) => c.id === found.line.confirmationId) : found.line.userId === me);
  return oneOr404(found && own ? [found] : [], lineId);
};

/**
 * An inventor objects to the own line of a statement, within fifteen days of it. The statement stays as it is; the unit answers.
 * @throws DomainError royalties/window after that, royalties/objection while one is open
 */
export const raiseObjection = async (ctx: Ctx, input: RaiseObjectionInput): Promise<void> =>
  inTransaction(ctx, async (t) => {
    const { line, at } = await ownLine(ctx, t, input.lineId, input.token);
    if (objectionEnds(at) < t.now) throw new DomainError("royalties/window", `${line.id} is of ${at.toISOString()}`);
    const made = await t.tx
      .insert(rewardObjections)
      .values({
        id: input.id,
        rewardId: line.rewardId,
        lineId: line.id,
        orgId: line.orgId,
        ground: input.ground,
        raisedAt: t.now,
      })
      .onConflictDoNothing()
      .returning({ id: rewardObjections.id });
    if (made.length === 0) {
      const [same] = await t.tx.select().from(rewardObjections).where(eq(rewardObjections.id, input.id));
      if (same?.lineId === line.id && same.ground === input.ground) return;
      throw new DomainError("royalties/objection", `${line.id} has an open one`);
    }
    await audit(t, { chain: line.orgId, action: "reward.objected", object: line.rewardId, payload: { line: line.id } });
    await emit(t.tx, "reward.objection", { objectionId: input.id });
  });

const step = async (
  t: TxCtx,
  id: Id<"objection">,
  role: (o: typeof rewardObjections.$inferSelect) => ObjectionRole,
  event: ObjectionEvent,
  extra: Partial<typeof rewardObjections.$inferInsert>,
): Promise<void> => {
  const found = oneOr404(
    await t.tx.select().from(rewardObjections).where(eq(rewardObjections.id, id)).for("update"),
    id,
  );
  const to = nextState(objectionMachine, "royalties/objection", found.state, event, role(found));
  await t.tx
    .update(rewardObjections)
    .set({ ...extra, state: to, decidedAt: t.now })
    .where(and(eq(rewardObjections.id, id), eq(rewardObjections.state, found.state)));
  await audit(t, {
    chain: found.orgId,
    action: `reward.objection-${event}`,
    object: found.rewardId,
    payload: { objection: id },
  });
  await emit(t.tx, "reward.objection", { objectionId: id });
};

/** The unit answers an objection, with words. @throws DomainError royalties/objection once it was answered */
export const decideObjection = async (ctx: Ctx, input: DecideObjectionInput): Promise<void> => {
  const member = requireMember(ctx.actor, deciders);
  await inTransaction(ctx, (t) =>
    step(t, input.id, (o) => (o.orgId === member.orgId ? "decider" : "stranger"), input.decision, {
      answer: input.answer,
      decidedBy: member.userId,
    }),
  );
};

/** An inventor takes the own objection back. @throws DomainError royalties/objection, not-found */
export const withdrawObjection = async (ctx: Ctx, input: { id: Id<"objection"> }): Promise<void> => {
  const { userId } = requireMember(ctx.actor);
  await inTransaction(ctx, async (t) => {
    const [own] = await t.tx
      .select({ id: rewardObjections.id })
      .from(rewardObjections)
      .innerJoin(rewardLines, eq(rewardLines.id, rewardObjections.lineId))
      .where(and(eq(rewardObjections.id, input.id), eq(rewardLines.userId, userId)));
    await step(t, oneOr404(own ? [own] : [], input.id).id, () => "objector", "withdraw", {});
  });
};

/**
 * The unit says on which day it paid a statement's pool out. A repeat is the same word.
 * @throws DomainError invalid at `paidOn` for a day ahead, royalties/objection while one is open
 */
export const recordRewardPaid = async (ctx: Ctx, input: RecordRewardPaidInput): Promise<void> => {
  const member = requireMember(ctx.actor, deciders);
  await inTransaction(ctx, async (t) => {
    const reward = oneOr404(
      await t.tx
        .select()
        .from(rewardCalculations)
        .where(and(eq(rewardCalculations.id, input.rewardId), eq(rewardCalculations.orgId, member.orgId))),
      input.rewardId,
    );
    if (input.paidOn > chineseDay(t.now))
      throw new DomainError("invalid", "a day ahead", { fields: { paidOn: { code: "date-in-future" } } });
    const open = and(eq(rewardObjections.rewardId, reward.id), eq(rewardObjections.state, "open"));
    if ((await t.tx.$count(rewardObjections, open)) > 0)
      throw new DomainError("royalties/objection", `${reward.id} is objected to`);
    const made = await t.tx
      .insert(rewardPayments)
      .values({
        rewardId: reward.id,
        orgId: member.orgId,
        paidOn: input.paidOn,
        recordedBy: member.userId,
        recordedAt: t.now,
      })
      .onConflictDoNothing()
      .returning({ rewardId: rewardPayments.rewardId });
    if (made.length === 0) return;
    await audit(t, {
      chain: member.orgId,
      action: "reward.paid",
      object: reward.id,
      payload: { on: input.paidOn },
    });
    await emit(t.tx, "reward.paid", { rewardId: reward.id });
  });
};
