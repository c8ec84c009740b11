export { exportHead, exportItems, type WrittenItem } from "./export-exchange.ts";
export * from "./import-exchange.ts";
