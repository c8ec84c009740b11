import { describe, expect, test } from "vitest";
import {
  editableListingStates,
  type ListingEvent,
  type ListingRole,
  type ListingState,
  listingMachine,
  listingRoles,
  listingStates,
  publicListingStates,
  searchableListingStates,
} from "./listing.ts";

/** Who may do what from where, written once more by hand: from the journey, not from the table. */
const journey: Record<ListingState, Partial<Record<ListingEvent, [ListingState, string]>>> = {
  draft: {
    ask_inventors: ["inventor_confirm", "officer"],
    submit: ["compliance", "officer"],
    withdraw: ["withdrawn", "officer"],
  },
  inventor_confirm: {
    confirm: ["compliance", "system"],
    recall: ["draft", "officer"],
    withdraw: ["withdrawn", "officer"],
  },
  compliance: {
    clear: ["ready", "checker"],
    return: ["draft", "checker"],
    recall: ["draft", "officer"],
    withdraw: ["withdrawn", "officer"],
  },
  ready: { publish: ["published", "officer"], recall: ["draft", "officer"], withdraw: ["withdrawn", "officer"] },
  published: {
    pause: ["paused", "officer system"],
    reserve: ["under_option", "system"],
    give_notice: ["under_notice", "system"],
    recall: ["draft", "officer"],
    lapse: ["lapsed", "officer system"],
    withdraw: ["withdrawn", "officer"],
  },
  paused: {
    resume: ["published", "officer"],
    archive: ["withdrawn", "system"],
    recall: ["draft", "officer"],
    lapse: ["lapsed", "officer system"],
    withdraw: ["withdrawn", "officer"],
  },
  under_option: {
    give_notice: ["under_notice", "system"],
    release: ["published", "system"],
    license: ["licensed_exclusive", "system"],
    assign: ["assigned", "system"],
    lapse: ["lapsed", "officer system"],
  },
  under_notice: {
    release: ["published", "system"],
    license: ["licensed_exclusive", "system"],
    assign: ["assigned", "system"],
    lapse: ["lapsed", "officer system"],
  },
  licensed_exclusive: { lapse: ["lapsed", "officer system"] },
  assigned: {},
  lapsed: {
    restore: ["draft", "officer"],
    reinstate: ["published", "checker"],
    reinstate_paused: ["paused", "checker"],
    reinstate_option: ["under_option", "checker"],
    reinstate_notice: ["under_notice", "checker"],
    reinstate_license: ["licensed_exclusive", "checker"],
    withdraw: ["withdrawn", "officer"],
  },
  withdrawn: { redraft: ["draft", "officer"] },
};

const events = [...new Set(Object.values(journey).flatMap((row) => Object.keys(row)))] as ListingEvent[];
type Rows = Readonly<Record<string, Partial<Record<string, { to: string; by: readonly ListingRole[] }>>>>;
const table: Rows = listingMachine;

describe("the way of a listing", () => {
  const cells = listingStates.flatMap((state) =>
    events.flatMap((event) => listingRoles.map((role) => [role, event, state] as const)),
  );

  test.each(cells)("a %s's %s from %s is as the journey says", (role, event, state) => {
    const row = table[state]?.[event];
    const [to, by = ""] = journey[state][event] ?? [];
    expect(row?.to).toBe(to);
    expect(row?.by.includes(role) ?? false).toBe(by.split(" ").includes(role));
  });

  test("nothing reaches the market but through a second person, and a stranger does nothing", () => {
    const into = listingStates.flatMap((s) => Object.entries(table[s] ?? {}).map(([e, r]) => [s, e, r?.to] as const));
    expect(into.filter(([, , to]) => to === "ready").map(([, e]) => e)).toEqual(["clear"]);
    expect(into.filter(([s, , to]) => to === "published" && s !== "ready").map(([, e]) => e)).toEqual([
      "resume",
      "release",
      "release",
      "reinstate",
    ]);
    expect(into.some(([s, e]) => table[s]?.[e]?.by.includes("stranger"))).toBe(false);
  });

  test("what search answers with is public, and what is on its way to the market is neither public nor editable", () => {
    const onTheWay = ["inventor_confirm", "compliance", "ready"];
    expect(searchableListingStates.every((s) => publicListingStates.includes(s))).toBe(true);
    for (const state of [...onTheWay, "draft", "paused", "withdrawn"]) expect(publicListingStates).not.toContain(state);
    for (const state of onTheWay) expect(editableListingStates).not.toContain(state);
  });
});
