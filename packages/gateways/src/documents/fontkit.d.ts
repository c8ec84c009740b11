/** The little of fontkit that the tests use; the package brings no types. */
declare module "fontkit" {
  export type Glyph = { readonly id: number; readonly path: { readonly commands: readonly unknown[] } };
  export type Font = { readonly characterSet: number[]; readonly numGlyphs: number; getGlyph(id: number): Glyph };
  export const create: (bytes: Buffer) => Font;
}
