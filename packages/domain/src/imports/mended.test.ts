import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mended } from "./mended.ts";

const misreadAsLatin1 = (text: string) =>
  [...new TextEncoder().encode(text)].map((byte) => String.fromCharCode(byte)).join("");

describe("mended texts", () => {
  test("are decoded again where control characters show that they were misread", () => {
    expect(mended(misreadAsLatin1("a mobile application (“app”)"))).toBe("a mobile application (“app”)");
  });
  test("lose marks nobody sees", () => {
    expect(mended("Low\u200bcost\ufeff")).toBe("Lowcost");
  });
  test("leave every text alone that was read rightly", () => {
    const kept = fc
      .string({ unit: "grapheme" })
      .filter((s) => !/[\u0080-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/.test(s));
    fc.assert(fc.property(kept, (s) => mended(s) === s));
    expect(mended("Æther, café, Müller")).toBe("Æther, café, Müller");
  });
  test("never lose a character that is no lead of a run", () => {
    expect(mended("\u0085x")).toBe("\u0085x");
  });
});
