export * from "./ipc-agreement.ts";
export * from "./match.ts";
export * from "./match-index.ts";
export * from "./need.ts";
export * from "./reason.ts";
export * from "./terms.ts";
