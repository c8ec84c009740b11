import type { Ctx } from "@peony/db";
import { demands, listings } from "@peony/db/schema";
import { searchableListingStates } from "@peony/domain/listings";
import { MatchIndex, type PreparedNeed, prepareNeed } from "@peony/domain/matching";
import { gt, inArray } from "drizzle-orm";
import { matchDocumentOf, needOf } from "./documents.ts";

/** The worker's copy of what can be matched; may be dropped at any time, the next refresh reads it anew. */
export type MatchState = {
  readonly index: MatchIndex;
  readonly needs: Map<string, PreparedNeed>;
  /** Place in the common sequence at which each row was last read. */
  readonly seen: Map<string, bigint>;
  last: bigint;
  /** Refreshes run one after another, so that an older read never overwrites a newer one. */
  turn: Promise<void>;
};

export const newMatchState = (): MatchState => ({
  index: new MatchIndex(),
  needs: new Map(),
  seen: new Map(),
  last: 0n,
  turn: Promise.resolve(),
});

/** Numbers of the sequence are given out before their transactions commit: this many are looked at again for late ones. */
const overlap = 10_000n;
const batch = 500;

const isOnMarket = (state: string): boolean => searchableListingStates.some((s) => s === state);
const chunks = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / batch) }, (_, i) => all.slice(i * batch, (i + 1) * batch));

const readListings = async (ctx: Ctx, { index }: MatchState, ids: readonly string[]): Promise<void> => {
  for (const some of chunks(ids))
    for (const row of await ctx.db.select().from(listings).where(inArray(listings.id, some)))
      if (isOnMarket(row.state)) index.put(matchDocumentOf(row));
      else index.remove(row.id);
};

const readDemands = async (ctx: Ctx, { needs }: MatchState, ids: readonly string[]): Promise<void> => {
  for (const some of chunks(ids))
    for (const row of await ctx.db.select().from(demands).where(inArray(demands.id, some)))
      if (row.state === "published") needs.set(row.id, prepareNeed(needOf(row)));
      else needs.delete(row.id);
};

const catchUp = async (ctx: Ctx, state: MatchState): Promise<void> => {
  const from = state.last - overlap;
  const changedListings = await ctx.db
    .select({ id: listings.id, seq: listings.changeSeq })
    .from(listings)
    .where(gt(listings.changeSeq, from));
  const changedDemands = await ctx.db
    .select({ id: demands.id, seq: demands.changeSeq })
    .from(demands)
    .where(gt(demands.changeSeq, from));
  const fresh = (row: { id: string; seq: bigint }): boolean => state.seen.get(row.id) !== row.seq;
  await readListings(
    ctx,
    state,
    changedListings.filter(fresh).map((r) => r.id),
  );
  await readDemands(
    ctx,
    state,
    changedDemands.filter(fresh).map((r) => r.id),
  );
  for (const { id, seq } of [...changedListings, ...changedDemands]) {
    state.seen.set(id, seq);
    if (seq > state.last) state.last = seq;
  }
};

/** Brings the copy in line with the database: reads what changed since the last time, everything at the first. */
export const refreshMatches = (ctx: Ctx, state: MatchState): Promise<void> => {
  const run = state.turn.then(() => catchUp(ctx, state));
  state.turn = run.catch(() => undefined);
  return run;
};
