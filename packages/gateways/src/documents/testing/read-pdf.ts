/// <reference path="../fontkit.d.ts" />
import { inflateSync } from "node:zlib";
import { create, type Font } from "fontkit";
import { type PdfObjects, pagesOf, readObjects, splitStream } from "../pdf-objects.ts";

/** A piece of text as drawn: the glyphs of which embedded font, and what a reader copies. */
export type Shown = { readonly font: EmbeddedFont; readonly glyphs: readonly number[]; readonly text: string };
export type EmbeddedFont = {
  readonly name: string;
  readonly face: Font;
  readonly unicode: ReadonlyMap<number, string>;
};

export const streamOf = (body: string): Buffer => {
  const { stream } = splitStream(body);
  return inflateSync(Buffer.from(stream.slice(7, stream.lastIndexOf("endstream")), "latin1"));
};

const body = (pdf: PdfObjects, n: number): string => pdf.objects.get(n) ?? "";
const ref = (text: string, key: string): number => Number(new RegExp(`/${key} \\[?(\\d+) 0 R`).exec(text)?.[1]);
const fromHex = (hex: string): string => Buffer.from(hex, "hex").swap16().toString("utf16le");

const unicodeOf = (cmap: string): Map<number, string> => {
  const found = new Map<number, string>();
  for (const [, from = "", , list = ""] of cmap.matchAll(/<([0-9a-f]{4})> <([0-9a-f]{4})> \[([^\]]*)\]/g))
    for (const [i, text] of [...list.matchAll(/<([0-9a-f ]*)>/g)].entries())
      found.set(Number.parseInt(from, 16) + i, fromHex((text[1] ?? "").replaceAll(" ", "")));
  return found;
};

const fontOf = (pdf: PdfObjects, n: number): EmbeddedFont => {
  const type0 = body(pdf, n);
  const descriptor = body(pdf, ref(body(pdf, ref(type0, "DescendantFonts")), "FontDescriptor"));
  return {
    name: /\/BaseFont \/(\S+)/.exec(type0)?.[1] ?? "",
    face: create(streamOf(body(pdf, ref(descriptor, "FontFile2")))),
    unicode: unicodeOf(streamOf(body(pdf, ref(type0, "ToUnicode"))).toString("latin1")),
  };
};

/** Everything a file shows, page by page, in the order it was drawn. */
export const readPages = (file: Uint8Array): Shown[][] => {
  const pdf = readObjects(file);
  const fonts = new Map<number, EmbeddedFont>();
  return pagesOf(pdf).kids.map((kid) => {
    const page = body(pdf, kid);
    const resources = body(pdf, ref(page, "Resources"));
    const content = streamOf(body(pdf, ref(page, "Contents"))).toString("latin1");
    const shown: Shown[] = [];
    let font: EmbeddedFont | undefined;
    for (const [, name, array] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[((?:<[0-9a-f]*>|[\s\d.-])*)\] TJ/g)) {
      if (name) {
        const n = ref(resources, name);
        font = fonts.get(n) ?? fontOf(pdf, n);
        fonts.set(n, font);
      } else if (font && array !== undefined) {
        const hex = [...array.matchAll(/<([0-9a-f]*)>/g)].map((m) => m[1]).join("");
        const glyphs = (hex.match(/.{4}/g) ?? []).map((g) => Number.parseInt(g, 16));
        shown.push({ font, glyphs, text: glyphs.map((g) => font?.unicode.get(g) ?? "").join("") });
      }
    }
    return shown;
  });
};

/** Characters that a page shows as nothing: their glyph is absent from the embedded font, or has no outline. */
export const emptyGlyphs = (pages: readonly (readonly Shown[])[]): string[] =>
  pages.flat().flatMap(({ font, glyphs }) =>
    glyphs
      .filter((g) => {
        const text = font.unicode.get(g) ?? "";
        if (text.trim() === "" && text !== "") return false;
        return text === "" || g === 0 || g >= font.face.numGlyphs || font.face.getGlyph(g).path.commands.length === 0;
      })
      .map((g) => font.unicode.get(g) ?? `glyph ${g}`),
  );
