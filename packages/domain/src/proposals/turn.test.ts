import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { demandStates } from "../demands/index.ts";
import { reviewTurn } from "./index.ts";

const none = { stated: true, proposals: 3, unscreened: 0, owing: 0, silentLeads: 0, awaited: 0 };

describe("reviewTurn", () => {
  test.each([
    ["published", {}, "window"],
    ["closed", {}, "screen"],
    ["closed", { proposals: 0 }, "empty"],
    ["closed", { stated: false }, "statement"],
    ["closed", { stated: false, proposals: 0 }, "empty"],
    ["screening", { unscreened: 1 }, "screen"],
    ["assessing", { stated: false, owing: 2 }, "statement"],
    ["screening", {}, "assess"],
    ["assessing", { owing: 2 }, "reviewers"],
    ["assessing", {}, "shortlist"],
    ["finalist", { silentLeads: 1 }, "leads"],
    ["finalist", {}, "award"],
    ["awarded", { awaited: 2 }, "answer"],
    ["awarded", {}, null],
    ["cancelled", { awaited: 2 }, null],
  ] as const)("of a %s challenge with %j it is %s", (state, over, turn) => {
    expect(reviewTurn({ ...none, ...over, state })).toBe(turn);
  });
  test("from the closing to the award there is always somebody whose turn it is", () => {
    const count = fc.nat({ max: 3 });
    const facts = fc.record({
      stated: fc.boolean(),
      proposals: count,
      unscreened: count,
      owing: count,
      silentLeads: count,
      awaited: count,
    });
    fc.assert(
      fc.property(facts, fc.constantFrom(...demandStates), (f, state) => {
        const between = ["published", "closed", "screening", "assessing", "finalist"].includes(state);
        if (between) expect(reviewTurn({ ...f, state })).not.toBeNull();
      }),
    );
  });
});
