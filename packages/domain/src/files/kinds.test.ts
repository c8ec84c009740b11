import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mediaTypeOf, safeFileName } from "./kinds.ts";

const bytes = (...b: number[]) => Uint8Array.from(b);

describe("mediaTypeOf", () => {
  test("takes a file whose name and first bytes agree", () => {
    expect(mediaTypeOf("报告.PDF", bytes(0x25, 0x50, 0x44, 0x46, 0x2d, 0x31))).toBe("application/pdf");
    expect(mediaTypeOf("x.jpeg", bytes(0xff, 0xd8, 0xff, 0xe0))).toBe("image/jpeg");
    expect(mediaTypeOf("数据.csv", new TextEncoder().encode("a,b\n1,2"))).toBe("text/csv");
  });
  test("refuses a renamed program, an unknown kind, an empty file and binary text", () => {
    expect(mediaTypeOf("x.pdf", bytes(0x4d, 0x5a, 0x90, 0x00))).toBeNull();
    expect(mediaTypeOf("x.exe", bytes(0x4d, 0x5a))).toBeNull();
    expect(mediaTypeOf("x.svg", new TextEncoder().encode("<svg/>"))).toBeNull();
    expect(mediaTypeOf("x.pdf", bytes())).toBeNull();
    expect(mediaTypeOf("x.txt", bytes(65, 0, 66))).toBeNull();
  });
});

describe("safeFileName", () => {
  test.each([
    ["../../etc/passwd", "passwd"],
    ["C:\\temp\\报告.pdf", "报告.pdf"],
    ["invoice\u202efdp.exe", "invoicefdp.exe"],
    [".htaccess", "htaccess"],
    ["", "file"],
  ])("%j becomes %j", (input, expected) => {
    expect(safeFileName(input)).toBe(expected);
  });
  test("never leaves a path, a control character or an endless name", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (s) => {
        const name = safeFileName(s);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: looking for them is the purpose
        expect(name).not.toMatch(/[/\\\u0000-\u001f\u202e]/);
        expect([...name].length).toBeLessThanOrEqual(120);
        expect(name.length).toBeGreaterThan(0);
      }),
    );
  });
});
