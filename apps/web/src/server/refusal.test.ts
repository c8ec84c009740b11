import { FileStoreError } from "@peony/domain/files";
import { DomainError } from "@peony/domain/shared";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { refusalOf, refuseInput } from "./refusal.ts";
import { localeOf } from "./route.ts";

const schema = z.strictObject({
  title: z.strictObject({ zh: z.string().min(2) }),
  trl: z.number().int().min(1).max(9).optional(),
  kind: z.enum(["a", "b"]).optional(),
  many: z.array(z.string()).max(1).optional(),
});
const refused = (locale: "zh" | "en", input: unknown) => {
  const parsed = schema.safeParse(input, { reportInput: true });
  return parsed.success ? {} : refuseInput(locale, parsed.error.issues).errors;
};

describe("refuseInput", () => {
  test("names each unknown field where it stands, in the reader's language", () => {
    const input = { title: { zh: "标题", ja: "x" }, price: 1, cost: 2 };
    expect(refused("en", input)).toEqual({
      "title.ja": "There is no field “ja”",
      price: "There is no field “price”",
      cost: "There is no field “cost”",
    });
    expect(refused("zh", input).price).toBe("没有“price”这一项");
  });

  test("says what is wrong with each field", () => {
    expect(refused("en", { title: { zh: 5 }, trl: 2.5, kind: "c", many: ["a", "b"] })).toEqual({
      "title.zh": "This must be text",
      trl: "Please write a whole number",
      kind: "There is no such choice",
      many: "At most 1 item",
    });
    expect(refused("en", { trl: "3" })).toEqual({ title: "Please fill this in", trl: "Please write a number" });
  });

  test("is not led astray by names that every object has", () => {
    const input = JSON.parse('{"title":{"zh":"标题"},"__proto__":{"x":1},"constructor":1}') as unknown;
    expect(Object.keys(refused("en", input))).toContain("constructor");
    expect(({} as { x?: number }).x).toBeUndefined();
  });

  test("lists a hundred at most, and no name longer than a name is", () => {
    const input = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`${"n".repeat(200)}${i}`, 1]));
    expect(Object.keys(refused("en", input)).length).toBeLessThanOrEqual(100);
    expect(Object.keys(refused("en", input)).every((name) => name.length <= 60)).toBe(true);
  });
});

describe("refusalOf", () => {
  test("says how long a limit lasts", () => {
    const e = new DomainError("rate-limited", "x", { args: { seconds: 17 } });
    expect(refusalOf("en", e)).toMatchObject({ status: 429, retryAfterSeconds: 17 });
  });

  test("says that the file store is away, and that a damaged file is not handed out, in both languages", () => {
    const away = new FileStoreError("away", "abc", { cause: new Error("connect ECONNREFUSED 10.0.0.9:9000") });
    expect(refusalOf("en", away)).toMatchObject({
      ...{ code: "files/away", status: 503, retryAfterSeconds: 5 },
      message: expect.stringContaining("File storage is unavailable"),
    });
    expect(refusalOf("zh", away)?.message).toContain("文件存储暂时无法使用");
    for (const fault of ["missing", "changed"] as const)
      expect(refusalOf("en", new FileStoreError(fault, "abc"))).toMatchObject({ code: "files/damaged", status: 500 });
  });

  test("knows a file store's error from another bundle, which is of another class", () => {
    class FileStoreErrorOfAnotherBundle extends Error {
      override readonly name = "FileStoreError";
      readonly fault = "away";
    }
    expect(refusalOf("en", new FileStoreErrorOfAnotherBundle("x"))?.code).toBe("files/away");
    expect(refusalOf("en", Object.assign(new Error("x"), { fault: "away" }))).toBeNull();
  });

  test("shows nothing of an error that is ours", () => {
    expect(refusalOf("en", new Error("secret"))).toBeNull();
  });
});

describe("localeOf", () => {
  test.each([
    ["", "zh"],
    ["en", "en"],
    ["en-GB,en;q=0.9,zh;q=0.8", "en"],
    ["fr, en;q=0.5", "en"],
    ["en;q=0.2, zh-CN;q=0.9", "zh"],
    ["EN-us", "en"],
    ["en;q=0", "zh"],
    ["*", "zh"],
    ["english", "zh"],
    [";;;,,q=", "zh"],
  ])("%s is read in %s", (header, locale) => {
    expect(localeOf(new Request("http://x/", { headers: { "accept-language": header } }))).toBe(locale);
  });
});
