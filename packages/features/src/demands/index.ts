export * from "./publish-demand.ts";
export * from "./read-demand.ts";
export * from "./save-demand.ts";
