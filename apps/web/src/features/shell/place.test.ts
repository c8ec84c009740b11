import { describe, expect, test } from "vitest";
import { placeOf, signInAddress } from "./place.ts";

describe("the way in", () => {
  test("leads back to where somebody was, and says that the session ended only to who had one", () => {
    expect(signInAddress("zh", "/zh/listings?state=draft", true)).toBe(
      "/zh/sign-in?back=%2Flistings%3Fstate%3Ddraft&ended=1",
    );
    expect(signInAddress("en", "/en/deals/PN-2026-000131", false)).toBe("/en/sign-in?back=%2Fdeals%2FPN-2026-000131");
  });

  test("never leads to another site, and does without a place", () => {
    for (const place of [null, "/zh//evil.example", "//evil.example", "https://evil.example", "/zh", "/zh/a\nb"])
      expect(signInAddress("zh", place, false)).toBe("/zh/sign-in");
  });

  test("remembers the address without the framework's mark", () => {
    const place = placeOf({ pathname: "/zh/listings", search: "?state=draft&_rsc=1x2" });
    expect(place).toBe("/zh/listings?state=draft");
    expect(placeOf({ pathname: "/zh/desk", search: "" })).toBe("/zh/desk");
  });
});
