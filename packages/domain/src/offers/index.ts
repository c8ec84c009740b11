export * from "./inputs.ts";
export * from "./offer.ts";
