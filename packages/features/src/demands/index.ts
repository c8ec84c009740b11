export * from "./publish-demand.ts";
export * from "./read-demand.ts";
export type { DemandRow } from "./rows.ts";
export * from "./save-demand.ts";
export * from "./step-demand.ts";
