import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { attachment } from "./attachment.ts";

describe("attachment", () => {
  test("keeps a Chinese name for those who read it and a plain one for those who do not", () => {
    expect(attachment("台架报告 (1).pdf")).toBe(
      `attachment; filename="____ (1).pdf"; filename*=UTF-8''%E5%8F%B0%E6%9E%B6%E6%8A%A5%E5%91%8A%20%281%29.pdf`,
    );
  });
  test("no name breaks out of its quotes or adds a header", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (name) => {
        const header = attachment(name);
        expect(header).toMatch(/^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''[\w!#$&+\-.^`|~%]*$/);
        expect(header.match(/"/g)).toHaveLength(2);
        expect(decodeURIComponent(header.split("''").at(-1) ?? "")).toBe(name);
      }),
    );
  });
});
