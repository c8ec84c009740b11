import { type Ctx, inTransaction, type TxCtx } from "@peony/db";
import { demandQuestions, proposals } from "@peony/db/schema";
import type { Id } from "@peony/domain/shared";
import { and, asc, eq } from "drizzle-orm";
import { changedAnswer, demandOf, movedDay, tellOfficers, windowOver } from "../demands/index.ts";

/** Organisations with a proposal to a demand; of those handed in only, where asked so. */
const proposing = (t: TxCtx, demandId: Id<"demand">, submitted = false) =>
  t.tx
    .selectDistinct({ orgId: proposals.orgId })
    .from(proposals)
    .where(and(eq(proposals.demandId, demandId), submitted ? eq(proposals.state, "submitted") : undefined))
    .orderBy(asc(proposals.orgId));

/**
 * Tells everybody who writes a proposal that the last day was moved, and those who handed one in that the window is over. Who asked or
 * was invited as well hears it once: the fact is the same. May run twice and late.
 */
export const tellProposersOfWindow = (ctx: Ctx, demandId: Id<"demand">): Promise<void> =>
  inTransaction(ctx, async (t) => {
    const demand = await demandOf(t, demandId);
    if (demand?.state !== "published" && demand?.state !== "closed") return;
    const over = demand.state === "closed";
    const said = over ? windowOver(demand) : movedDay(demand);
    for (const { orgId } of await proposing(t, demandId, over)) await tellOfficers(t, orgId, demand, said);
  });

/** Tells everybody who writes a proposal that an answer they may rely on was changed; the asker hears it of their own question. */
export const tellProposersOfAnswer = (ctx: Ctx, questionId: Id<"demandQuestion">): Promise<void> =>
  inTransaction(ctx, async (t) => {
    const [row] = await t.tx.select().from(demandQuestions).where(eq(demandQuestions.id, questionId));
    const demand = row && (await demandOf(t, row.demandId));
    const said = demand && changedAnswer(demand, row);
    if (!said) return;
    for (const { orgId } of await proposing(t, demand.id))
      if (orgId !== row.askOrgId) await tellOfficers(t, orgId, demand, said);
  });
