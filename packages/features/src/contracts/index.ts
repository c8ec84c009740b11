export * from "./draft-contract.ts";
export * from "./read-contract.ts";
export type { StoredDocument } from "./record-document.ts";
export * from "./record-drafts.ts";
export * from "./seal-contract.ts";
export * from "./sign-contract.ts";
