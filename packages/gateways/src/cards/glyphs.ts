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

/** Raised and lowered figures, which the font has only in part; they are drawn from the full-size ones: 10⁶, H₂O. */
const raised = /[\u2070-\u207f]/;
const lowered = /[\u2080-\u2089]/;
const small = 0.62;

const hasGlyph = (c: string): boolean => fontOf("regular").hasGlyphForCodePoint(c.codePointAt(0) ?? 0);
const isScript = (c: string): boolean => raised.test(c) || lowered.test(c);

/** A text as it can be drawn: without what has no shape, a sign for each character that the font lacks. */
export const drawable = (text: string): string =>
  [...text.normalize("NFC").replace(/\s+/gu, " ").replace(silent, "").trim()]
    .map((c) => (hasGlyph(c) || (isScript(c) && hasGlyph(c.normalize("NFKC"))) ? c : geta))
    .join("");

/** An outline with its scale and its height above the line, both in parts of the em. */
type Shape = { readonly glyph: fontkit.DrawnGlyph; readonly scale: number; readonly rise: number };

const shapesOf = (text: string, weight: Weight): Shape[] => {
  const font = fontOf(weight);
  return [...text].map((c) => {
    const isSmall = isScript(c) && !hasGlyph(c);
    const glyph = font.glyphForCodePoint((isSmall ? c.normalize("NFKC") : c).codePointAt(0) ?? 0);
    return { glyph, scale: isSmall ? small : 1, rise: isSmall ? (raised.test(c) ? 0.32 : -0.12) : 0 };
  });
};

/** Width of a line in pixels. */
export const widthOf = (text: string, weight: Weight, size: number): number =>
  (shapesOf(text, weight).reduce((all, { glyph, scale }) => all + glyph.advanceWidth * scale, 0) * size) /
  fontOf(weight).unitsPerEm;

/** A line as outlines, so that no font is asked for where it is drawn. `y` is the baseline. */
export const outlined = (
  text: string,
  { x, y, size, weight, fill }: { x: number; y: number; size: number; weight: Weight; fill: string },
): string => {
  const em = fontOf(weight).unitsPerEm;
  let at = 0;
  const shapes = shapesOf(text, weight).map(({ glyph, scale, rise }) => {
    const placed = `translate(${at} ${rise * em})${scale === 1 ? "" : ` scale(${scale})`}`;
    at += glyph.advanceWidth * scale;
    return `<path transform="${placed}" d="${glyph.path.toSVG()}"/>`;
  });
  return `<g fill="${fill}" transform="translate(${x} ${y}) scale(${size / em} ${-size / em})">${shapes.join("")}</g>`;
};
