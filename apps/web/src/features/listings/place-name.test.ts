import { listingFields } from "@peony/domain/listings";
import { describe, expect, test } from "vitest";
import { placeName } from "./place-name.ts";

describe("placeName", () => {
  test("every field of a listing has a name in both languages", () => {
    for (const field of Object.keys(listingFields)) {
      expect(placeName("zh", field)).toMatch(/\p{Script=Han}|SEI|ORCID/u);
      expect(placeName("en", field)).toMatch(/^[A-Z]/);
    }
  });
  test("a row is counted as people count, and a language is named", () => {
    expect(placeName("en", "benefits.0.figure")).toBe("Benefit figure · no. 1 · Figure");
    expect(placeName("zh", "inventors.1.name.zh")).toBe("发明人与份额 · 第 2 项 · 姓名 · 中文");
    expect(placeName("en", "priceMenu.0.sales")).toBe("Price menu · no. 1 · Products may be sold");
    expect(placeName("en", "inventors.1.sharePct")).toBe("Inventors and their shares · no. 2 · Share");
  });
});
