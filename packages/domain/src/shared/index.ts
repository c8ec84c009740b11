export * from "./errors.ts";
export * from "./events.ts";
export * from "./ids.ts";
export * from "./machine.ts";
export * from "./money.ts";
export * from "./normalise.ts";
export * from "./page.ts";
export * from "./text.ts";
