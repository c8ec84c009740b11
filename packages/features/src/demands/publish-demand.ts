import { audit, type Ctx, emit, inTransaction } from "@peony/db";
import { demands } from "@peony/db/schema";
import { type DemandEvent, demandMachine, type MoveDemandInput } from "@peony/domain/demands";
import { officerRoles, requireMember, requireVerified } from "@peony/domain/identity";
import { nextState } from "@peony/domain/shared";
import { and, eq, sql } from "drizzle-orm";
import { lockDemand, refuseStale, requireReady } from "./rows.ts";

const move = async (ctx: Ctx, input: MoveDemandInput, event: DemandEvent): Promise<void> => {
  const member =
    event === "publish" ? requireVerified(ctx.actor, officerRoles) : requireMember(ctx.actor, officerRoles);
  await inTransaction(ctx, async (t) => {
    const row = await lockDemand(t, input.id, member);
    const to = nextState(demandMachine, "demands/transition", row.state, event, "officer");
    refuseStale(row, input.version);
    if (event === "publish") requireReady(row, t.now);
    await t.tx
      .update(demands)
      .set({
        state: to,
        version: row.version + 1,
        changeSeq: sql`nextval('change_seq')`,
        updatedAt: t.now,
        ...(event === "publish" ? { publishedAt: t.now } : {}),
      })
      .where(and(eq(demands.id, row.id), eq(demands.state, row.state), eq(demands.version, row.version)));
    await audit(t, { chain: member.orgId, action: `demand.${event}`, object: row.id });
    await emit(t.tx, "demand.changed", { demandId: row.id }, event === "publish" ? 0 : 10);
  });
};

/** Puts a ready demand of a verified organisation before everybody. */
export const publishDemand = (ctx: Ctx, input: MoveDemandInput): Promise<void> => move(ctx, input, "publish");
/** Takes no more answers; the page stays readable. */
export const closeDemand = (ctx: Ctx, input: MoveDemandInput): Promise<void> => move(ctx, input, "close");
/** Takes the demand away. */
export const cancelDemand = (ctx: Ctx, input: MoveDemandInput): Promise<void> => move(ctx, input, "cancel");
