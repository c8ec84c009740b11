import { type Ctx, inTransaction, type TxCtx } from "@peony/db";
import { demandMachine, type MoveDemandInput } from "@peony/domain/demands";
import { type MemberActor, officerRoles, requireMember, requireVerified } from "@peony/domain/identity";
import { refuseStale } from "../shared/index.ts";
import { type DemandRow, lockDemand, requireReady } from "./rows.ts";
import { stepDemand } from "./step-demand.ts";

/** Publishes a row that the transaction holds; one that was a draft passes through the clinic, which leaves its own audit row. */
export const publishRow = async (t: TxCtx, row: DemandRow): Promise<DemandRow> => {
  const seen =
    row.state === "draft" ? await stepDemand(t, row, "submit", "officer", { set: { clinicAt: t.now } }) : row;
  requireReady(seen, t.now);
  return stepDemand(t, seen, "publish", "officer", { set: { publishedAt: t.now } });
};

const move = async (
  ctx: Ctx,
  member: MemberActor,
  input: MoveDemandInput,
  event: "publish" | "close" | "cancel",
): Promise<void> =>
  inTransaction(ctx, async (t) => {
    const row = await lockDemand(t, input.id, member);
    // An act that no longer fits is refused as such, whatever version it was sent with.
    // A draft is published through the clinic.
    const from = event === "publish" && row.state === "draft" ? "clinic" : row.state;
    if (event in demandMachine[from]) await refuseStale(t, row, input.version);
    if (event === "publish") await publishRow(t, row);
    else await stepDemand(t, row, event, "officer", event === "close" ? { set: { closedAt: t.now } } : {});
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
