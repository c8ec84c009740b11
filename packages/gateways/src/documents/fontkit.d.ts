/** The little of fontkit that the tests and the cards use; the package brings no types. */
declare module "fontkit" {
  export type Glyph = { readonly id: number; readonly path: { readonly commands: readonly unknown[] } };
  /** As it is drawn; the advance is in units of the em, as the outline is. */
  export type DrawnGlyph = Glyph & { readonly advanceWidth: number; readonly path: { toSVG(): string } };
  export type Font = {
    readonly characterSet: number[];
    readonly numGlyphs: number;
    readonly unitsPerEm: number;
    getGlyph(id: number): Glyph;
    hasGlyphForCodePoint(codePoint: number): boolean;
    glyphForCodePoint(codePoint: number): DrawnGlyph;
  };
  export const create: (bytes: Buffer) => Font;
}
