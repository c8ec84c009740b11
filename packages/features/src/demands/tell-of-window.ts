import { type Ctx, inTransaction } from "@peony/db";
import { clinicSteps } from "@peony/domain/demands";
import { chineseDay, type Id } from "@peony/domain/shared";
import { type DemandRow, factsOf } from "./rows.ts";
import { clinicPath, demandOf, type Said, tellHouses, tellOfficers, tellParties } from "./tell-of-demand.ts";

/**
 * Tells the officers of the park and of the operator that a demand waits for its check or for an expert; once for each time it is sent.
 * One that needs neither, or has moved on, is told to nobody.
 */
export const tellOfClinic = (ctx: Ctx, demandId: Id<"demand">): Promise<void> =>
  inTransaction(ctx, async (t) => {
    const demand = await demandOf(t, demandId);
    if (demand?.state !== "clinic" || clinicSteps(factsOf(demand), chineseDay(t.now)).length === 0) return;
    await tellHouses(t, demand, {
      kind: "demand-to-clinic",
      urgency: "turn",
      path: clinicPath(demand),
      fact: `${demandId}:clinic:${demand.clinicAt?.getTime()}`,
    });
  });

/** The last day on which answers are taken, as it stands. */
const lastDay = (demand: DemandRow): string => demand.closesOn ?? demand.deadline ?? "";

/** What everybody who relies on the last day is told when it was moved. */
export const movedDay = (demand: DemandRow): Said => ({
  kind: "demand-extended",
  urgency: "changed",
  path: `/demands/${demand.number}`,
  args: { day: lastDay(demand) },
  fact: `${demand.id}:until:${lastDay(demand)}`,
});

/** What those are told who handed something in, once the window is over. */
export const windowOver = (demand: DemandRow): Said => ({
  kind: "proposal-window-over",
  urgency: "changed",
  path: "/proposals",
  fact: `${demand.id}:over:${lastDay(demand)}`,
});

/**
 * Tells its firm that a window is over; or that it was made longer, everybody who asked or was invited. Says how things stand now, each
 * once for a day. Those who propose hear it from `proposals`.
 */
export const tellOfWindow = (ctx: Ctx, demandId: Id<"demand">): Promise<void> =>
  inTransaction(ctx, async (t) => {
    const demand = await demandOf(t, demandId);
    if (!demand) return;
    if (demand.state === "published") return tellParties(t, demand, null, movedDay(demand));
    if (demand.state !== "closed") return;
    const challenge = demand.kind === "challenge";
    await tellOfficers(t, demand.orgId, demand, {
      kind: challenge ? "challenge-window-over" : "demand-window-over",
      urgency: challenge ? "turn" : "changed",
      path: challenge ? `/desk/demands/${demand.number}/review` : `/desk/demands/${demand.number}`,
      fact: `${demandId}:over:${lastDay(demand)}`,
    });
  });
