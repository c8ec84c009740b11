export * from "./inputs.ts";
export * from "./ipc.ts";
export * from "./ipc-titles.ts";
export * from "./listing.ts";
export * from "./patent-number.ts";
export * from "./readiness.ts";
export * from "./search-document.ts";
