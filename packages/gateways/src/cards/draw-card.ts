import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { initWasm, Resvg } from "@resvg/resvg-wasm";
import { type Card, cardSvg } from "./card.ts";

let ready: Promise<void> | undefined;

/** The rasteriser is a module of its own kind that has to be handed over once; found when it is needed, as the fonts are. */
const rasteriser = (): Promise<void> => {
  ready ??= initWasm(
    readFileSync(createRequire(import.meta.url).resolve(/* turbopackIgnore: true */ "@resvg/resvg-wasm/index_bg.wasm")),
  );
  return ready;
};

/** A card as PNG of 1200 by 630, drawn in this process: no browser, no network, no font of the machine. */
export const drawCard = async (card: Card): Promise<Uint8Array> => {
  await rasteriser();
  const drawing = new Resvg(cardSvg(card), { font: { loadSystemFonts: false } });
  const image = drawing.render();
  try {
    return image.asPng();
  } finally {
    image.free();
    drawing.free();
  }
};
