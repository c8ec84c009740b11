export { type Card, cardHeight, cardWidth } from "./card.ts";
export { drawCard } from "./draw-card.ts";
