import { audit, type Ctx, emit, inTransaction, type TxCtx } from "@peony/db";
import { demands } from "@peony/db/schema";
import { type DemandEvent, demandMachine, type MoveDemandInput } from "@peony/domain/demands";
import { type MemberActor, officerRoles, requireMember, requireVerified } from "@peony/domain/identity";
import { nextState } from "@peony/domain/shared";
import { and, eq, sql } from "drizzle-orm";
import { refuseStale } from "../shared/index.ts";
import { type DemandRow, lockDemand, requireReady } from "./rows.ts";

/** What takes a demand away overtakes edits on its way to the worker. */
const urgent = 10;

const step = async (t: TxCtx, member: MemberActor, row: DemandRow, event: DemandEvent): Promise<void> => {
  const state = nextState(demandMachine, "demands/transition", row.state, event, "officer");
  const publishes = event === "publish";
  if (publishes) requireReady(row, t.now);
  await t.tx
    .update(demands)
    .set({
      state,
      version: row.version + 1,
      changeSeq: sql`nextval('change_seq')`,
      updatedAt: t.now,
      ...(publishes ? { publishedAt: t.now } : {}),
    })
    .where(and(eq(demands.id, row.id), eq(demands.state, row.state), eq(demands.version, row.version)));
  await audit(t, {
    chain: member.orgId,
    action: `demand.${event}`,
    object: row.id,
    payload: { version: row.version + 1, changed: ["state"] },
  });
  await emit(t.tx, "demand.changed", { demandId: row.id }, publishes ? 0 : urgent);
};

/** Publishes a row that the transaction holds. @throws DomainError demands/not-ready, demands/transition */
export const publishRow = (t: TxCtx, member: MemberActor, row: DemandRow): Promise<void> =>
  step(t, member, row, "publish");

const move = async (ctx: Ctx, member: MemberActor, input: MoveDemandInput, event: DemandEvent): Promise<void> =>
  inTransaction(ctx, async (t) => {
    const row = await lockDemand(t, input.id, member);
    // An act that no longer fits is refused as such, whatever version it was sent with.
    if (event in demandMachine[row.state]) await refuseStale(t, row, input.version);
    await step(t, member, row, event);
  });

/** Puts a ready demand of a verified organisation before everybody. @throws DomainError demands/not-ready with every gap at its field */
export const publishDemand = async (ctx: Ctx, input: MoveDemandInput): Promise<void> =>
  move(ctx, requireVerified(ctx.actor, officerRoles), input, "publish");
/** Takes no more answers; the page stays readable. */
export const closeDemand = async (ctx: Ctx, input: MoveDemandInput): Promise<void> =>
  move(ctx, requireMember(ctx.actor, officerRoles), input, "close");
/** Takes the demand away. */
export const cancelDemand = async (ctx: Ctx, input: MoveDemandInput): Promise<void> =>
  move(ctx, requireMember(ctx.actor, officerRoles), input, "cancel");
