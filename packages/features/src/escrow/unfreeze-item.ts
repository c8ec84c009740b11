import { type Ctx, inTransaction, oneOr404, type TxCtx } from "@peony/db";
import { heldItems, members, organisations, users } from "@peony/db/schema";
import { DomainError, type Id } from "@peony/domain/shared";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { freezeKind, lift } from "./freezes.ts";

const deciders = ["owner", "manager", "finance"] as const;

/** Ids of the two who decide: members of the operator who may decide about money, and not one person twice. */
const twoOf = async (t: TxCtx, emails: readonly [string, string]): Promise<Id<"user">[]> => {
  const rows = await t.tx
    .select({ id: users.id, roles: members.roles })
    .from(users)
    .innerJoin(members, and(eq(members.userId, users.id), isNull(members.suspendedAt)))
    .innerJoin(organisations, and(eq(organisations.id, members.orgId), eq(organisations.kind, "operator")))
    .where(and(inArray(users.email, [...emails]), isNull(users.suspendedAt)));
  const ids = [...new Set(rows.filter((r) => deciders.some((d) => r.roles.includes(d))).map((r) => r.id))];
  if (ids.length !== 2) throw new DomainError("escrow/two-people", emails.join(" and "));
  return ids;
};

/**
 * Lets money on a stopped item go on after two people of the operator have looked, and gave their reason. What did not fit stays
 * with its payer as unapplied. A second time changes nothing. @throws DomainError not-found, escrow/two-people
 */
export const unfreezeItem = async (
  ctx: Ctx,
  input: { itemId: Id<"item">; by: readonly [string, string]; reason: string },
): Promise<{ unfrozen: boolean }> => {
  if (ctx.actor.kind !== "system") throw new DomainError("not-found", "only the house lets stopped money go");
  return inTransaction(ctx, async (t) => {
    const [first, second] = await twoOf(t, input.by);
    const item = oneOr404(
      await t.tx.select().from(heldItems).where(eq(heldItems.id, input.itemId)).for("update"),
      input.itemId,
    );
    if (!item.freezes.includes(freezeKind)) return { unfrozen: false };
    await lift(t, item, { by: "people", first, second, reason: input.reason });
    return { unfrozen: true };
  });
};
