export * from "./deal-share.ts";
export * from "./disclosure.ts";
export * from "./inputs.ts";
export * from "./listing-draft.ts";
export * from "./result.ts";
