export * from "./clinic.ts";
export * from "./demand.ts";
export * from "./hidden-name.ts";
export * from "./inputs.ts";
export * from "./invitation.ts";
export * from "./readback.ts";
export * from "./readiness.ts";
export * from "./window.ts";
