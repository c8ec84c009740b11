export * from "./next-number.ts";
