import type { TxCtx } from "@peony/db";
import { heldItems, reconRuns } from "@peony/db/schema";
import type { BalanceTransaction } from "@peony/domain/escrow";
import { type Currency, currencies, currencyOf, type Id, type Money } from "@peony/domain/shared";
import { and, eq, notInArray, sql } from "drizzle-orm";
import { freezeItem, unfreezeItems } from "./freezes.ts";

/** One thing that does not agree. With an item it concerns that agreement; without one, the whole currency. */
export type Difference = {
  readonly kind: "drift" | "trial-balance" | "held" | "provider-balance" | "unknown-transaction";
  readonly currency: string;
  readonly itemId?: Id<"item">;
  readonly what: string;
};
export type ReconcileFacts = {
  readonly balance: ReadonlyMap<Currency, Money>;
  /** The provider's own movements of late, to tell what is on its way to us from what is wrong. */
  readonly recent: readonly BalanceTransaction[];
};
export type ReconcileResult = { readonly differences: readonly Difference[]; readonly frozen: readonly Id<"item">[] };

/** A movement younger than this may still be on its way to our inbox. */
const graceMs = 60 * 60_000;

/** The books against themselves: totals against entries, debits against credits, each held account against its item. */
const ownDifferences = async (t: TxCtx): Promise<Difference[]> => {
  const drift = await t.tx.execute<{ code: string; currency: string }>(sql`select code, currency from ledger.drift`);
  const trial = await t.tx.execute<{ currency: string; posted: string; pending: string }>(
    sql`select currency, posted, pending from ledger.trial_balance where posted <> 0 or pending <> 0`,
  );
  const held = await t.tx.execute<{ id: string; currency: string; due: string; amount: string }>(sql`
    select h.id, h.currency, case when h.state in ('held', 'delivered') then h.due else 0 end as due, coalesce(b.amount, 0) as amount
    from held_items h left join ledger.balance b on b.code = 'held:' || h.id and b.currency = h.currency
    where coalesce(b.amount, 0) <> case when h.state in ('held', 'delivered') then h.due else 0 end`);
  return [
    ...drift.rows.map((r): Difference => ({ kind: "drift", currency: r.currency, what: r.code })),
    ...trial.rows.map(
      (r): Difference => ({
        kind: "trial-balance",
        currency: r.currency,
        what: `${r.posted} posted, ${r.pending} pending`,
      }),
    ),
    ...held.rows.map(
      (r): Difference => ({
        kind: "held",
        currency: r.currency,
        itemId: r.id,
        what: `ledger ${r.amount}, item ${r.due}`,
      }),
    ),
  ];
};

const unbooked = async (t: TxCtx, recent: readonly BalanceTransaction[]): Promise<BalanceTransaction[]> => {
  const names = recent.flatMap((b) => [b.id, b.sourceId ?? b.id]);
  if (names.length === 0) return [];
  const { rows } = await t.tx.execute<{ name: string }>(sql`
    select name from ledger.transfer, unnest(array[ref->>'provider', ref->>'transaction']) as name
    where phase in ('single', 'post') and name in ${names}`);
  const known = new Set(rows.map((r) => r.name));
  return recent.filter((b) => !known.has(b.id) && !(b.sourceId && known.has(b.sourceId)));
};

const ledgerBalance = async (t: TxCtx): Promise<Map<string, bigint>> => {
  const { rows } = await t.tx.execute<{ currency: string; amount: string }>(
    sql`select currency, amount from ledger.balance where code = 'psp:stripe'`,
  );
  return new Map(rows.map((r) => [r.currency, BigInt(r.amount)]));
};

type Comparison = { readonly currency: Currency; readonly ours: bigint; readonly theirs: bigint };

/** The books against the provider, with what is still on its way to us set apart; a movement that stays away too long is a difference. */
const compareProvider = async (t: TxCtx, facts: ReconcileFacts): Promise<[Comparison[], Difference[]]> => {
  const ours = await ledgerBalance(t);
  const missing = await unbooked(t, facts.recent);
  const late = missing.filter((b) => t.now.getTime() - b.createdAt.getTime() > graceMs);
  const found: Difference[] = late.map((b) => ({
    kind: "unknown-transaction",
    currency: currencyOf(b.net.asset),
    what: `${b.id} ${b.type} ${b.net.amount}`,
  }));
  const compared: Comparison[] = [];
  for (const currency of currencies) {
    const theirs = facts.balance.get(currency)?.amount ?? 0n;
    const coming = missing.filter((b) => currencyOf(b.net.asset) === currency).reduce((s, b) => s + b.net.amount, 0n);
    const mine = ours.get(currency) ?? 0n;
    const what = `ledger ${mine}, on its way ${coming}, provider ${theirs}`;
    if (mine + coming !== theirs) found.push({ kind: "provider-balance", currency, what });
    compared.push({ currency, ours: mine, theirs });
  }
  return [compared, found];
};

const freeze = async (t: TxCtx, d: Difference): Promise<Id<"item">[]> => {
  const scope = d.itemId
    ? eq(heldItems.id, d.itemId)
    : and(eq(heldItems.currency, d.currency), notInArray(heldItems.state, ["settled", "cancelled"]));
  const items = await t.tx.select().from(heldItems).where(scope).orderBy(heldItems.id).for("update");
  for (const item of items) await freezeItem(t, item, "reconcile", `${d.kind}: ${d.what}`);
  return items.map((i) => i.id);
};

/**
 * Compares the books with themselves and with the provider, writes one run per currency, and stops money out where they differ: of
 * one agreement where the difference is tied to it, of the whole currency where none explains it. It corrects nothing; a run
 * that finds a currency in order lets go what earlier runs stopped in it. With `look`
 * a difference is only told: the provider was asked a moment before the books were read, so the caller may ask both again.
 */
export const reconcileLedger = async (
  t: TxCtx,
  facts: ReconcileFacts,
  look: "look" | "act" = "act",
): Promise<ReconcileResult> => {
  const [compared, byProvider] = await compareProvider(t, facts);
  const differences = [...(await ownDifferences(t)), ...byProvider];
  if (look === "look" && differences.length > 0) return { differences, frozen: [] };
  await t.tx.insert(reconRuns).values(
    compared.map((c) => ({
      currency: c.currency,
      ledgerAmount: c.ours,
      providerAmount: c.theirs,
      differences: differences.filter((d) => d.currency === c.currency),
      at: t.now,
    })),
  );
  const frozen = new Set<Id<"item">>();
  for (const d of differences) for (const id of await freeze(t, d)) frozen.add(id);
  const clean = compared.map((c) => c.currency).filter((c) => !differences.some((d) => d.currency === c));
  await unfreezeItems(t, clean);
  return { differences, frozen: [...frozen] };
};
