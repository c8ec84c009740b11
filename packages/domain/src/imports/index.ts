export * from "./apply-map.ts";
export * from "./import-map.ts";
