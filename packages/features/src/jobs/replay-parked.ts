import { audit, type Ctx, inTransaction } from "@peony/db";
import { parkedKinds, type ReplayParkedInput } from "@peony/domain/jobs";
import { DomainError } from "@peony/domain/shared";
import { sql } from "drizzle-orm";
import { requireKeeper } from "./keeper.ts";

export type Replayed = { readonly webhooks: number; readonly events: number };

/**
 * Hands one parked webhook or job, or all of them, to the worker again, each with all its tries. A person's act stands in the audit of
 * the operator; the house has no chain of its own.
 * @throws DomainError not-found for who is no operator; conflict where the one named is no longer parked
 */
export const replayParked = async (ctx: Ctx, input: ReplayParkedInput): Promise<Replayed> => {
  const keeper = requireKeeper(ctx.actor);
  const id = input.kind === "all" ? null : input.id;
  return inTransaction(ctx, async (t) => {
    const handed = { webhook: 0, event: 0 };
    for (const kind of input.kind === "all" ? parkedKinds : [input.kind]) {
      const { rows } = await t.tx.execute<{ n: number }>(sql`select replay_parked(${kind}, ${id}) as n`);
      handed[kind] = rows[0]?.n ?? 0;
    }
    if (id !== null && handed.webhook + handed.event === 0) throw new DomainError("conflict", `${id} is not parked`);
    if (keeper)
      await audit(t, { chain: keeper.orgId, action: "jobs.replayed", object: id ?? "all", payload: { ...handed } });
    return { webhooks: handed.webhook, events: handed.event };
  });
};
