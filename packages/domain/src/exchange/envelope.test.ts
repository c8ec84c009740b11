import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import published from "../../../../docs/exchange/peony-exchange-1.1.schema.json" with { type: "json" };
import { exchangeEnvelope, exchangeJsonSchema, exchangeVersion } from "./envelope.ts";

const head = {
  format: "peony-exchange",
  version: exchangeVersion,
  source: "zhongzhou",
  exportedAt: "2026-11-25T02:00:00Z",
};
const listing = {
  type: "listing",
  id: "A-1",
  assetKind: "patent",
  field: "bearing",
  title: { zh: "滚道强化方法", en: "" },
  priceMin: "150000000",
  benefits: [
    { name: { zh: "寿命", en: "" }, figure: "1.52", unit: { zh: "倍", en: "" }, condition: { zh: "台架", en: "" } },
  ],
};
const evaluation = {
  ...{
    name: { zh: "评估许可", en: "Evaluation licence" },
    right: "ordinary",
    price: "1800000",
    months: 12,
    sales: false,
  },
};
const demand = { type: "demand", id: "B-1", field: "bearing", title: { zh: "主轴寿命", en: "" } };

describe("the schema of the exchange format", () => {
  const accepts = new Ajv2020({ strict: false, validateFormats: false }).compile(exchangeJsonSchema());
  const envelope = (...items: unknown[]) => ({ ...head, items });

  test("is the one that is published under this version", () => {
    expect(exchangeJsonSchema()).toEqual(published);
  });

  test.each([
    ["a listing", envelope(listing), true],
    ["a demand", envelope(demand), true],
    ["nothing at all", envelope(), true],
    ["a later minor version", { ...envelope(listing), version: "1.7" }, true],
    ["a listing of version 1.0", { ...envelope(listing), version: "1.0" }, true],
    ["a menu of prices", envelope({ ...listing, priceMode: "menu", priceMenu: [evaluation] }), true],
    ["a menu of thirteen", envelope({ ...listing, priceMenu: Array(13).fill(evaluation) }), false],
    ["an entry without a price", envelope({ ...listing, priceMenu: [{ ...evaluation, price: undefined }] }), false],
    ["another major version", { ...envelope(listing), version: "2.0" }, false],
    ["another format", { ...envelope(listing), format: "csv" }, false],
    ["an item without an id", envelope({ ...listing, id: "" }), false],
    ["money that is a number", envelope({ ...listing, priceMin: 150_000_000 }), false],
    ["a field nobody knows", envelope({ ...listing, owner: "org_1" }), false],
    ["a maturity beyond nine", envelope({ ...listing, trl: 10 }), false],
  ])("%s is judged alike by the published schema and by the reader", (_what, value, good) => {
    expect(accepts(value)).toBe(good);
    expect(exchangeEnvelope.safeParse(value).success).toBe(good);
  });
});
