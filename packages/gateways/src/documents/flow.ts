import { bottomEdge, page, type Sheet } from "./sheet.ts";

/** The smallest thing a page break never cuts: a line of text, a row of a table. */
export type Strip = { readonly height: number; readonly draw: (y: number) => void };

/** A run of strips that belong together, and how it may be cut. */
export type Piece = {
  readonly strips: readonly Strip[];
  readonly before: number;
  readonly after: number;
  /** At least so many strips stay before a break, and after it, where `tail` says nothing else. */
  readonly together: number;
  readonly tail?: number;
  /** Never the last thing on a page. */
  readonly keepWithNext?: boolean;
  /** Repeated on top of each following page the piece runs onto. */
  readonly repeat?: Strip;
  /** Called before the first strip is drawn, with the place of the piece. */
  readonly begin?: (y: number) => void;
};

const sum = (strips: readonly Strip[]): number => strips.reduce((h, s) => h + s.height, 0);
const tailOf = (p: Piece): number => p.tail ?? p.together;
const least = (p: Piece): number =>
  p.before + sum(p.strips.slice(0, p.strips.length < p.together + tailOf(p) ? undefined : p.together));

/** Height a piece needs where it begins, with what must follow it. */
const needed = (pieces: readonly Piece[], i: number): number => {
  const p = pieces[i];
  if (!p) return 0;
  return p.keepWithNext ? p.before + sum(p.strips) + p.after + needed(pieces, i + 1) : least(p);
};

/** How many strips fit into `room`, leaving enough for the other side of the break. All where all fit. */
const fitting = (strips: readonly Strip[], room: number, tail: number): number => {
  let height = 0;
  let count = 0;
  for (const s of strips) {
    if (height + s.height > room) break;
    height += s.height;
    count += 1;
  }
  const left = strips.length - count;
  return left > 0 && left < tail ? Math.max(0, count - (tail - left)) : count;
};

/** Puts pieces on pages one below another. */
export const flow = (sheet: Sheet, pieces: readonly Piece[]): void => {
  sheet.doc.addPage();
  let y: number = page.top;
  const turn = (): void => {
    sheet.doc.addPage();
    y = page.top;
  };
  for (const [i, piece] of pieces.entries()) {
    if (y > page.top && y + needed(pieces, i) > bottomEdge) turn();
    if (y > page.top) y += piece.before;
    piece.begin?.(y);
    let rest = piece.strips;
    while (rest.length > 0) {
      const count = Math.max(fitting(rest, bottomEdge - y, tailOf(piece)), y === page.top ? 1 : 0);
      for (const s of rest.slice(0, count)) {
        s.draw(y);
        y += s.height;
      }
      rest = rest.slice(count);
      if (rest.length === 0) break;
      turn();
      if (piece.repeat) {
        piece.repeat.draw(y);
        y += piece.repeat.height;
      }
    }
    y += piece.after;
  }
};
