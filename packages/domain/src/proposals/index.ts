export * from "./award.ts";
export * from "./export-class.ts";
export * from "./inputs.ts";
export * from "./proposal.ts";
export * from "./readiness.ts";
export * from "./review.ts";
export * from "./scoring.ts";
export * from "./turn.ts";
