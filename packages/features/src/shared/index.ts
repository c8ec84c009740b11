export * from "./enter-unit.ts";
export * from "./next-number.ts";
export * from "./queue-mail.ts";
export * from "./require-gate.ts";
export * from "./tell.ts";
export * from "./versions.ts";
