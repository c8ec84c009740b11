export * from "./file-store.ts";
export * from "./kinds.ts";
