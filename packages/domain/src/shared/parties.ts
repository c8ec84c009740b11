import type { Id } from "./ids.ts";

export type DealSide = "seller" | "buyer";
export type DealRole = DealSide | "broker";

/** The organisations on a deal, as its row and every row below it that repeats them name them. */
export type Parties = {
  readonly sellerOrgId: Id<"organisation">;
  readonly buyerOrgId: Id<"organisation">;
  readonly brokerOrgId: Id<"organisation"> | null;
};

/** What an organisation is to a deal; null for strangers. */
export const dealRole = (orgId: string, deal: Parties): DealRole | null => {
  if (orgId === deal.sellerOrgId) return "seller";
  if (orgId === deal.buyerOrgId) return "buyer";
  return orgId === deal.brokerOrgId ? "broker" : null;
};

/** Which side of a deal an organisation is; null for its broker and for strangers. */
export const dealSide = (orgId: string, deal: Parties): DealSide | null => {
  const role = dealRole(orgId, deal);
  return role === "broker" ? null : role;
};

/** The side across the table. */
export const otherSide = (side: DealSide): DealSide => (side === "seller" ? "buyer" : "seller");
