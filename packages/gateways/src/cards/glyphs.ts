import * as fontkit from "fontkit";
import { fontBytes, type Weight } from "../documents/fonts.ts";

const opened = new Map<Weight, fontkit.Font>();
const fontOf = (weight: Weight): fontkit.Font => {
  const known = opened.get(weight);
  if (known) return known;
  const font = fontkit.create(fontBytes(weight));
  opened.set(weight, font);
  return font;
};

/** Stands for a character that the font does not have, as printers do it. */
const geta = "\u3013";
/** Nothing to draw: line ends, directions, joiners, the variants of a character. */
const silent = /\p{Cc}|\p{Cf}|\p{Variation_Selector}/gu;

/** A text as it can be drawn: without what has no shape, a sign for each character that the font lacks. */
export const drawable = (text: string): string => {
  const font = fontOf("regular");
  return [...text.normalize("NFC").replace(/\s+/gu, " ").replace(silent, "").trim()]
    .map((c) => (font.hasGlyphForCodePoint(c.codePointAt(0) ?? 0) ? c : geta))
    .join("");
};

const glyphsOf = (text: string, weight: Weight): fontkit.DrawnGlyph[] => {
  const font = fontOf(weight);
  return [...text].map((c) => font.glyphForCodePoint(c.codePointAt(0) ?? 0));
};

/** Width of a line in pixels. */
export const widthOf = (text: string, weight: Weight, size: number): number =>
  (glyphsOf(text, weight).reduce((all, glyph) => all + glyph.advanceWidth, 0) * size) / fontOf(weight).unitsPerEm;

/** A line as outlines, so that no font is asked for where it is drawn. `y` is the baseline. */
export const outlined = (
  text: string,
  { x, y, size, weight, fill }: { x: number; y: number; size: number; weight: Weight; fill: string },
): string => {
  const scale = size / fontOf(weight).unitsPerEm;
  let at = 0;
  const shapes = glyphsOf(text, weight).map((glyph) => {
    const shape = `<path transform="translate(${at} 0)" d="${glyph.path.toSVG()}"/>`;
    at += glyph.advanceWidth;
    return shape;
  });
  return `<g fill="${fill}" transform="translate(${x} ${y}) scale(${scale} ${-scale})">${shapes.join("")}</g>`;
};
