export * from "./sheets.ts";
