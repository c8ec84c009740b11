import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dealTypes } from "../contracts/index.ts";
import { type MenuItem, menuItemSchema, menuOf, mostMenuItems, priceEnds, priceMenuSchema } from "./price-menu.ts";

const item = (over: object = {}) => ({
  ...{
    name: { zh: "评估许可", en: "Evaluation licence" },
    right: "ordinary",
    price: "1800000",
    months: 12,
    sales: false,
  },
  ...over,
});
const places = (value: unknown) => menuItemSchema.safeParse(value).error?.issues.map((i) => i.path.join(".")) ?? [];

describe("an entry of a menu of prices", () => {
  test("is what is offered, as which right, for how much, how long, and whether sales are allowed", () => {
    expect(menuItemSchema.parse(item())).toEqual({ ...item(), note: { zh: "", en: "" } });
    expect(menuItemSchema.parse({ name: { zh: "转让" }, right: "assignment", price: "0" })).toMatchObject({
      ...{ months: null, sales: true, price: "0" },
    });
  });
  test.each([
    [{ name: { zh: "", en: "" } }, "name.zh"],
    [{ name: { zh: "长".repeat(61), en: "" } }, "name.zh"],
    [{ right: "rent" }, "right"],
    [{ price: "-1" }, "price"],
    [{ price: "1.5" }, "price"],
    [{ price: undefined }, "price"],
    [{ months: 0 }, "months"],
    [{ months: 601 }, "months"],
    [{ months: 1.5 }, "months"],
    [{ sales: "yes" }, "sales"],
    [{ note: { zh: "长".repeat(301), en: "" } }, "note.zh"],
  ])("%j is refused at %s", (over, place) => expect(places(item(over))).toEqual([place]));
  test("there are twelve at most", () => {
    expect(priceMenuSchema.safeParse(Array(mostMenuItems).fill(item())).success).toBe(true);
    expect(priceMenuSchema.safeParse(Array(mostMenuItems + 1).fill(item())).success).toBe(false);
    expect(priceMenuSchema.parse(undefined)).toEqual([]);
  });
});

const entry = fc
  .record({
    name: fc.record({ zh: fc.constantFrom("甲", "乙"), en: fc.constant("") }),
    right: fc.constantFrom(...dealTypes),
    price: fc.bigInt({ min: 0n, max: 10n ** 17n }).map(String),
    months: fc.option(fc.integer({ min: 1, max: 600 })),
    sales: fc.boolean(),
  })
  .map((e): MenuItem => menuItemSchema.parse(e));
const end = fc.option(fc.bigInt({ min: 0n, max: 100n }));

test("the price of a menu is its cheapest and its dearest entry, exactly; of anything else what it says", () => {
  fc.assert(
    fc.property(
      fc.array(entry, { maxLength: mostMenuItems }),
      fc.constantFrom("menu", "fixed", "ask"),
      end,
      end,
      (priceMenu, priceMode, priceMin, priceMax) => {
        const ends = priceEnds({ priceMode, priceMenu, priceMin, priceMax });
        if (priceMode !== "menu" || priceMenu.length === 0) {
          expect(ends).toEqual({ priceMin, priceMax });
          return;
        }
        const prices = priceMenu.map((e) => BigInt(e.price));
        expect(prices).toContain(ends.priceMin);
        expect(prices).toContain(ends.priceMax);
        expect(prices.every((p) => p >= (ends.priceMin ?? 0n) && p <= (ends.priceMax ?? 0n))).toBe(true);
      },
    ),
  );
});

test("only a listing sold by menu shows its entries", () => {
  const priceMenu = [menuItemSchema.parse(item())];
  expect(menuOf({ priceMode: "menu", priceMenu })).toEqual(priceMenu);
  expect(menuOf({ priceMode: "fixed", priceMenu })).toEqual([]);
});
