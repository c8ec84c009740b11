import type { Db } from "@peony/db";
import { type MatchState, newMatchState } from "@peony/features/matching";

/** One copy in memory per database, kept between events: reading all listings for each would take longer than the matching. */
const held = new WeakMap<Db, MatchState>();

export const matchStateOf = (db: Db): MatchState => {
  const known = held.get(db);
  if (known) return known;
  const fresh = newMatchState();
  held.set(db, fresh);
  return fresh;
};
