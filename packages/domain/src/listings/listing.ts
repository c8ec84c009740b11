import type { Machine } from "../shared/index.ts";

export const assetKinds = [
  "patent",
  "application",
  "software",
  "know_how",
  "plant_variety",
  "layout_design",
  "data_set",
  "service",
  "bundle",
] as const;
export type AssetKind = (typeof assetKinds)[number];

export const technologyFields = [
  "bearing",
  "equipment",
  "photonics",
  "materials",
  "energy",
  "bio",
  "robotics_ai",
  "testing",
  "other",
] as const;
export type TechnologyField = (typeof technologyFields)[number];

export const legalStatuses = ["granted", "pending", "lapsed", "none", "unknown"] as const;
export type LegalStatus = (typeof legalStatuses)[number];

/** How the price is found. A sealed bid and an auction name the starting price, an open licence the one for everybody. */
export const priceModes = ["ask", "fixed", "menu", "sealed_bid", "auction", "open"] as const;
export type PriceMode = (typeof priceModes)[number];

export const listingStates = [
  "draft",
  "published",
  "under_option",
  "licensed_exclusive",
  "assigned",
  "withdrawn",
] as const;
export type ListingState = (typeof listingStates)[number];
export type ListingEvent = "publish" | "withdraw" | "reserve" | "release" | "license" | "assign" | "redraft";
export type ListingRole = "officer" | "system" | "stranger";

/** Here a listing goes draft → published; accepting an exclusive or assignment offer reserves it, its contract closes it. */
export const listingMachine = {
  draft: { publish: { to: "published", by: ["officer"] }, withdraw: { to: "withdrawn", by: ["officer"] } },
  published: { withdraw: { to: "withdrawn", by: ["officer"] }, reserve: { to: "under_option", by: ["system"] } },
  under_option: {
    release: { to: "published", by: ["system"] },
    license: { to: "licensed_exclusive", by: ["system"] },
    assign: { to: "assigned", by: ["system"] },
  },
  licensed_exclusive: {},
  assigned: {},
  withdrawn: { redraft: { to: "draft", by: ["officer"] } },
} as const satisfies Machine<ListingState, ListingEvent, ListingRole>;

/** States a visitor may read. A listing under option stays readable, marked so. */
export const publicListingStates = [
  "published",
  "under_option",
  "licensed_exclusive",
  "assigned",
] as const satisfies readonly ListingState[];
/** States search answers with: what can still be had. */
export const searchableListingStates = ["published", "under_option"] as const satisfies readonly ListingState[];
