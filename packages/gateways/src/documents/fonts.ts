import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

export type Weight = "regular" | "strong";

const faces = {
  regular: "@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf",
  strong: "@expo-google-fonts/noto-sans-sc/600SemiBold/NotoSansSC_600SemiBold.ttf",
} as const satisfies Record<Weight, string>;

const loaded = new Map<Weight, Buffer>();

/** Bytes of a face of Noto Sans SC (OFL-1.1), read once. */
export const fontBytes = (weight: Weight): Buffer => {
  const known = loaded.get(weight);
  if (known) return known;
  // Found when it is needed: a bundler that follows the name would try to compile the font.
  const bytes = readFileSync(createRequire(import.meta.url).resolve(/* turbopackIgnore: true */ faces[weight]));
  loaded.set(weight, bytes);
  return bytes;
};
