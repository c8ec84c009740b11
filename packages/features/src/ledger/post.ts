import { sqlState, type TxCtx } from "@peony/db";
import { actorName } from "@peony/domain/identity";
import { type Posting, postingFault } from "@peony/domain/ledger";
import { currencyOf, DomainError } from "@peony/domain/shared";
import { sql } from "drizzle-orm";

const translated = (e: unknown, p: Posting): unknown => {
  if (sqlState(e) === "LG001") return new DomainError("ledger/key-reused", `${p.key} was booked with other content`);
  if (sqlState(e) === "LG002") return new DomainError("ledger/overdrawn", `${p.key} would overdraw`);
  return e;
};

const lines = (p: Posting) =>
  p.entries
    .map((e) => ({
      account: e.account,
      currency: currencyOf(e.money.asset),
      side: e.side,
      amount: e.money.amount.toString(),
    }))
    .sort((a, b) => (a.account + a.currency + a.side < b.account + b.currency + b.side ? -1 : 1));

/**
 * Books one posting in the caller's transaction. Accounts are opened where new, in sorted order. A repeat of the same
 * key and content books nothing. The database checks balance and reservation once more when the transaction commits.
 * @returns the transfer's id in the ledger
 * @throws DomainError ledger/key-reused, ledger/overdrawn; a TypeError for a posting that cannot be right
 */
export const post = async (t: TxCtx, p: Posting): Promise<string> => {
  const fault = postingFault(p);
  if (fault) throw new TypeError(`posting ${p.key}: ${fault}`);
  const entries = lines(p);
  const { entries: _, ...head } = p;
  const request = { ...head, entries, actor: actorName(t.actor), effective_at: t.now.toISOString() };
  try {
    const accounts = [...new Set(entries.map((e) => `${e.account} ${e.currency}`))];
    for (const [name, currency] of accounts.map((a) => a.split(" ")))
      await t.tx.execute(sql`select ledger.open_account(${name}, ${currency})`);
    const { rows } = await t.tx.execute<{ id: string }>(
      sql`select ledger.post(${JSON.stringify(request)}::jsonb) as id`,
    );
    return rows[0]?.id ?? "";
  } catch (e) {
    throw translated(e, p);
  }
};

/** True where a posting with this key is booked. For the roles that may read the ledger (worker, operator). */
export const isPosted = async (t: TxCtx, key: string): Promise<boolean> => {
  const { rows } = await t.tx.execute(sql`select 1 from ledger.transfer where idempotency_key = ${key}`);
  return rows.length > 0;
};
