import { audit, type Ctx, inTransaction } from "@peony/db";
import { requirePerson } from "@peony/domain/identity";
import type { ErrorCode } from "@peony/domain/shared";

/**
 * Leaves a row where somebody known tried what they may not do: in the chain of the organisation acted for, or in the person's
 * own. The refused act itself was rolled back, so this is a transaction of its own.
 */
export const recordRefusal = async (ctx: Ctx, refusal: { code: ErrorCode; reason: string }): Promise<void> => {
  const { userId, orgId } = requirePerson(ctx.actor);
  await inTransaction(ctx, (t) =>
    audit(t, {
      chain: orgId ?? userId,
      action: "act.refused",
      object: userId,
      payload: { code: refusal.code, reason: refusal.reason.slice(0, 200) },
      outcome: "refused",
    }),
  );
};
