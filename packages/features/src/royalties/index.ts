export * from "./calculate-reward.ts";
export * from "./read-reward-statements.ts";
