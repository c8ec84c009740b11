import { glyphRanges } from "./glyph-ranges.ts";

const read = (): [first: number, last: number][] => {
  let end = 0;
  return glyphRanges.split(" ").map((range) => {
    const [gap = "", more = "0"] = range.split("+");
    const first = end + Number.parseInt(gap, 36);
    end = first + Number.parseInt(more, 36);
    return [first, end];
  });
};

const ranges = read();

/** Raised and lowered signs the font lacks, drawn from the plain sign made small: 10⁷, CO₂. */
export const smallSigns: ReadonlyMap<string, { readonly plain: string; readonly raised: boolean }> = new Map(
  [..."⁰⁵⁶⁷⁸⁹⁺⁻₀₁₂₃₄₅₆₇₈₉₊₋"].map((sign) => {
    // Their compatibility forms are the plain signs; the minus becomes U+2212, which the font has as a hyphen-minus only.
    const plain = sign.normalize("NFKC").replace("\u2212", "-");
    return [sign, { plain, raised: (sign.codePointAt(0) ?? 0) < 0x2080 }];
  }),
);

const isDrawn = (point: number): boolean => {
  let low = 0;
  let high = ranges.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [first, last] = ranges[middle] ?? [0, -1];
    if (point < first) high = middle - 1;
    else if (point > last) low = middle + 1;
    else return true;
  }
  return false;
};

/**
 * Characters of `text` no document font can draw, each once, in order of appearance. Such a character is named at its field and never
 * becomes a box in a contract.
 */
export const missingGlyphs = (text: string): string[] => [
  ...new Set(
    [...text].filter((c) => c !== "\n" && c !== "\t" && !smallSigns.has(c) && !isDrawn(c.codePointAt(0) ?? 0)),
  ),
];

/** Foreign text as one line that can be drawn: what a browser says of itself may hold anything and must not stop a document. */
export const drawable = (text: string, max: number): string => {
  const missing = new Set(missingGlyphs(text));
  return [...text.replace(/\s+/g, " ")]
    .slice(0, max)
    .map((c) => (missing.has(c) ? "?" : c))
    .join("");
};
