import { breakLines } from "../documents/break-lines.ts";
import type { Weight } from "../documents/fonts.ts";
import { drawable, outlined, widthOf } from "./glyphs.ts";

/** What a link shows when it is shared: public text only, in one language. */
export type Card = {
  readonly chinese: boolean;
  /** What kind of thing it is, in a few words. */
  readonly kind: string;
  readonly title: string;
  /** Facts under the title, the most telling first; as many as there is room for. */
  readonly facts: readonly string[];
  /** Whose it is. */
  readonly owner: string;
  /** The house that shows it. */
  readonly house: string;
  /** Ornament of the kind, a piece of SVG of 300 by 300 that we drew ourselves. */
  readonly ornament: string;
  /** The mark of the house, 48 by 48. */
  readonly mark: string;
};

export const cardWidth = 1200;
export const cardHeight = 630;

const ink = { paper: "#fbfaf8", line: "#e3ddd6", title: "#211d1f", text: "#51494d", hint: "#6a6166", ours: "#6b2358" };
const left = 72;
const column = 700;
const mostLines = 3;
/** The last baseline above the foot. */
const floor = 500;

type Style = { readonly size: number; readonly leading: number; readonly weight: Weight; readonly fill: string };
const styles = {
  kind: { size: 26, leading: 36, weight: "strong", fill: ink.ours },
  title: { size: 54, leading: 72, weight: "strong", fill: ink.title },
  fact: { size: 28, leading: 42, weight: "regular", fill: ink.text },
  owner: { size: 26, leading: 36, weight: "regular", fill: ink.hint },
} as const satisfies Record<string, Style>;

/** A text in at most so many lines; the last one says by its dots that there was more. */
const fitted = (text: string, style: Style, lines: number, width: number, chinese: boolean): string[] => {
  const measure = (s: string): number => widthOf(s, style.weight, style.size);
  const all = breakLines(drawable(text), width, measure, chinese).map((line) => line.trim());
  if (all.length <= lines) return all.filter(Boolean);
  const kept = all.slice(0, lines);
  const dots = chinese ? "…" : "...";
  const last = [...(kept.at(-1) ?? "")];
  while (last.length > 0 && measure(last.join("") + dots) > width) last.pop();
  const cut =
    last.length < (kept.at(-1)?.length ?? 0) && !chinese ? last.join("").replace(/\s+\S*$/u, "") : last.join("");
  return [...kept.slice(0, -1), cut.replace(/[\s\p{P}]+$/u, "") + dots];
};

/** The card as SVG of 1200 by 630, every letter an outline. */
export const cardSvg = (card: Card): string => {
  const { chinese } = card;
  const shapes: string[] = [];
  let y = 84;
  const put = (lines: readonly string[], style: Style): void => {
    for (const line of lines) {
      y += style.leading;
      shapes.push(outlined(line, { x: left, y, ...style }));
    }
  };
  put(fitted(card.kind, styles.kind, 1, column, chinese), styles.kind);
  y += 12;
  put(fitted(card.title, styles.title, mostLines, column, chinese), styles.title);
  y += 18;
  for (const [i, fact] of card.facts.entries()) {
    // every later fact keeps one line; what is left is for this one
    const room = Math.floor((floor - y) / styles.fact.leading) - (card.facts.length - 1 - i);
    if (room > 0) put(fitted(fact, styles.fact, Math.min(room, mostLines), column, chinese), styles.fact);
  }
  const house = drawable(card.house);
  const houseAt = cardWidth - left - widthOf(house, "strong", styles.owner.size);
  const ownerWidth = houseAt - left - 96;
  const owner = fitted(card.owner, styles.owner, 1, ownerWidth, chinese)[0] ?? "";
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${cardWidth}" height="${cardHeight}" viewBox="0 0 ${cardWidth} ${cardHeight}">
<rect width="100%" height="100%" fill="${ink.paper}"/><rect width="16" height="100%" fill="${ink.ours}"/>
<g transform="translate(828 120)">${card.ornament}</g>${shapes.join("")}
<path d="M${left} 534H${cardWidth - left}" stroke="${ink.line}" stroke-width="2"/>
${outlined(owner, { x: left, y: 584, ...styles.owner })}
<g transform="translate(${houseAt - 56} 551)">${card.mark}</g>
${outlined(house, { x: houseAt, y: 584, ...styles.owner, weight: "strong", fill: ink.title })}
</svg>`;
};
