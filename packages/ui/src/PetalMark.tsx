import { petalPath, ringSizes } from "./petal.ts";

/**
 * The shapes that marks, plates and the bloom refer to; drawn once for each page, in its html, before everything else.
 * A page of twenty results would carry the same petal three hundred times without it.
 */
export function PetalShapes() {
  return (
    <svg width="0" height="0" className="petal-shapes" aria-hidden="true" focusable="false">
      <defs>
        <path id="petal" d={petalPath} />
        {ringSizes.map((size) => (
          <g key={size} id={`ring-${size}`}>
            {Array.from({ length: size }, (_, i) => (
              <use key={(360 / size) * i} href="#petal" transform={`rotate(${(360 / size) * i}) translate(-24 -28)`} />
            ))}
          </g>
        ))}
      </defs>
    </svg>
  );
}

/**
 * The mark: five petals for find, look, agree, sign, pay. `filled` petals are done (0-5); `current` (1-5) is the one being
 * worked on. Only an ornament: readers skip it, so the words must stand beside it.
 */
export function PetalMark({ filled = 5, current, size = 48 }: { filled?: number; current?: number; size?: number }) {
  const petals = [1, 2, 3, 4, 5].map((n) => ({
    n,
    kind: n === current ? "current" : n <= filled ? "filled" : undefined,
  }));
  // The edge of a coloured petal must lie on top of its empty neighbours.
  const drawn = [...petals].sort((a, b) => weight(a.kind) - weight(b.kind));
  return (
    <svg className="petals" width={size} height={size} viewBox="0 0 48 48" aria-hidden="true" focusable="false">
      {drawn.map(({ n, kind }) => (
        <use key={n} className={kind} href="#petal" transform={`rotate(${(n - 1) * 72} 24 25)`} />
      ))}
      <circle cx="24" cy="25" r="2.6" />
    </svg>
  );
}

const weight = (kind: string | undefined): number => (kind === "current" ? 2 : kind === "filled" ? 1 : 0);
