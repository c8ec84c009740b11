import { createDisclosureInput } from "@peony/domain/disclosures";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { disclosureFormValues } from "#features/disclosures/form-values.ts";
import { wholeRows } from "./half-rows.ts";

const schema = z
  .strictObject({
    title: z.string().max(5).default(""),
    rows: z.array(z.strictObject({ name: z.string().min(1), n: z.number().int() })).max(3),
  })
  .refine((f) => f.rows.length !== 2, { path: ["rows"], error: "two" });
const read = (form: object) => {
  const found = wholeRows((f) => f, schema).safeParse(form, { reportInput: true });
  return found.success ? [found.data.left, found.data.input.rows] : found.error.issues.map((i) => i.path.join("."));
};
const whole = { name: "a", n: 1 };

describe("what can be saved of a form while it is typed", () => {
  test("is all of it where nothing is missing", () => {
    expect(read({ rows: [whole] })).toEqual([false, [whole]]);
  });
  test("is all but the rows that lack something, and says so", () => {
    expect(read({ rows: [{ name: "b" }, whole, { name: "", n: 2 }] })).toEqual([true, [whole]]);
  });
  test("is nothing where something else is wrong, which is named and not the half row", () => {
    expect(read({ title: "too long", rows: [{ name: "b" }] })).toEqual(["title"]);
    expect(read({ rows: [{ name: "b", n: 1.5 }, { name: "c" }] })).toEqual(["rows.0.n"]);
    expect(read({ rows: [whole, whole, { name: "c" }] })).toEqual(["rows"]);
    expect(read({ rows: [whole], other: 1 })).toEqual([""]);
    expect(read({})).toEqual(["rows"]);
  });
  test("an inventor with an address and no name yet is left out of a disclosure; a wrong address refuses it", () => {
    const form = (email: string, zh = "") => ({
      id: `dsc_${"0".repeat(26)}`,
      title: "沟道",
      inventors: [{ name: { zh: "甲", en: "" } }, { name: { zh, en: "" }, email }],
    });
    const of = (f: object) =>
      wholeRows(disclosureFormValues, createDisclosureInput).safeParse(f, { reportInput: true });
    expect(of(form("b@c.test")).data).toMatchObject({ left: true, input: { title: "沟道", inventors: [{}] } });
    expect(of(form("b@c", "乙")).error?.issues.map((i) => i.path.join("."))).toEqual(["inventors.1.email"]);
  });
});
