import { saveListingInput } from "@peony/domain/listings";
import { describe, expect, test } from "vitest";
import { listingFormValues, placeOfColumn } from "./listing-form-values.ts";

const id = `lst_${"0".repeat(26)}`;
const both = { zh: "", en: "" };
const form = {
  id,
  version: 2,
  assetKind: "patent",
  field: "bearing",
  title: { zh: "滚道强化", en: "" },
  legalCheckedOn: "",
  filingDate: "2019-05-17",
  number: "",
  benefits: [
    { name: { zh: "寿命", en: "" }, figure: "1.5", unit: both, condition: { zh: "台架", en: "" } },
    { name: both, figure: "", unit: { zh: "倍", en: "" }, condition: both },
  ],
  applications: [both, { zh: "", en: "Wind" }],
  inventors: [{ name: both, sharePct: 100 }],
};

describe("listingFormValues", () => {
  test("an editor with empty rows, days and number is what its schema takes", () => {
    const parsed = saveListingInput.parse(listingFormValues(form));
    expect(parsed).toMatchObject({ legalCheckedOn: null, filingDate: "2019-05-17", number: null, inventors: [] });
    expect(parsed.benefits).toHaveLength(1);
    expect(parsed.applications).toEqual([{ zh: "", en: "Wind" }]);
  });
  test("a half-filled benefit stays and is refused at its field", () => {
    const half = { ...form, benefits: [{ name: both, figure: "3", unit: both, condition: both }] };
    const places = saveListingInput.safeParse(listingFormValues(half)).error?.issues.map((i) => i.path.join("."));
    expect(places).toEqual(["benefits.0.name.zh", "benefits.0.condition.zh"]);
  });
  test("an inventor without a share yet has none, and a figure may be without its day", () => {
    const started = {
      ...form,
      benefits: [{ ...form.benefits[0], checkedOn: "" }],
      inventors: [{ name: { zh: "璩若衡", en: "" }, orcid: "" }],
    };
    expect(saveListingInput.parse(listingFormValues(started))).toMatchObject({
      benefits: [{ checkedOn: null }],
      inventors: [{ sharePct: 0, orcid: null }],
    });
  });
  test("what is no form passes to the schema that refuses it", () => {
    expect(listingFormValues("text")).toBe("text");
  });
});

describe("placeOfColumn", () => {
  test("names the field a reader sees", () => {
    expect([placeOfColumn.titleZh, placeOfColumn.benefits]).toEqual(["title.zh", "benefits.0.figure"]);
  });
});
