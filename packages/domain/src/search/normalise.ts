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

const words = new Intl.Segmenter("zh", { granularity: "word" });
const han = /^\p{Script=Han}{3,}$/u;

/** Parts of longer Chinese words, so that 离子电池 finds 锂离子电池: every run of two characters and what is left after the first. */
export const subWords = (text: string): string[] => {
  const parts = new Set<string>();
  for (const { segment } of words.segment(normalise(text))) {
    if (!han.test(segment)) continue;
    const chars = [...segment];
    for (let i = 0; i + 1 < chars.length; i++) parts.add(`${chars[i]}${chars[i + 1]}`);
    for (let i = 1; i + 2 < chars.length; i++) parts.add(chars.slice(i).join(""));
  }
  return [...parts];
};
