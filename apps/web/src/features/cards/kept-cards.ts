import { createHash } from "node:crypto";
import type { SharedCard } from "./card-of.ts";

/** About six megabytes; a card that was shared is asked for many times in a few minutes, and then hardly ever. */
const most = 64;
const kept = new Map<string, Uint8Array>();

/** The name of a picture: the same words and the same ornament are the same picture. */
export const cardTag = (card: SharedCard): string =>
  createHash("sha256").update(JSON.stringify(card)).digest("base64url").slice(0, 27);

/** The picture of a tag if it was drawn lately, else the one drawn now. */
export const keptCard = async (tag: string, draw: () => Promise<Uint8Array>): Promise<Uint8Array> => {
  const known = kept.get(tag);
  const picture = known ?? (await draw());
  kept.delete(tag);
  kept.set(tag, picture);
  for (const oldest of kept.keys()) {
    if (kept.size <= most) break;
    kept.delete(oldest);
  }
  return picture;
};
