import { type DemandState, type partnerKinds, publicDemandStates } from "../demands/index.ts";
import type { OrganisationKind } from "../identity/index.ts";
import type { Machine } from "../shared/index.ts";

export const proposalStates = [
  "draft",
  "submitted",
  "withdrawn",
  "screened_out",
  "assessing",
  "finalist",
  "awarded",
  "declined",
] as const;
export type ProposalState = (typeof proposalStates)[number];
export type ProposalEvent =
  | "submit"
  | "withdraw"
  | "pass"
  | "screen_out"
  | "shortlist"
  | "unlist"
  | "recommend"
  | "award"
  | "decline";
/**
 * `proposer` is an officer of the organisation that proposes, `owner` one of the demand's, `lead` a reviewer who scores, of whatever
 * organisation. A lead recommends and an officer of the demander awards: nobody outside an organisation binds it.
 */
export const proposalRoles = ["proposer", "owner", "lead", "stranger"] as const;
export type ProposalRole = (typeof proposalRoles)[number];

const proposer = ["proposer"] as const;
const owner = ["owner"] as const;
const withdraw = { to: "withdrawn", by: proposer } as const;
const decline = { to: "declined", by: owner } as const;

/** One answer to a challenge (journey J5, steps 5–7). A submitted one is submitted anew after each edit, until the window closes. */
export const proposalMachine = {
  draft: { submit: { to: "submitted", by: proposer }, withdraw },
  submitted: {
    submit: { to: "submitted", by: proposer },
    withdraw,
    pass: { to: "assessing", by: owner },
    screen_out: { to: "screened_out", by: owner },
    decline,
  },
  assessing: { withdraw, shortlist: { to: "finalist", by: owner }, decline },
  finalist: {
    withdraw,
    // until the stage moves: nobody stays a finalist by a slip of the hand
    unlist: { to: "assessing", by: owner },
    recommend: { to: "finalist", by: ["lead"] },
    award: { to: "awarded", by: owner },
    decline,
  },
  withdrawn: {},
  screened_out: {},
  awarded: {},
  declined: {},
} as const satisfies Machine<ProposalState, ProposalEvent, ProposalRole>;

/** States in which the proposer may still change the text, while the window is open. */
export const editableProposalStates = ["draft", "submitted"] as const satisfies readonly ProposalState[];
/** States that stand in the competition or stood in it: of these an organisation has one for each demand. */
export const enteredProposalStates = [
  "submitted",
  "screened_out",
  "assessing",
  "finalist",
  "awarded",
  "declined",
] as const satisfies readonly ProposalState[];
/** States in which reviewers score, while the challenge is assessed: a finalist too, until the stage moves. */
export const scoredProposalStates = ["assessing", "finalist"] as const satisfies readonly ProposalState[];
/** Ended without the award: each of them is owed an answer with a reason. */
export const lostProposalStates = ["screened_out", "declined"] as const satisfies readonly ProposalState[];

export const isEditableProposal = (state: ProposalState): boolean => editableProposalStates.some((s) => s === state);
export const isEnteredProposal = (state: ProposalState): boolean => enteredProposalStates.some((s) => s === state);
export const isScoredProposal = (state: ProposalState): boolean => scoredProposalStates.some((s) => s === state);
export const isLostProposal = (state: ProposalState): boolean => lostProposalStates.some((s) => s === state);

/** Whether a demander asked for partners of this kind; an institute signs up as a university does. One that named no kind asked for all. */
export const isAskedFor = (asked: readonly (typeof partnerKinds)[number][], kind: OrganisationKind): boolean =>
  asked.length === 0 || asked.some((k) => (k === "institute" ? "university" : k) === kind);

/** States of a demand whose window has closed: only then does anybody but the proposer read a proposal. */
export const openedDemandStates = publicDemandStates.filter((s) => s !== "published");
export const isOpened = (state: DemandState): boolean => openedDemandStates.some((s) => s === state);

/** Before its window has closed a demand's way of judging may change; from then on it stands. */
export const isJudgingOpen = (state: DemandState): boolean =>
  state === "draft" || state === "clinic" || state === "published";

/** What a reader is to a proposal. */
export type ProposalReader = {
  readonly isProposer: boolean;
  /** Of the demander's team, with a statement given, and without a conflict about this proposal. */
  readonly isOwner: boolean;
  /** Appointed, with a statement given, of no proposer's organisation, and without a conflict about this proposal. */
  readonly isReviewer: boolean;
  readonly isOperator: boolean;
};

/**
 * Sealed before opening: until the window has closed nobody but the proposer's own organisation reads a proposal, neither the demander
 * nor the operator; afterwards those of the isolation matrix do, and of drafts and withdrawn ones nobody else ever.
 */
export const mayReadProposal = (reader: ProposalReader, state: ProposalState, demand: DemandState): boolean => {
  if (reader.isProposer) return true;
  if (!isEnteredProposal(state) || !isOpened(demand)) return false;
  return reader.isOwner || reader.isReviewer || reader.isOperator;
};
