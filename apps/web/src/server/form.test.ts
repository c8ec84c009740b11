import { termsSchema } from "@peony/domain/contracts";
import { amountSchema } from "@peony/domain/shared";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { fromForm } from "./form.ts";
import { refuseInput } from "./refusal.ts";

const fields = z.strictObject({ price: amountSchema.nullable().default(null) });
const milestone = z.strictObject({ amount: termsSchema.shape.milestones.element.shape.amount });

const send = (schema: z.ZodType, name: string, value: string, locale: "zh" | "en") => {
  const form = new FormData();
  form.set(`${name}:money`, value);
  const parsed = schema.safeParse(fromForm(form), { reportInput: true });
  return parsed.success ? parsed.data : refuseInput(locale, parsed.error.issues).errors[name];
};

describe("an amount in a form", () => {
  test.each([
    ["-5", "金额不能为负", "An amount cannot be negative"],
    ["123.456", "金额最多精确到分", "An amount has at most two decimals"],
    ["1e5", /^看不懂这个金额/, /^This amount is not understood/],
    ["abc", /^看不懂这个金额/, /^This amount is not understood/],
    ["100000000000000000000", /^金额太大/, /^This amount is too large/],
    // above what is taken, and yet of the shape of minor units
    ["1000000000000000", /^金额太大/, /^This amount is too large/],
    ["$500", /^币种/, /^The currency/],
  ])("%s is refused with what is wrong, in every money field", (text, zh, en) => {
    for (const [schema, name] of [
      [fields, "price"],
      [milestone, "amount"],
    ] as const) {
      expect(send(schema, name, text, "zh")).toEqual(zh instanceof RegExp ? expect.stringMatching(zh) : zh);
      expect(send(schema, name, text, "en")).toEqual(en instanceof RegExp ? expect.stringMatching(en) : en);
    }
  });

  test("of nothing is told that it must be more, where a payment is meant", () => {
    expect(send(milestone, "amount", "0", "zh")).toBe("须大于 0");
    expect(send(milestone, "amount", "0", "en")).toBe("Must be more than 0");
    expect(send(fields, "price", "0", "zh")).toEqual({ price: 0n });
  });

  test("left empty is asked for only where it is needed", () => {
    expect(send(milestone, "amount", " ", "zh")).toBe("请填写这一项");
    expect(send(fields, "price", " ", "zh")).toEqual({ price: null });
  });

  test("is read as people write it", () => {
    expect(send(milestone, "amount", "120万", "zh")).toEqual({ amount: 120000000n });
  });
});

describe("an amount that a program sends", () => {
  test.each([
    ["-5", "An amount cannot be negative"],
    ["10000000000000000000", /too large/],
    ["1.5", /minor units/],
    ["007", /minor units/],
    ["", /minor units/],
    [5, "This must be text"],
    [{ problem: 5 }, "This must be text"],
  ])("%j is refused with what is wrong", (price, text) => {
    const parsed = fields.safeParse({ price }, { reportInput: true });
    const said = parsed.success ? "" : refuseInput("en", parsed.error.issues).errors.price;
    expect(said).toEqual(text instanceof RegExp ? expect.stringMatching(text) : text);
  });
});
