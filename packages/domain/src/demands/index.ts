export * from "./demand.ts";
export * from "./inputs.ts";
export * from "./readiness.ts";
