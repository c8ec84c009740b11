export * from "./reward.ts";
export * from "./rules.ts";
