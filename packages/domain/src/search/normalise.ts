import { traditionalPairs } from "./traditional-pairs.ts";

/** Version of this function; a change asks for every search text to be written again. */
export const normaliser = 1;

const simplified = new Map<string, string>();
for (const line of traditionalPairs) {
  const chars = [...line];
  for (let i = 0; i + 1 < chars.length; i += 2) simplified.set(chars[i] ?? "", chars[i + 1] ?? "");
}

/** Text as it is searched for: NFKC, lower case, Traditional folded to Simplified, spaces collapsed. The same for documents and queries. */
export const normalise = (text: string): string => {
  let out = "";
  for (const c of text.normalize("NFKC").toLowerCase()) out += simplified.get(c) ?? c;
  return out.replace(/\s+/g, " ").trim();
};
