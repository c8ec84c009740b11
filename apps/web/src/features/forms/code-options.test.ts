import { createListingInput } from "@peony/domain/listings";
import { expect, test } from "vitest";
import { codeOfRegion, regionName } from "#features/listings/region-name.ts";
import { fromForm } from "#server/form.ts";
import { officeOptions, regionOptions, seiOptions, withStored } from "./code-options.ts";

const typed = (region: string): unknown => {
  const form = new FormData();
  form.set("region:region", region);
  return fromForm(form).region;
};

test.each(["zh", "en"] as const)(
  "every code that is offered in %s is one that is stored, under a name of its own",
  (locale) => {
    const base = { id: `lst_${"0".repeat(26)}`, assetKind: "patent", field: "other", title: { zh: "甲", en: "" } };
    const isTaken = (field: string) => (o: { value: string }) => {
      const read = createListingInput.safeParse({ ...base, [field]: o.value });
      return read.error?.issues.every((i) => i.path[0] !== field) ?? true;
    };
    for (const [field, options] of [
      ["country", officeOptions(locale)],
      ["sei", seiOptions(locale)],
      ["region", regionOptions(locale)],
    ] as const) {
      expect(options.length).toBeGreaterThan(30);
      expect(options.filter((o) => !isTaken(field)(o))).toEqual([]);
      expect(options.filter((o) => o.label === o.value)).toEqual([]);
      expect(new Set(options.map((o) => o.label)).size).toBe(options.length);
    }
  },
);

test("a place is taken by its name in either language, with or without its kind, and by its code", () => {
  expect(["洛阳市", "洛阳", regionName("en", "410300"), "410300", "440300"].map(typed)).toEqual([
    ...Array(4).fill("410300"),
    "440300",
  ]);
  expect(codeOfRegion("月球")).toBeNull();
});

test("a stored code that nobody offers stays", () => {
  expect(withStored([{ value: "CN", label: "中国" }], "XX").map((o) => o.value)).toEqual(["XX", "CN"]);
});
