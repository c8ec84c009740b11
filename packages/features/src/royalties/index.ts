export * from "./calculate-reward.ts";
export { confirmedOf } from "./confirmed-accounts.ts";
export * from "./link-holder.ts";
export * from "./notify-reward.ts";
export * from "./object-reward.ts";
export * from "./read-reward-statements.ts";
export * from "./unit-rules.ts";
