export * from "./draft-contract.ts";
