import { contractDocument, documentText, signaturePage } from "@peony/domain/contracts";
import { sampleSource } from "@peony/domain/contracts/testing";
import { beforeAll, describe, expect, test } from "vitest";
import { appendPages, renderPdf, wording } from "./index.ts";
import { pagesOf, readObjects } from "./pdf-objects.ts";
import { emptyGlyphs, readPages } from "./testing/read-pdf.ts";

const words = wording("zh");
const source = sampleSource();
const hash = "ab".repeat(32);
const page = signaturePage(
  {
    contractNumber: source.facts.contractNumber,
    contractTitle: "合同",
    dealNumber: source.facts.dealNumber,
    prevailingLanguage: "zh",
    documentHash: hash,
    termsHash: source.termsHash,
    signedAt: new Date("2026-11-24T03:04:05Z"),
    chainTip: { seq: 9, hash },
    signatures: source.facts.signers.map((s, i) => ({
      position: i + 1,
      side: s.side,
      name: s.name,
      organisation: source.facts[s.side],
      signedAt: new Date("2026-11-24T03:04:05Z"),
      signedHash: hash,
      provedAt: null,
      address: null,
      agent: null,
      audit: null,
    })),
  },
  words,
);
let shown: Uint8Array;
let extra: Uint8Array;
let whole: Uint8Array;

beforeAll(async () => {
  shown = await renderPdf(contractDocument(source, words), { subject: source.termsHash });
  extra = await renderPdf(page, { subject: hash });
  whole = appendPages(shown, extra);
});

describe("appendPages", () => {
  test("keeps every object of the signed text byte for byte, but for the list of pages and the reading order", () => {
    const before = readObjects(shown);
    const after = readObjects(whole);
    const changed = [...before.objects].filter(([n, body]) => after.objects.get(n) !== body).map(([, body]) => body);
    expect(changed.map((body) => /\/(Type|S) \/(\w+)/.exec(body)?.[2]).sort()).toEqual([
      "Document",
      "Pages",
      "StructTreeRoot",
    ]);
  });
  test("shows the signed pages first, then the signature page, each character drawn", () => {
    const pages = readPages(whole);
    const text = (from: readonly { readonly text: string }[][]) => from.map((p) => p.map((s) => s.text).join("|"));
    expect(text(pages)).toEqual([...text(readPages(shown)), ...text(readPages(extra))]);
    expect(emptyGlyphs(pages)).toEqual([]);
    const last =
      pages
        .at(-1)
        ?.map((s) => s.text)
        .join("") ?? "";
    for (const t of documentText(page)) expect(last.replace(/\s/g, "")).toContain(t.replace(/\s/g, ""));
  });
  test("is one revision with one table, no form, script or attachment, the same each time", () => {
    const text = Buffer.from(whole).toString("latin1");
    expect(text.split("startxref").length).toBe(2);
    expect(text).not.toMatch(/\/(AcroForm|JavaScript|EmbeddedFile|OpenAction)/);
    expect(Buffer.from(appendPages(shown, extra)).equals(Buffer.from(whole))).toBe(true);
    expect(pagesOf(readObjects(whole)).kids.length).toBe(readPages(shown).length + 1);
  });
  test("refuses a file it did not draw, and one with bytes missing", () => {
    expect(() => appendPages(Buffer.from("%PDF-1.4\nhello"), extra)).toThrow(RangeError);
    expect(() => appendPages(shown.subarray(10), extra)).toThrow(RangeError);
  });
});
