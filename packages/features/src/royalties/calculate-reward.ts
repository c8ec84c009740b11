import { audit, oneOr404, type TxCtx } from "@peony/db";
import {
  deals,
  disbursements,
  escrowEvents,
  heldItems,
  listings,
  members,
  organisations,
  rewardCalculations,
  rewardLines,
  users,
} from "@peony/db/schema";
import { mainMinimum, type RewardRule, rewardPool, rewardRuleFor, rewardShares } from "@peony/domain/royalties";
import type { Bilingual, Id } from "@peony/domain/shared";
import { and, eq, isNull } from "drizzle-orm";

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

/** Inventors of the organisation by name, where exactly one account bears it. */
const accountsByName = async (t: TxCtx, orgId: Id<"organisation">): Promise<ReadonlyMap<string, Id<"user">>> => {
  const rows = await t.tx
    .select({ id: users.id, name: users.name, roles: members.roles })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.orgId, orgId), isNull(members.suspendedAt)));
  const found = new Map<string, Id<"user">>();
  const doubled = new Set<string>();
  for (const r of rows.filter((x) => x.roles.includes("inventor"))) {
    if (found.has(r.name)) doubled.add(r.name);
    found.set(r.name, r.id);
  }
  for (const name of doubled) found.delete(name);
  return found;
};

const userFor = (accounts: ReadonlyMap<string, Id<"user">>, name: Bilingual): Id<"user"> | null =>
  accounts.get(name.zh) ?? accounts.get(name.en) ?? null;

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
  const [asset] = await t.tx
    .select({ inventors: listings.inventors })
    .from(deals)
    .innerJoin(listings, eq(listings.id, deals.listingId))
    .where(eq(deals.id, item.dealId));
  const rule = await ruleOf(t, item);
  const { receipts, costs, net } = await receiptsOf(t, item, input.releaseNo);
  const pool = rewardPool({ net, statutoryBps: rule.statutoryBps, agreedBps: 0 });
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
  const shares = rewardShares(pool, asset?.inventors ?? []);
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
