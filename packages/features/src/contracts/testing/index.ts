export * from "./drafted.ts";
