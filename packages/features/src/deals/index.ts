export * from "./list-deals.ts";
export * from "./notify-offer-end.ts";
export * from "./notify-turn.ts";
export * from "./read-deal.ts";
export * from "./read-organisation-figures.ts";
export * from "./warn-of-lapse.ts";
