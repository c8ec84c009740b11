import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cleanFile } from "./index.ts";

const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));
const textOf = (bytes: Uint8Array | null): string => Array.from(bytes ?? [], (b) => String.fromCharCode(b)).join("");
const be32 = (n: number): string => String.fromCharCode((n >>> 24) & 255, (n >>> 16) & 255, (n >>> 8) & 255, n & 255);

const chunk = (name: string, data: string): string => `${be32(data.length)}${name}${data}${be32(0)}`;
const png = (...chunks: string[]): Uint8Array =>
  bytesOf(
    `\x89PNG\r\n\x1a\n${chunk("IHDR", "0".repeat(13))}${chunks.join("")}${chunk("IDAT", "pixels")}${chunk("IEND", "")}`,
  );
const segment = (marker: number, data: string): string =>
  `\xff${String.fromCharCode(marker)}${String.fromCharCode((data.length + 2) >> 8, (data.length + 2) & 255)}${data}`;
const jpeg = (...segments: string[]): Uint8Array =>
  bytesOf(`\xff\xd8${segment(0xe0, "JFIF")}${segments.join("")}${segment(0xda, "scan")}pixels\xff\xd9`);
const pdf = (info: string, more = ""): Uint8Array => bytesOf(`%PDF-1.4\n1 0 obj\n<<${info}>>\nendobj\n${more}\n%%EOF`);
const secret = "Veiled Heavy Industry";

describe("cleanFile", () => {
  test("takes words, places and times out of a PNG and leaves its picture", () => {
    const clean = textOf(
      cleanFile("image/png", png(chunk("tEXt", `Author\0${secret}`), chunk("eXIf", secret), chunk("tIME", "now"))),
    );
    expect(clean).toBe(textOf(png()));
  });
  test("takes Exif, XMP, IPTC, comments and what hangs behind the picture out of a JPEG", () => {
    const marked = jpeg(
      segment(0xe1, `Exif\0\0${secret}`),
      segment(0xed, secret),
      segment(0xfe, secret),
      segment(0xee, "Adobe"),
    );
    const clean = textOf(cleanFile("image/jpeg", bytesOf(`${textOf(marked)}${secret}`)));
    expect(clean).toBe(textOf(jpeg(segment(0xee, "Adobe"))));
  });
  test("blanks the marks of a PDF in place, so that every offset stays right", () => {
    const marked = pdf(
      `/Author (${secret} \\(Luoyang\\)) /Creator <${"5665696c6564"}> /Title (x)`,
      `<?xpacket begin="" id="x"?><x:xmpmeta><dc:creator>${secret}</dc:creator></x:xmpmeta><?xpacket end="w"?>`,
    );
    const clean = cleanFile("application/pdf", marked);
    expect(clean?.length).toBe(marked.length);
    expect(textOf(clean)).not.toContain(secret);
    expect(textOf(clean)).not.toContain("5665696c6564");
    expect(textOf(clean).indexOf("%%EOF")).toBe(textOf(marked).indexOf("%%EOF"));
  });
  test.each([
    ["packed objects", pdf("/Type /ObjStm")],
    ["encryption", pdf("/Encrypt 5 0 R")],
    ["attachments", pdf("/EmbeddedFiles 4 0 R")],
    ["packed metadata", pdf("/Type /Metadata /Subtype /XML /Filter /FlateDecode")],
  ])("refuses a PDF with %s, in which marks could hide", (_what, file) => {
    expect(cleanFile("application/pdf", file)).toBeNull();
  });
  test("refuses what is cut and what no demand takes", () => {
    for (const hides of ["/Author 5 0 R", "/#41uthor (x)", "/Creator 12 0 R"])
      expect(cleanFile("application/pdf", new TextEncoder().encode(`%PDF-1.4 << ${hides} >>`))).toBeNull();
    expect(cleanFile("image/png", png().subarray(0, 30))).toBeNull();
    expect(cleanFile("image/jpeg", jpeg().subarray(0, 8))).toBeNull();
    expect(cleanFile("text/plain", bytesOf("hello"))).toBeNull();
  });
  test("never fails on made-up bytes, and what it gives for a picture carries no text chunk", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("image/png", "image/jpeg", "application/pdf"),
        fc.uint8Array({ maxLength: 400 }),
        (kind, bytes) => {
          const clean = cleanFile(kind, bytes);
          expect(clean === null || clean.length <= bytes.length).toBe(true);
        },
      ),
    );
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.constantFrom("tEXt", "iTXt", "zTXt", "eXIf", "pHYs"),
            fc.string({ unit: fc.integer({ min: 32, max: 126 }).map((n) => String.fromCharCode(n)), maxLength: 30 }),
          ),
          { maxLength: 6 },
        ),
        (chunks) => {
          const clean = textOf(cleanFile("image/png", png(...chunks.map(([n, d]) => chunk(n, d)))));
          expect(clean).toBe(textOf(png(...chunks.filter(([n]) => n === "pHYs").map(([n, d]) => chunk(n, d)))));
        },
      ),
    );
  });
});
