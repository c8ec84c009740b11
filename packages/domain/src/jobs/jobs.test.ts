import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { replayParkedInput, shownFault } from "./index.ts";

describe("shownFault", () => {
  test.each([
    ["search is down", "search is down"],
    [null, ""],
    ["Failed query: select * from users where email = $1\nparams: li@firm.test", "a query failed"],
    ["550 mailbox li.lei@firm.test unknown", "550 mailbox …@… unknown"],
    ["Invalid API key: sk_live_abcDEF", "Invalid API key: …"],
    ["no route to postgres://peony:secret@db/peony", "no route to …@…"],
    ["not delivered to '@a.aa", "not delivered to …@…"],
    ["card 4242424242424242 refused", "card … refused"],
    ["one\n    at two", "one"],
  ])("%j is shown as %j", (message, shown) => {
    expect(shownFault(message)).toBe(shown);
  });
  test("never shows an address, a second line or an endless text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 600 }), fc.emailAddress(), (text, mail) => {
        const shown = shownFault(`${text} ${mail} ${text}`);
        expect(shown).not.toContain(mail);
        expect(shown).not.toMatch(/[\r\n]/);
        expect([...shown].length).toBeLessThanOrEqual(201);
      }),
    );
  });
});

describe("replayParkedInput", () => {
  test("names one or all, and nothing between", () => {
    expect(replayParkedInput.safeParse({ kind: "event", id: "x" }).success).toBe(true);
    expect(replayParkedInput.safeParse({ kind: "all" }).success).toBe(true);
    for (const bad of [{ kind: "event" }, { kind: "all", id: "x" }, { kind: "webhook", id: "" }, {}])
      expect(replayParkedInput.safeParse(bad).success).toBe(false);
  });
});
