import { type Ctx, inTransaction } from "@peony/db";
import { organisations } from "@peony/db/schema";
import { clinicSteps } from "@peony/domain/demands";
import { chineseDay, type Id } from "@peony/domain/shared";
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { factsOf } from "./rows.ts";
import { clinicPath, demandOf, tellOfficers, tellParties } from "./tell-of-demand.ts";

/**
 * Tells the officers of the park and of the operator that a demand waits for its check or for an expert; once for each time it is sent.
 * One that needs neither, or has moved on, is told to nobody.
 */
export const tellOfClinic = (ctx: Ctx, demandId: Id<"demand">): Promise<void> =>
  inTransaction(ctx, async (t) => {
    const demand = await demandOf(t, demandId);
    if (demand?.state !== "clinic" || clinicSteps(factsOf(demand), chineseDay(t.now)).length === 0) return;
    const houses = await t.tx
      .select({ id: organisations.id })
      .from(organisations)
      .where(and(inArray(organisations.kind, ["park", "operator"]), eq(organisations.verification, "verified")))
      .orderBy(asc(organisations.id));
    for (const { id } of houses)
      if (id !== demand.orgId)
        await tellOfficers(t, id, demand, {
          kind: "demand-to-clinic",
          urgency: "turn",
          path: clinicPath(demand),
          fact: `${demandId}:clinic:${demand.clinicAt?.getTime()}`,
        });
  });

/**
 * Tells that a window is over, its firm and those who handed a proposal in; or that it was made longer, everybody who asked, was invited
 * or proposes. Says how things stand now, each once for a day.
 */
export const tellOfWindow = (ctx: Ctx, demandId: Id<"demand">): Promise<void> =>
  inTransaction(ctx, async (t) => {
    const demand = await demandOf(t, demandId);
    if (!demand) return;
    const day = demand.closesOn ?? demand.deadline ?? "";
    const page = `/demands/${demand.number}`;
    if (demand.state === "published")
      return tellParties(t, demand, null, {
        kind: "demand-extended",
        urgency: "changed",
        path: page,
        args: { day },
        fact: `${demandId}:until:${day}`,
      });
    if (demand.state !== "closed") return;
    const challenge = demand.kind === "challenge";
    await tellOfficers(t, demand.orgId, demand, {
      kind: challenge ? "challenge-window-over" : "demand-window-over",
      urgency: challenge ? "turn" : "changed",
      path: challenge ? `/desk/demands/${demand.number}/review` : `/desk/demands/${demand.number}`,
      fact: `${demandId}:over:${day}`,
    });
    const { rows } = await t.tx.execute<{ orgId: Id<"organisation"> }>(
      sql`select distinct org_id as "orgId" from proposals where demand_id = ${demandId} and state = 'submitted'`,
    );
    for (const { orgId } of rows)
      await tellOfficers(t, orgId, demand, {
        kind: "proposal-window-over",
        urgency: "changed",
        path: "/proposals",
        fact: `${demandId}:over:${day}`,
      });
  });
