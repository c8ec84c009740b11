import type { DealRow } from "@peony/features/deals";

/** Deals that are under way, divided by whether it is the reader's own turn; those that moved longest ago come first, for they have waited longest. */
export const sortDeals = (deals: readonly DealRow[]): { mine: DealRow[]; waiting: DealRow[] } => {
  const open = deals
    .filter((d) => d.phase !== "closed" && d.turn !== null)
    .toSorted((a, b) => a.updatedAt.getTime() - b.updatedAt.getTime());
  return { mine: open.filter((d) => d.mayAct), waiting: open.filter((d) => !d.mayAct) };
};
