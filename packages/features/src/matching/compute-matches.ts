import { type Ctx, inTransaction, type TxCtx } from "@peony/db";
import { demands, listings, matches } from "@peony/db/schema";
import { searchableListingStates } from "@peony/domain/listings";
import { findMatches, type Match, matchOne } from "@peony/domain/matching";
import type { Id } from "@peony/domain/shared";
import { and, eq, inArray, sql } from "drizzle-orm";
import { type MatchState, refreshMatches } from "./refresh-matches.ts";

/** Rows kept for each demand. */
export const matchesKept = 20;

/** Writers of matches queue here: each leaves a whole list behind, and no two hold rows that the other wants. */
const queue = (t: TxCtx) => t.tx.execute(sql`select pg_advisory_xact_lock(hashtext('matches'))`);

/** Those of the listings that are on the market at this moment, whatever the copy in memory says. */
const onMarket = async (t: TxCtx, ids: readonly string[]): Promise<ReadonlySet<string>> => {
  if (ids.length === 0) return new Set();
  const rows = await t.tx
    .select({ id: listings.id })
    .from(listings)
    .where(and(inArray(listings.id, [...ids]), inArray(listings.state, [...searchableListingStates])));
  return new Set(rows.map((r) => r.id));
};

const put = async (t: TxCtx, demandId: Id<"demand">, { id, score, reason }: Match): Promise<void> => {
  const columns = { score, reason, engine: reason.engine, computedAt: t.now };
  await t.tx
    .insert(matches)
    .values({ demandId, listingId: id, ...columns })
    .onConflictDoUpdate({ target: [matches.demandId, matches.listingId], set: columns });
};

/**
 * Looks for the listings that answer one demand and keeps the best with their reasons; those of before that no longer count go.
 * A demand that is not public has none. May run twice.
 */
export const computeDemandMatches = async (ctx: Ctx, state: MatchState, demandId: Id<"demand">): Promise<void> => {
  await refreshMatches(ctx, state);
  const need = state.needs.get(demandId);
  const found = need ? findMatches(state.index, need, { limit: matchesKept }) : [];
  await inTransaction(ctx, async (t) => {
    await queue(t);
    await t.tx.delete(matches).where(eq(matches.demandId, demandId));
    const [demand] = await t.tx.select({ state: demands.state }).from(demands).where(eq(demands.id, demandId));
    if (demand?.state !== "published") return;
    const there = await onMarket(
      t,
      found.map((m) => m.id),
    );
    for (const match of found) if (there.has(match.id)) await put(t, demandId, match);
    await t.tx.update(demands).set({ matchedAt: t.now }).where(eq(demands.id, demandId));
  });
};

/** Rows beyond the kept number of each demand go. */
const trim = (t: TxCtx, demandIds: readonly string[]) =>
  t.tx.execute(sql`
    delete from matches m using (
      select demand_id, listing_id, row_number() over (partition by demand_id order by score desc, listing_id) as place
      from matches where demand_id in (${sql.join(
        demandIds.map((id) => sql`${id}`),
        sql`, `,
      )})
    ) ranked
    where ranked.place > ${matchesKept} and m.demand_id = ranked.demand_id and m.listing_id = ranked.listing_id`);

/**
 * Holds listings against every public demand: their rows are written anew, and one that left the market has none. May run twice.
 * Scores of other listings shift a little with each new one; they are put right when their demand is next computed.
 */
export const computeListingMatches = async (
  ctx: Ctx,
  state: MatchState,
  listingIds: readonly Id<"listing">[],
): Promise<void> => {
  if (listingIds.length === 0) return;
  await refreshMatches(ctx, state);
  const found = [...state.needs].flatMap(([demandId, need]) =>
    listingIds.flatMap((id) => {
      const match = matchOne(state.index, need, id);
      return match ? [{ demandId, match }] : [];
    }),
  );
  await inTransaction(ctx, async (t) => {
    await queue(t);
    await t.tx.delete(matches).where(inArray(matches.listingId, [...listingIds]));
    const there = await onMarket(t, listingIds);
    const open = await t.tx
      .select({ id: demands.id })
      .from(demands)
      .where(and(inArray(demands.id, [...state.needs.keys(), ""]), eq(demands.state, "published")));
    const isOpen = new Set<string>(open.map((d) => d.id));
    const rows = found.filter((f) => isOpen.has(f.demandId) && there.has(f.match.id));
    for (const { demandId, match } of rows) await put(t, demandId, match);
    if (rows.length > 0) await trim(t, [...new Set(rows.map((r) => r.demandId))]);
  });
};
