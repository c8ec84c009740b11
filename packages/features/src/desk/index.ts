export * from "./list-turns.ts";
