import { type Ctx, reading, type TxCtx } from "@peony/db";
import type { Id } from "@peony/domain/shared";
import { sql } from "drizzle-orm";

/** Whether an organisation had a hand in a demand: it checked, read back or brokered it, or runs the platform. It then does not compete for it. */
export const isParty = async (t: TxCtx, demandId: Id<"demand">, orgId: Id<"organisation">): Promise<boolean> => {
  const { rows } = await t.tx.execute<{ party: boolean }>(sql`select is_party_to(${demandId}, ${orgId}) as party`);
  return rows[0]?.party === true;
};

/** The same of the reader's own organisation; whoever has none had no hand in it. */
export const isOwnParty = async (ctx: Ctx, demandId: Id<"demand">): Promise<boolean> => {
  const orgId = ctx.actor.kind === "person" ? ctx.actor.orgId : null;
  return orgId !== null && reading(ctx, (t) => isParty(t, demandId, orgId));
};
