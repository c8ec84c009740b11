export * from "./catalogue.ts";
export * from "./inventors.ts";
export * from "./organisations.ts";
