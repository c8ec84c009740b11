import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { demandStates } from "../demands/index.ts";
import { possibleEvents } from "../shared/index.ts";
import {
  enteredProposalStates,
  isAskedFor,
  isEditableProposal,
  isOpened,
  mayReadProposal,
  type ProposalEvent,
  type ProposalRole,
  type ProposalState,
  proposalMachine,
  proposalRoles,
  proposalStates,
} from "./index.ts";

/** Every cell of role × state, written out: what is not named here is refused. */
const allowed: Record<ProposalState, Record<ProposalRole, readonly ProposalEvent[]>> = {
  draft: { proposer: ["submit", "withdraw"], owner: [], lead: [], stranger: [] },
  submitted: { proposer: ["submit", "withdraw"], owner: ["pass", "screen_out", "decline"], lead: [], stranger: [] },
  assessing: { proposer: ["withdraw"], owner: ["shortlist", "decline"], lead: [], stranger: [] },
  finalist: { proposer: ["withdraw"], owner: ["unlist", "award", "decline"], lead: ["recommend"], stranger: [] },
  withdrawn: { proposer: [], owner: [], lead: [], stranger: [] },
  screened_out: { proposer: [], owner: [], lead: [], stranger: [] },
  awarded: { proposer: [], owner: [], lead: [], stranger: [] },
  declined: { proposer: [], owner: [], lead: [], stranger: [] },
};

describe("proposalMachine", () => {
  test.each(proposalStates.flatMap((state) => proposalRoles.map((role) => [role, state] as const)))(
    "a %s may from %s only what the table names",
    (role, state) => {
      expect(possibleEvents(proposalMachine, state, role)).toEqual(allowed[state][role]);
    },
  );
  test("whatever happens, nothing leaves an end and nobody wins who was no finalist", () => {
    const events = fc.array(
      fc.constantFrom<ProposalEvent>(
        ...([
          "submit",
          "withdraw",
          "pass",
          "screen_out",
          "shortlist",
          "unlist",
          "recommend",
          "award",
          "decline",
        ] as const),
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(events, (walk) => {
        const seen: ProposalState[] = ["draft"];
        for (const event of walk) {
          const rows: Partial<Record<ProposalEvent, { to: ProposalState }>> = proposalMachine[seen.at(-1) ?? "draft"];
          const to = rows[event]?.to;
          if (to) seen.push(to);
        }
        const won = seen.indexOf("awarded");
        if (won >= 0) expect([seen[won - 1], seen.length]).toEqual(["finalist", won + 1]);
      }),
    );
  });
});

describe("mayReadProposal", () => {
  const nobody = { isProposer: false, isOwner: false, isReviewer: false, isOperator: false };
  test("before the window has closed the proposer's own organisation reads it and nobody else, whatever they are", () => {
    const others = fc.record({
      isProposer: fc.constant(false),
      isOwner: fc.boolean(),
      isReviewer: fc.boolean(),
      isOperator: fc.boolean(),
    });
    fc.assert(
      fc.property(
        others,
        fc.constantFrom(...proposalStates),
        fc.constantFrom(...demandStates),
        (who, state, demand) => {
          if (!isOpened(demand)) expect(mayReadProposal(who, state, demand)).toBe(false);
          expect(mayReadProposal({ ...who, isProposer: true }, state, demand)).toBe(true);
        },
      ),
    );
  });
  test("afterwards owner, reviewer and operator read what was entered; drafts and withdrawn ones stay the proposer's", () => {
    for (const state of proposalStates)
      for (const key of ["isOwner", "isReviewer", "isOperator"] as const)
        expect(mayReadProposal({ ...nobody, [key]: true }, state, "screening")).toBe(
          enteredProposalStates.some((s) => s === state),
        );
    expect(mayReadProposal(nobody, "submitted", "assessing")).toBe(false);
  });
  test("asks for partners by kind; whoever named none asks for all, and an institute signs up as a university", () => {
    const kinds = ["university", "firm", "park"] as const;
    expect(kinds.map((k) => isAskedFor([], k))).toEqual([true, true, true]);
    expect(kinds.map((k) => isAskedFor(["institute"], k))).toEqual([true, false, false]);
    expect(kinds.map((k) => isAskedFor(["firm"], k))).toEqual([false, true, false]);
  });
  test("a demand that was cancelled opens nothing, and only drafts and submitted texts change", () => {
    expect(demandStates.filter(isOpened)).not.toContain("cancelled");
    expect(demandStates.filter((s) => !isOpened(s))).toEqual(["draft", "clinic", "published", "cancelled"]);
    expect(proposalStates.filter(isEditableProposal)).toEqual(["draft", "submitted"]);
  });
});
