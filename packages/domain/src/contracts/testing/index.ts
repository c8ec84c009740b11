export { glyphRanges } from "../glyph-ranges.ts";
export * from "./sample.ts";
