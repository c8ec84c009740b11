import type { Ctx } from "@peony/db";
import { type ErrorCode, isDomainError } from "@peony/domain/shared";
import { recordRefusal } from "@peony/features/identity";

/** Refusals that say who may do what; a field filled in wrongly or a version gone stale is none. */
const ofRights: readonly ErrorCode[] = ["forbidden", "step-up", "identity/unverified"];

/** Runs a command; where it refuses somebody known for want of a right, the audit has a row of it. The refusal goes on to the reader. */
export const noting = async <T>(ctx: Ctx, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (e) {
    if (isDomainError(e) && ofRights.includes(e.code) && ctx.actor.kind === "person")
      await recordRefusal(ctx, { code: e.code, reason: e.message });
    throw e;
  }
};
