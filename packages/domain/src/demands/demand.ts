import { DomainError, type Machine, nextState } from "../shared/index.ts";

/** Ordinary demands are answered by a conversation; a challenge (揭榜挂帅) by proposals, a review and an award. */
export const demandKinds = ["ordinary", "challenge"] as const;
export type DemandKind = (typeof demandKinds)[number];

export const demandStates = [
  "draft",
  "clinic",
  "published",
  "closed",
  "screening",
  "assessing",
  "finalist",
  "awarded",
  "contracted",
  "in_delivery",
  "accepted",
  "failed",
  "cancelled",
] as const;
export type DemandState = (typeof demandStates)[number];

/**
 * `officer` acts for the firm whose demand it is; `expert` reads the problem back in the clinic; `park` and `operator` check it;
 * `system` is the house itself: its clock, its deals.
 */
export const demandRoles = ["officer", "expert", "park", "operator", "system", "stranger"] as const;
export type DemandRole = (typeof demandRoles)[number];
export type DemandEvent =
  | "submit"
  | "return"
  | "publish"
  | "close"
  | "screen"
  | "assess"
  | "shortlist"
  | "award"
  | "contract"
  | "deliver"
  | "accept"
  | "fail"
  | "cancel";

const officer = ["officer"] as const;
const system = ["system"] as const;
const cancel = { to: "cancelled", by: officer } as const;
const contract = { to: "contracted", by: system } as const;
const fail = { to: "failed", by: system } as const;

/**
 * The way of a demand (journey J5). Nothing is published past the clinic. Stages of the review are steps of a challenge only; from the
 * award on, the deal and its delivery say what happened, so that only the house moves it.
 */
export const demandMachine = {
  draft: { submit: { to: "clinic", by: officer }, cancel },
  clinic: {
    return: { to: "draft", by: ["officer", "park", "operator"] },
    publish: { to: "published", by: officer },
    cancel,
  },
  published: {
    // an ordinary one that nobody has answered yet: the command asks that
    return: { to: "draft", by: officer },
    close: { to: "closed", by: ["officer", "system"] },
    cancel,
    contract,
  },
  closed: { screen: { to: "screening", by: officer }, cancel, contract },
  screening: { assess: { to: "assessing", by: officer }, cancel },
  assessing: { shortlist: { to: "finalist", by: officer }, cancel },
  finalist: { award: { to: "awarded", by: officer }, cancel },
  awarded: { contract, fail },
  contracted: { deliver: { to: "in_delivery", by: system }, fail },
  in_delivery: { accept: { to: "accepted", by: system }, fail },
  accepted: {},
  failed: {},
  cancelled: {},
} as const satisfies Machine<DemandState, DemandEvent, DemandRole>;

/** Events of the review, which an ordinary demand has none of; the short way to a contract, and the way back to a draft, which a challenge does not take. */
const reviewEvents: readonly DemandEvent[] = ["screen", "assess", "shortlist", "award"];
const fits = (kind: DemandKind, from: DemandState, event: DemandEvent): boolean =>
  kind === "challenge"
    ? (event !== "contract" || from === "awarded") && (event !== "return" || from === "clinic")
    : !reviewEvents.includes(event);

/** How long a challenge takes answers was promised to the day: only the clock ends its window. Its owner may extend it, or take it away. */
const mayTake = (kind: DemandKind, event: DemandEvent, role: DemandRole): boolean =>
  kind !== "challenge" || event !== "close" || role === "system";

/**
 * The state a demand goes to.
 * @throws DomainError demands/transition where its state or its kind has no such step; forbidden where the step is another's
 */
export const nextDemandState = (
  demand: { readonly state: DemandState; readonly kind: DemandKind },
  event: DemandEvent,
  role: DemandRole,
): DemandState => {
  if (!fits(demand.kind, demand.state, event))
    throw new DomainError("demands/transition", `no ${event} of ${demand.kind} from ${demand.state}`);
  const to = nextState(demandMachine, "demands/transition", demand.state, event, role);
  if (!mayTake(demand.kind, event, role))
    throw new DomainError("forbidden", `the clock alone does ${event} of a challenge`);
  return to;
};

/** Events this role could raise now; what a page offers as buttons. */
export const possibleDemandEvents = (
  demand: { readonly state: DemandState; readonly kind: DemandKind },
  role: DemandRole,
): DemandEvent[] => {
  const rows: Partial<Record<DemandEvent, { readonly by: readonly DemandRole[] }>> = demandMachine[demand.state];
  return (Object.keys(rows) as DemandEvent[]).filter(
    (event) =>
      (rows[event]?.by.includes(role) ?? false) &&
      fits(demand.kind, demand.state, event) &&
      mayTake(demand.kind, event, role),
  );
};

/** States whose page is there for whoever its visibility lets in. What was cancelled, and what is not out yet, is its owner's alone. */
export const publicDemandStates = [
  "published",
  "closed",
  "screening",
  "assessing",
  "finalist",
  "awarded",
  "contracted",
  "in_delivery",
  "accepted",
  "failed",
] as const satisfies readonly DemandState[];
export const isPublicDemand = (state: DemandState): boolean => publicDemandStates.some((s) => s === state);
/** States in which the firm may change its text and its files; what was published stands. */
export const editableDemandStates = ["draft", "clinic"] as const satisfies readonly DemandState[];

export const paymentModes = ["milestones", "once", "royalty"] as const;
export const ipWishes = ["firm_owns", "licence", "joint", "open"] as const;
export const partnerKinds = ["university", "institute", "firm"] as const;
/** `named`: only the organisations its owner invited read it; `hidden_name`: everybody reads it, and nobody whose it is. */
export const demandVisibilities = ["open", "named", "hidden_name"] as const;
export type DemandVisibility = (typeof demandVisibilities)[number];
export const targetDirections = ["at_most", "at_least"] as const;
/** How sure the way of measuring is: a standard, the firm's own rig, or one that is still to be developed. */
export const testBases = ["standard", "own", "undeveloped"] as const;
export const hazards = ["pressure", "explosive", "toxic", "biosafety", "radiation", "voltage"] as const;
/** An amount the firm lays down to show that it means it; agreed with the park. */
export const depositStates = ["not_required", "agreed", "waived"] as const;
