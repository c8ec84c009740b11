export * from "./disclosure.ts";
export * from "./inputs.ts";
export * from "./result.ts";
