import { listeners } from "@peony/domain/shared";
import { locales } from "@peony/i18n";
import { describe, expect, test } from "vitest";
import { waitOf, whatOf } from "./words.ts";

describe("whatOf", () => {
  test.each(locales)("says in %s what every listener does, and something of one it does not know", (locale) => {
    const names = [...new Set(Object.values(listeners).flat())];
    const other = whatOf(locale, { kind: "event", handler: "paintListing" });
    const said = names.map((handler) => whatOf(locale, { kind: "event", handler }));
    expect(said).not.toContain(other);
    expect(new Set(said).size).toBe(names.length);
    expect(whatOf(locale, { kind: "event", handler: null })).not.toBe(other);
    expect(whatOf(locale, { kind: "webhook", handler: null })).not.toBe(other);
  });
});

describe("waitOf", () => {
  test.each([
    [0, "0 minutes"],
    [1, "1 minute"],
    [59, "59 minutes"],
    [60, "1 hour"],
    [1_439, "23 hours"],
    [1_440, "1 day"],
    [4_000, "2 days"],
  ])("%i minutes are %s", (minutes, said) => {
    expect(waitOf("en", minutes)).toBe(said);
  });
});
