export * from "./catalogue.ts";
export * from "./organisations.ts";
