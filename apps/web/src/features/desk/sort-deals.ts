import type { DealRow } from "@peony/features/deals";

/** Deals that are under way, divided by whose turn it is; those that moved longest ago come first, for they have waited longest. */
export const sortDeals = (deals: readonly DealRow[]): { mine: DealRow[]; waiting: DealRow[] } => {
  const open = deals
    .filter((d) => d.phase !== "closed" && d.turn !== null)
    .toSorted((a, b) => a.updatedAt.getTime() - b.updatedAt.getTime());
  const isMine = (d: DealRow) => d.turn?.side !== null && d.turn?.side === d.role;
  return { mine: open.filter(isMine), waiting: open.filter((d) => !isMine(d)) };
};
