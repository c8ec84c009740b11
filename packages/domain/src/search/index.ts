export * from "./normalise.ts";
