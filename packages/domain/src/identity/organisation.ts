import type { Machine } from "../shared/index.ts";
import type { VerificationState } from "./actor.ts";

export type VerificationEvent = "submit" | "verify" | "return" | "reopen";
export type VerificationRole = "owner" | "operator" | "other";

/** An organisation is written by its owner and judged by the operator; a change of its name or code opens the question again. */
export const verificationMachine = {
  draft: { submit: { to: "submitted", by: ["owner"] } },
  submitted: { verify: { to: "verified", by: ["operator"] }, return: { to: "returned", by: ["operator"] } },
  returned: { submit: { to: "submitted", by: ["owner"] } },
  verified: { reopen: { to: "draft", by: ["owner"] }, return: { to: "returned", by: ["operator"] } },
} as const satisfies Machine<VerificationState, VerificationEvent, VerificationRole>;
