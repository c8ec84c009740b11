import { describe, expect, test } from "vitest";
import type { Actor } from "../identity/index.ts";
import { isDomainError } from "../shared/index.ts";
import {
  displayState,
  displayStates,
  type ItemEvent,
  type ItemState,
  itemEvents,
  itemRole,
  itemRoles,
  itemStates,
  nextItemState,
  type RecordedEvent,
  replayItem,
  turnOf,
} from "./item.ts";

/** The table once more, written from the payments sheet (part 4) and not from the code: "from event by > to". */
const allowed = new Set([
  "agreed call_for_funds system > awaiting_funds",
  "agreed cancel buyer > cancelled",
  "agreed cancel seller > cancelled",
  "awaiting_funds start_payment buyer > funding",
  "awaiting_funds part_funds provider > part_funded",
  "awaiting_funds funds provider > held",
  "awaiting_funds cancel buyer > cancelled",
  "awaiting_funds cancel seller > cancelled",
  "funding payment_failed provider > awaiting_funds",
  "funding payment_expired provider > awaiting_funds",
  "funding part_funds provider > part_funded",
  "funding funds provider > held",
  "part_funded part_funds provider > part_funded",
  "part_funded funds provider > held",
  "held deliver seller > delivered",
  "delivered accept buyer > releasing",
  "delivered inspection_timeout system > delivered",
  "releasing disbursements_final provider > settled",
  "releasing disbursement_failed provider > release_blocked",
  "release_blocked retry system > releasing",
]);

const outcome = (from: ItemState, event: ItemEvent, role: (typeof itemRoles)[number]): string => {
  try {
    return nextItemState(from, event, role);
  } catch (e) {
    return isDomainError(e) ? e.code : String(e);
  }
};

describe("a held item", () => {
  test("moves as the table says and in no other way: every state, event and actor", () => {
    let cells = 0;
    for (const from of itemStates)
      for (const event of itemEvents)
        for (const role of itemRoles) {
          cells += 1;
          const row = [...allowed].find((r) => r.startsWith(`${from} ${event} ${role} > `));
          const known = [...allowed].some((r) => r.startsWith(`${from} ${event} `));
          const expected = row ? row.split(" > ")[1] : known ? "forbidden" : "escrow/transition";
          expect([from, event, role, outcome(from, event, role)]).toEqual([from, event, role, expected]);
        }
    expect(cells).toBe(itemStates.length * itemEvents.length * itemRoles.length);
  });

  test("has one word of the journey for every state, and every word is used", () => {
    expect(Object.keys(displayState).sort()).toEqual([...itemStates].sort());
    expect(new Set(Object.values(displayState))).toEqual(new Set(displayStates));
  });

  test("tells each side whose turn it is", () => {
    expect(turnOf("awaiting_funds", "buyer")).toBe("ours");
    expect(turnOf("awaiting_funds", "seller")).toBe("theirs");
    expect(turnOf("held", "seller")).toBe("ours");
    expect(turnOf("delivered", "broker")).toBe("theirs");
    expect(turnOf("releasing", "buyer")).toBe("platform");
    expect(turnOf("settled", "seller")).toBe("nobody");
  });

  test("knows who an actor is to it", () => {
    const item = { sellerOrgId: "org_s", buyerOrgId: "org_b", brokerOrgId: "org_k" };
    const member = (orgId: string): Actor => ({
      kind: "person",
      userId: "usr_1",
      name: "",
      locale: "zh",
      orgId,
      orgKind: "firm",
      orgVerified: true,
      orgCountry: "CN",
      roles: [],
      via: "session",
      provedAt: null,
    });
    expect(["org_s", "org_b", "org_k", "org_x"].map((id) => itemRole(member(id), item))).toEqual([
      "seller",
      "buyer",
      "broker",
      "stranger",
    ]);
    expect(itemRole({ kind: "visitor" }, item)).toBe("stranger");
    expect(itemRole({ kind: "system", name: "worker" }, item)).toBe("system");
    expect(itemRole(member("org_s"), { ...item, brokerOrgId: null })).toBe("seller");
  });
});

describe("replay", () => {
  const story: RecordedEvent[] = [
    { seq: 1, event: "agree", from: "agreed", to: "agreed" },
    { seq: 2, event: "call_for_funds", from: "agreed", to: "awaiting_funds" },
    { seq: 3, event: "start_payment", from: "awaiting_funds", to: "funding" },
    { seq: 4, event: "funds", from: "funding", to: "held" },
  ];
  test("gives the state the events lead to", () => {
    expect(replayItem(story)).toBe("held");
    expect(replayItem([])).toBe("agreed");
  });
  test.each([
    ["a gap", story.filter((e) => e.seq !== 3)],
    ["a second agreement", [...story, { seq: 5, event: "agree", from: "held", to: "held" } as const]],
    ["a leap", [...story, { seq: 5, event: "accept", from: "held", to: "releasing" } as const]],
    ["a false target", [...story, { seq: 5, event: "deliver", from: "held", to: "settled" } as const]],
  ])("refuses %s", (_, events) => {
    expect(() => replayItem(events)).toThrow("does not follow");
  });
});
