import { audit, emit, oneOr404, type TxCtx } from "@peony/db";
import {
  contracts,
  disbursements,
  escrowEvents,
  heldItems,
  organisations,
  rewardCalculations,
  rewardLines,
} from "@peony/db/schema";
import type { AssetFacts, ContractFacts } from "@peony/domain/contracts";
import { mainMinimum, type RewardRule, rewardPool, rewardShares, ruleInForce } from "@peony/domain/royalties";
import type { Id } from "@peony/domain/shared";
import { and, eq } from "drizzle-orm";
import { confirmationOf, confirmedOf } from "./confirmed-accounts.ts";
import { unitRulesOf } from "./unit-rules.ts";

type Item = typeof heldItems.$inferSelect;

/** The unit's own rule, else that of its region as recorded at signature, both as of the day of signature. */
const ruleOf = async (t: TxCtx, item: Item): Promise<RewardRule> => {
  const [agreed] = await t.tx
    .select({ payload: escrowEvents.payload, at: escrowEvents.at })
    .from(escrowEvents)
    .where(and(eq(escrowEvents.itemId, item.id), eq(escrowEvents.event, "agree")));
  const region = agreed?.payload.sellerRegion;
  const own = await unitRulesOf(t, item.sellerOrgId);
  return ruleInForce(typeof region === "string" ? region : null, agreed?.at ?? item.createdAt, own);
};

/** The inventors and shares that were signed: the listing may be edited afterwards and owes this statement nothing. */
const inventorsOf = async (t: TxCtx, item: Item): Promise<AssetFacts["inventors"]> => {
  const [contract] = await t.tx
    .select({ facts: contracts.facts })
    .from(contracts)
    .where(eq(contracts.id, item.contractId));
  return (contract?.facts as Partial<ContractFacts> | undefined)?.asset?.inventors ?? [];
};

/** Price of the milestone and what the university keeps of it: the difference are the documented costs (commission, platform fee). */
const receiptsOf = async (t: TxCtx, item: Item, releaseNo: number) => {
  const [line] = await t.tx
    .select({ amount: disbursements.amount })
    .from(disbursements)
    .where(
      and(eq(disbursements.itemId, item.id), eq(disbursements.releaseNo, releaseNo), eq(disbursements.role, "seller")),
    );
  const receipts = BigInt(item.splits[0]?.base ?? item.due);
  const net = line?.amount ?? 0n;
  return { receipts, costs: receipts - net, net };
};

/**
 * Writes the inventors' benefit statement of one release: once, for a university. A repeat finds it written. Each line belongs to
 * whoever confirmed that share; what people call themselves counts for nothing here. Paying the inventors stays with the university;
 * this is the figure and its source.
 */
export const calculateReward = async (t: TxCtx, input: { itemId: Id<"item">; releaseNo: number }): Promise<void> => {
  const item = oneOr404(await t.tx.select().from(heldItems).where(eq(heldItems.id, input.itemId)), input.itemId);
  const [seller] = await t.tx
    .select({ kind: organisations.kind })
    .from(organisations)
    .where(eq(organisations.id, item.sellerOrgId));
  if (seller?.kind !== "university") return;
  const rule = await ruleOf(t, item);
  const { receipts, costs, net } = await receiptsOf(t, item, input.releaseNo);
  const pool = rewardPool({ net, statutoryBps: rule.statutoryBps });
  const id = t.newId("reward");
  const made = await t.tx
    .insert(rewardCalculations)
    .values({
      id,
      itemId: item.id,
      releaseNo: input.releaseNo,
      orgId: item.sellerOrgId,
      currency: item.currency,
      receipts,
      costs,
      pool,
      rule: { ...rule, mainMinimum: mainMinimum(pool, rule.mainMinBps).toString() },
      createdAt: t.now,
    })
    .onConflictDoNothing({ target: [rewardCalculations.itemId, rewardCalculations.releaseNo] })
    .returning({ id: rewardCalculations.id });
  if (made.length === 0) return;
  const confirmed = await confirmedOf(t, item.sellerOrgId, item.dealId);
  const shares = rewardShares(pool, await inventorsOf(t, item));
  if (shares.length > 0)
    await t.tx.insert(rewardLines).values(
      shares.map((s) => {
        const who = confirmationOf(confirmed, s.name);
        return {
          id: t.newId("rewardLine"),
          rewardId: id,
          orgId: item.sellerOrgId,
          userId: who?.userId ?? null,
          confirmationId: who?.confirmationId ?? null,
          name: s.name,
          sharePct: s.sharePct,
          amount: s.amount,
        };
      }),
    );
  await audit(t, {
    chain: item.sellerOrgId,
    action: "reward.calculate",
    object: id,
    payload: { item: item.id, rule: rule.id },
  });
  await emit(t.tx, "reward.calculated", { rewardId: id });
};
