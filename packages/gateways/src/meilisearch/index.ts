export * from "./filters.ts";
export * from "./search-index.ts";
export * from "./settings.ts";
