export * from "./actor.ts";
export * from "./inputs.ts";
export * from "./orcid.ts";
export * from "./organisation.ts";
export * from "./ports.ts";
export * from "./uscc.ts";
