import { audit, oneOr404, type TxCtx } from "@peony/db";
import {
  contracts,
  disbursements,
  escrowEvents,
  heldItems,
  members,
  organisations,
  rewardCalculations,
  rewardLines,
  users,
} from "@peony/db/schema";
import type { AssetFacts, ContractFacts } from "@peony/domain/contracts";
import { mainMinimum, type RewardRule, rewardPool, rewardRuleFor, rewardShares } from "@peony/domain/royalties";
import type { Bilingual, Id } from "@peony/domain/shared";
import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";

type Item = typeof heldItems.$inferSelect;

/** The rule of the owner's region, as recorded at signature, on the day of signature. */
const ruleOf = async (t: TxCtx, item: Item): Promise<RewardRule> => {
  const [agreed] = await t.tx
    .select({ payload: escrowEvents.payload, at: escrowEvents.at })
    .from(escrowEvents)
    .where(and(eq(escrowEvents.itemId, item.id), eq(escrowEvents.event, "agree")));
  const region = agreed?.payload.sellerRegion;
  return rewardRuleFor(typeof region === "string" ? region : null, agreed?.at ?? item.createdAt);
};

/** The inventors and shares that were signed: the listing may be edited afterwards and owes this statement nothing. */
const inventorsOf = async (t: TxCtx, item: Item): Promise<AssetFacts["inventors"]> => {
  const [contract] = await t.tx
    .select({ facts: contracts.facts })
    .from(contracts)
    .where(eq(contracts.id, item.contractId));
  return (contract?.facts as Partial<ContractFacts> | undefined)?.asset?.inventors ?? [];
};

/**
 * Accounts of the organisation's inventors by the name an owner of it gave each, as listings call them. What people call
 * themselves counts for nothing here; an account without a proved address, or suspended, is none.
 */
const accountsByName = async (t: TxCtx, orgId: Id<"organisation">): Promise<ReadonlyMap<string, Id<"user">>> => {
  const rows = await t.tx
    .select({ id: users.id, name: members.inventorName })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(
      and(
        eq(members.orgId, orgId),
        isNull(members.suspendedAt),
        isNull(users.suspendedAt),
        isNotNull(users.emailVerifiedAt),
        sql`'inventor' = any(${members.roles})`,
      ),
    );
  return new Map(rows.flatMap((r) => (r.name ? [[r.name, r.id]] : [])));
};

/** Nobody where the Chinese and the English name lead to two people. */
const userFor = (accounts: ReadonlyMap<string, Id<"user">>, name: Bilingual): Id<"user"> | null => {
  const [zh, en] = [accounts.get(name.zh), accounts.get(name.en)];
  return zh && en && zh !== en ? null : (zh ?? en ?? null);
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
 * Writes the inventors' benefit statement of one release: once, for a university. A repeat finds it written. Paying the inventors
 * stays with the university; this is the figure and its source.
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
  const accounts = await accountsByName(t, item.sellerOrgId);
  const shares = rewardShares(pool, await inventorsOf(t, item));
  if (shares.length > 0)
    await t.tx.insert(rewardLines).values(
      shares.map((s) => ({
        id: t.newId("rewardLine"),
        rewardId: id,
        orgId: item.sellerOrgId,
        userId: userFor(accounts, s.name),
        name: s.name,
        sharePct: s.sharePct,
        amount: s.amount,
      })),
    );
  await audit(t, {
    chain: item.sellerOrgId,
    action: "reward.calculate",
    object: id,
    payload: { item: item.id, rule: rule.id },
  });
};
