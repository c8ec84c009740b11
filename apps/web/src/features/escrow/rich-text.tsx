import type { Piece } from "./rich.ts";

/** A marked sentence: amounts and dates in `b`, the condition in `strong`. */
export function RichText({ of }: { of: readonly Piece[] }) {
  return of.map((p, i) => {
    if (p.as === "b") return <b key={i}>{p.text}</b>;
    if (p.as === "strong") return <strong key={i}>{p.text}</strong>;
    return p.text;
  });
}
