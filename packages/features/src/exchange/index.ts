export * from "./export-exchange.ts";
export * from "./import-exchange.ts";
