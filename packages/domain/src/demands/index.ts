export * from "./demand.ts";
export * from "./inputs.ts";
export * from "./invitation.ts";
export * from "./readiness.ts";
