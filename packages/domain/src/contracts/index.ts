export * from "./contract.ts";
export * from "./terms.ts";
