export * from "./books.ts";
export * from "./money.ts";
