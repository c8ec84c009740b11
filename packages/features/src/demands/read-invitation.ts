import { type Ctx, reading } from "@peony/db";
import { demandInvitations, demands } from "@peony/db/schema";
import { and, eq, isNull } from "drizzle-orm";

export type OwnInvitation = Pick<typeof demandInvitations.$inferSelect, "id" | "side" | "reason" | "answer">;

/** The invitation of the reader's own organisation to a demand, with the reason it was given; null where there is none. */
export const readOwnInvitation = async (ctx: Ctx, number: string): Promise<OwnInvitation | null> => {
  const { actor } = ctx;
  if (actor.kind !== "person" || !actor.orgId) return null;
  const mine = eq(demandInvitations.orgId, actor.orgId);
  const [found] = await reading(ctx, (t) =>
    t.tx
      .select({
        id: demandInvitations.id,
        side: demandInvitations.side,
        reason: demandInvitations.reason,
        answer: demandInvitations.answer,
      })
      .from(demandInvitations)
      .innerJoin(demands, eq(demands.id, demandInvitations.demandId))
      .where(and(eq(demands.number, number), mine, isNull(demandInvitations.withdrawnAt))),
  );
  return found ?? null;
};
