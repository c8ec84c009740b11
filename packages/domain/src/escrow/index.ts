export * from "./item.ts";
