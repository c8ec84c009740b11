import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeForm } from "./form.ts";

const decoded = (text: string): unknown => {
  const result = decodeForm(text);
  return result.ok ? JSON.parse(JSON.stringify(result.value)) : `refused at ${result.field}`;
};

describe("decodeForm", () => {
  test("reads nested objects and lists", () => {
    expect(decoded("a=1&b[c][d]=2&e[0][f]=3&e[1][f]=4&g[]=5&g[]=6")).toEqual({
      a: "1",
      b: { c: { d: "2" } },
      e: [{ f: "3" }, { f: "4" }],
      g: ["5", "6"],
    });
    expect(decoded("metadata[%E9%98%B6%E6%AE%B5]=%E4%B8%80&n%5Bx%5D=y+z")).toEqual({
      metadata: { 阶段: "一" },
      n: { x: "y z" },
    });
  });

  test("refuses fields that contradict each other", () => {
    expect(decoded("a=1&a[b]=2")).toBe("refused at a[b]");
    expect(decoded("a[b]=2&a=1")).toBe("refused at a");
    expect(decoded("a=1&a=2")).toBe("refused at a");
    expect(decoded(`a${"[b]".repeat(50)}=1`)).toMatch(/^refused/);
  });

  test("treats the names of object built-ins as data", () => {
    const result = decodeForm("__proto__[admin]=1&constructor=2");
    expect(result.ok && Object.keys(result.value)).toEqual(["__proto__", "constructor"]);
    expect(({} as Record<string, unknown>).admin).toBeUndefined();
  });

  test("never throws, and reads back flat fields as they were", () => {
    fc.assert(fc.property(fc.string(), (text) => typeof decodeForm(text).ok === "boolean"));
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z_]{1,10}$/), fc.string()), (fields) => {
        expect(decoded(new URLSearchParams(fields).toString())).toEqual({ ...fields });
      }),
    );
  });
});
