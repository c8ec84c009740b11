import { createHash } from "node:crypto";
import { contractDocument, type DocumentModel, documentText, smallSigns } from "@peony/domain/contracts";
import { glyphRanges, sampleSource } from "@peony/domain/contracts/testing";
import { create } from "fontkit";
import { describe, expect, test } from "vitest";
import { fontBytes } from "./fonts.ts";
import { renderPdf, wording } from "./index.ts";
import { emptyGlyphs, readPages } from "./testing/read-pdf.ts";

const source = sampleSource();
const options = { subject: source.termsHash };
const model = (locale: "zh" | "en"): DocumentModel => contractDocument(source, wording(locale));
const plain = (text: string): string =>
  [...text]
    .map((c) => smallSigns.get(c)?.plain ?? c)
    .join("")
    .replace(/\s/g, "");
const sha256 = (b: Uint8Array): string => createHash("sha256").update(b).digest("hex");

describe.each(["zh", "en"] as const)("a contract in %s", (locale) => {
  test("has the same hash however often it is drawn, and another for other terms", async () => {
    const [a, b] = [await renderPdf(model(locale), options), await renderPdf(model(locale), options)];
    expect(sha256(a)).toBe(sha256(b));
    const other = contractDocument(sampleSource({ royaltyPct: 3.51 }), wording(locale));
    expect(sha256(await renderPdf(other, options))).not.toBe(sha256(a));
  });

  test("shows every word of its model, in order, with a drawn glyph for each character", async () => {
    const pages = readPages(await renderPdf(model(locale), options));
    expect(emptyGlyphs(pages)).toEqual([]);
    // A clause may run over a page break, between whose halves the first page's footer was drawn last.
    const footer = (i: number) =>
      plain(model(locale).footer + wording(locale).say("page-number", { page: `${i + 1}`, pages: `${pages.length}` }));
    const words = pages.map((page, i) => plain(page.map((s) => s.text).join("")).replace(footer(i), ""));
    const text = words.join("");
    const missing = documentText(model(locale))
      .flatMap((t) => t.split("\n"))
      .filter((t) => !text.includes(plain(t)));
    expect(missing).toEqual([]);
  });

  test("numbers each page and embeds the fonts it uses", async () => {
    const pages = readPages(await renderPdf(model(locale), options));
    for (const [i, page] of pages.entries()) {
      const number = wording(locale).say("page-number", { page: String(i + 1), pages: String(pages.length) });
      expect(plain(page.map((s) => s.text).join(""))).toContain(plain(number));
      expect(page.every((s) => s.font.name.includes("NotoSansSC"))).toBe(true);
    }
  });
});

test("a glyph taken from the embedded font is noticed", async () => {
  const pages = readPages(await renderPdf(model("zh"), options));
  const used = pages[0]?.flatMap((s) => s.glyphs).at(5) ?? 0;
  for (const s of pages.flat()) {
    const whole = s.font.face.getGlyph.bind(s.font.face);
    s.font.face.getGlyph = (id) => (id === used ? { id, path: { commands: [] } } : whole(id));
  }
  expect(emptyGlyphs(pages).length).toBeGreaterThan(0);
});

test("a character no font has is refused, never drawn as a box", async () => {
  const strange = { ...model("zh"), title: "𠮷野家合同" };
  await expect(renderPdf(strange, options)).rejects.toThrow("𠮷");
});

test("the list of characters is that of both embedded weights", () => {
  const strong = new Set(create(fontBytes("strong")).characterSet);
  const both = create(fontBytes("regular"))
    .characterSet.filter((c) => strong.has(c))
    .sort((a, b) => a - b);
  const listed: number[] = [];
  let end = 0;
  for (const range of glyphRanges.split(" ")) {
    const [gap = "", more = "0"] = range.split("+");
    const first = end + Number.parseInt(gap, 36);
    end = first + Number.parseInt(more, 36);
    for (let c = first; c <= end; c++) listed.push(c);
  }
  expect(listed).toEqual(both);
});

test("a document of one long table repeats its head and cuts no row", async () => {
  const rows = Array.from({ length: 60 }, (_, i) => [`${i + 1}`, `第${i + 1}行\n第二行`]);
  const columns = [
    { head: "序号", width: 1 },
    { head: "内容", width: 4 },
  ];
  const long: DocumentModel = { ...model("zh"), blocks: [{ kind: "table", columns, rows }] };
  const pages = readPages(await renderPdf(long, options));
  expect(pages.length).toBeGreaterThan(2);
  for (const page of pages) {
    const text = page.map((s) => s.text).join(" ");
    expect(text).toContain("序号");
    expect((text.match(/行/g) ?? []).length % 2).toBe(0);
  }
});
