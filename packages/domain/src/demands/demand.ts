import type { Machine } from "../shared/index.ts";

export const demandStates = ["draft", "published", "closed", "contracted", "cancelled"] as const;
export type DemandState = (typeof demandStates)[number];
export type DemandEvent = "publish" | "close" | "cancel" | "contract";

export const demandMachine = {
  draft: { publish: { to: "published", by: ["officer"] }, cancel: { to: "cancelled", by: ["officer"] } },
  published: {
    close: { to: "closed", by: ["officer", "system"] },
    cancel: { to: "cancelled", by: ["officer"] },
    contract: { to: "contracted", by: ["system"] },
  },
  closed: { contract: { to: "contracted", by: ["system"] } },
  contracted: {},
  cancelled: {},
} as const satisfies Machine<DemandState, DemandEvent, "officer" | "system" | "stranger">;

export const publicDemandStates = ["published", "closed", "contracted"] as const satisfies readonly DemandState[];
export const paymentModes = ["milestones", "once", "royalty"] as const;
export const ipWishes = ["firm_owns", "licence", "joint", "open"] as const;
export const partnerKinds = ["university", "institute", "firm"] as const;
export const demandVisibilities = ["open", "hidden_name"] as const;
export const targetDirections = ["at_most", "at_least"] as const;
