export * from "./list-deals.ts";
export * from "./read-deal.ts";
