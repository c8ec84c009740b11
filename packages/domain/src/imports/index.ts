export * from "./import-map.ts";
