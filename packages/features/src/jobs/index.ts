export * from "./list-parked.ts";
export * from "./replay-parked.ts";
