import { type Ctx, reading } from "@peony/db";
import { type MemberRole, officerRoles, requireMember } from "@peony/domain/identity";
import type { AccountClass, PostingRef, TransferKind } from "@peony/domain/ledger";
import {
  assets,
  type Currency,
  decodeCursor,
  encodeCursor,
  type Id,
  type Money,
  type Page,
} from "@peony/domain/shared";
import { sql } from "drizzle-orm";

export type StatementLine = {
  readonly at: Date;
  readonly kind: TransferKind;
  /** held: money held for our purchases; payable: released to us and not yet sent; unapplied: arrived without a claim;
   * revenue: the platform's fees, for its own organisation. */
  readonly account: AccountClass;
  /** Positive when the account grew. */
  readonly money: Money;
  /** Balance of this class and currency after the line. */
  readonly balance: Money;
  readonly dealId: Id<"deal"> | null;
  readonly dealNumber: string | null;
  readonly itemId: Id<"item"> | null;
  readonly itemPosition: number | null;
  /** The reader's organisation is on the deal. The platform reads of the deals its fees came from, and opens none of them. */
  readonly onDeal: boolean;
};

/** Who reads the own organisation's books. */
const readers: readonly MemberRole[] = [...officerRoles, "finance"];

export type StatementInput = { readonly limit?: number; readonly cursor?: string | undefined };

type Row = {
  seq: string;
  line: number;
  at: Date;
  kind: TransferKind;
  class: AccountClass;
  currency: Currency;
  amount: string;
  balance: string;
  ref: PostingRef;
  item_id: string | null;
  number: string | null;
  position: number | null;
  on_deal: boolean;
};

const toLine = (r: Row): StatementLine => ({
  at: new Date(r.at),
  kind: r.kind,
  account: r.class,
  money: { amount: BigInt(r.amount), asset: assets[r.currency] },
  balance: { amount: BigInt(r.balance), asset: assets[r.currency] },
  dealId: r.ref.dealId ?? null,
  dealNumber: r.number,
  itemId: r.item_id,
  itemPosition: r.position,
  onDeal: r.on_deal,
});

const before = (cursor: string | undefined): [string, number] | null => {
  const key = cursor ? decodeCursor(cursor) : null;
  const [seq, line] = key ?? [];
  return typeof seq === "string" && /^\d{1,18}$/.test(seq) && typeof line === "number" ? [seq, line] : null;
};

/**
 * The ledger as the actor's organisation may see it, newest line first: its own accounts, what is held for it as a buyer, and for the
 * platform's own organisation the fees.
 * Each line carries the balance after it, so a statement can be checked by hand.
 * @throws DomainError unauthenticated, forbidden
 */
export const readStatement = async (ctx: Ctx, input: StatementInput = {}): Promise<Page<StatementLine>> => {
  requireMember(ctx.actor, readers);
  const limit = Math.min(input.limit ?? 50, 100);
  const from = before(input.cursor);
  const rows = await reading(ctx, async (t) => {
    const found = await t.tx.execute<Row>(sql`
      select s.seq, s.line, s.at, s.kind, s.class, s.currency, s.amount, s.balance, s.ref, h.id as item_id,
        coalesce(d.number, f.number) as number, coalesce(h.position, f.position) as position, d.id is not null as on_deal
      from ledger.statement s
      left join held_items h on h.id = coalesce(s.ref->>'itemId', case when s.class = 'held' then substr(s.code, 6) end)
      left join deals d on d.id = coalesce(h.deal_id, s.ref->>'dealId')
      left join lateral ledger.fee_payment(s.ref->>'itemId') f on s.class = 'revenue'
      ${from ? sql`where (s.seq, s.line) < (${from[0]}::bigint, ${from[1]}::int)` : sql``}
      order by s.seq desc, s.line desc limit ${limit + 1}`);
    return found.rows;
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page.map(toLine),
    next: rows.length > limit && last ? encodeCursor([String(last.seq), last.line]) : null,
  };
};
