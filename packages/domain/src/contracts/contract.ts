import type { Machine } from "../shared/index.ts";

export const contractStates = ["drafting", "ready_to_sign", "signed"] as const;
export type ContractState = (typeof contractStates)[number];
type ContractEvent = "rendered" | "complete";

/** A contract waits for its text, then for its signers in order; the last signature completes it. */
export const contractMachine = {
  drafting: { rendered: { to: "ready_to_sign", by: ["system"] } },
  ready_to_sign: { complete: { to: "signed", by: ["signer"] } },
  signed: {},
} as const satisfies Machine<ContractState, ContractEvent, "system" | "signer">;

export const signerStates = ["waiting", "signed"] as const;
export type SignerState = (typeof signerStates)[number];
export const signerSides = ["seller", "buyer"] as const;
export type SignerSide = (typeof signerSides)[number];

export const documentKinds = ["draft_zh", "draft_en", "signed", "evidence"] as const;
export type DocumentKind = (typeof documentKinds)[number];
