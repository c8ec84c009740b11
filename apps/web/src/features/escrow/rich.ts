/** A stretch of a sentence: plain, an amount or date (`b`), or a condition (`strong`). */
export type Piece = { readonly text: string; readonly as?: "b" | "strong" };

const marks = { b: ["\u0001", "\u0002"], strong: ["\u0003", "\u0004"] } as const;

/** Tag functions for a message with `<b>` and `<strong>`: they set control characters, which no name or amount contains. */
export const tags = {
  b: (chunk: string) => marks.b[0] + chunk + marks.b[1],
  strong: (chunk: string) => marks.strong[0] + chunk + marks.strong[1],
};

/** A marked sentence as its stretches, in order; empty ones are left out. */
export const pieces = (marked: string): Piece[] => {
  const found: Piece[] = [];
  let as: Piece["as"];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the marks are control characters on purpose
  for (const part of marked.split(/([\u0001-\u0004])/)) {
    if (part === marks.b[0]) as = "b";
    else if (part === marks.strong[0]) as = "strong";
    else if (part === marks.b[1] || part === marks.strong[1]) as = undefined;
    else if (part !== "") found.push(as ? { text: part, as } : { text: part });
  }
  return found;
};
