export * from "./deal.ts";
export * from "./phase.ts";
export * from "./turn.ts";
