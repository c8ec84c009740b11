export * from "./objection.ts";
export * from "./reward.ts";
export * from "./rules.ts";
export * from "./unit-rule.ts";
