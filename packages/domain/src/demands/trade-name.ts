import { normalise } from "../shared/index.ts";
import {
  genericEnglish,
  genericWords,
  ordinaryChinese,
  ordinaryEnglish,
  placeNames,
  placesInEnglish,
} from "./name-words.ts";

/** Legal forms at the end of a name say nothing of whose it is. */
const legalForm =
  /(股份|集团|控股|有限|责任|总公司|分公司|公司|厂|（虚构）|\(虚构\)|co\.?|ltd\.?|inc\.?|gmbh|llc|plc|limited|company|group|corporation)+$/iu;

/** A name without its legal form: 洛阳隐名重工有限公司 is known as 洛阳隐名重工. */
const knownName = (name: string): string => {
  let rest = name.trim();
  for (let before = ""; before !== rest; ) {
    before = rest;
    rest = rest.replace(legalForm, "").replace(/[\s,，.]+$/u, "");
  }
  return normalise(rest);
};

const kindOfPlace =
  /^(?:回族|壮族|维吾尔)?(?:自治区|特别行政区|自治州|高新技术产业开发区|经济技术开发区|高新区|经开区|省|市|县|区)/u;

/** 洛阳市涧西区砺珩 → 砺珩: names of divisions of GB/T 2260, with or without what kind of division they are. */
const withoutPlace = (name: string): string => {
  let rest = name.replace(/[（()）]/gu, "");
  for (let before = ""; before !== rest; ) {
    before = rest;
    const place = placeNames.find((p) => rest.startsWith(p) && [...rest].length - [...p].length >= 2);
    if (place) rest = rest.slice(place.length).replace(kindOfPlace, "");
  }
  return rest;
};

const withoutTrade = (name: string): string => {
  let rest = name;
  for (let before = ""; before !== rest; ) {
    before = rest;
    const tail = genericWords.find((w) => rest.endsWith(w));
    if (tail) rest = rest.slice(0, -tail.length);
  }
  return rest;
};

/** Of a longer rest the house does not know the trade: a trade name is mostly its first two characters. */
const longestTradeName = 4;

/**
 * The trade name (字号) in a Chinese name: place, trade name, trade and legal form stand in this order (Provisions on the Administration
 * of Enterprise Name Registration, article 6). 洛阳砺珩轴承科技有限公司 → 砺珩. Empty where a name is made of place and trade alone.
 */
export const tradeNameOf = (nameZh: string): string => {
  const known = knownName(nameZh);
  if (!/\p{Script=Han}/u.test(known)) return "";
  const rest = [...withoutTrade(withoutPlace(known))];
  if (rest.length < 2) return "";
  return (rest.length > longestTradeName ? rest.slice(0, 2) : rest).join("");
};

/** The first word of an English name that is no place: Luoyang Liheng Bearing Technology → liheng. */
const tradeWordOf = (nameEn: string): string => {
  const words =
    knownName(nameEn)
      .replace(/['’]/g, "")
      .match(/[a-z0-9]+/g) ?? [];
  const first = words.find((w) => !placesInEnglish.has(w)) ?? "";
  return genericEnglish.has(first) ? "" : first;
};

/** What in a text gives an owner away, and whether it is an ordinary word besides, of which nobody can say that it means the owner. */
export type NameMark = { readonly mark: string; readonly name: string; readonly ordinary: boolean };

const shortest = { han: 2, latin: 4 };

const marksOfName = (name: string): NameMark[] => {
  const known = knownName(name);
  const han = /\p{Script=Han}/u.test(known);
  // whole names: too short ones cannot be told from an ordinary word
  // a trade name whose pinyin is a city's would forbid the city
  if (placesInEnglish.has(known)) return [];
  const whole = [...known].length >= (han ? 3 : 5) ? [{ mark: known, name, ordinary: false }] : [];
  const trade = han ? tradeNameOf(name) : tradeWordOf(name);
  if ([...trade].length < (han ? shortest.han : shortest.latin)) return whole;
  const ordinary = han ? ordinaryChinese.has(trade) : ordinaryEnglish.has(trade);
  return [...whole, { mark: trade, name: trade, ordinary }];
};

/** Marks of an owner by its names: Chinese, English and short name, credit code, slug, mail domains, its trade name in pinyin. */
export const nameMarks = (names: readonly string[]): NameMark[] => names.flatMap((name) => marksOfName(name));

const joined = (text: string): string => text.replace(/[\s·•・\-_.‐–—*|/\\'"“”‘’\u200b-\u200f\u2060\ufeff]+/gu, "");

/** A text made ready once to be searched for many marks. */
export type Searched = { readonly han: string; readonly words: readonly string[]; readonly run: string };
export const searched = (text: string): Searched => {
  const normal = normalise(text);
  const words = normal.replace(/['’]/g, "").match(/[a-z0-9]+/g) ?? [];
  return { han: joined(normal), words, run: words.join("") };
};

/** A longer Latin name is found inside of words, such as addresses; a shorter one only as a word, whole or spelled in two. */
const longLatin = 5;

export const says = ({ han, words, run }: Searched, mark: string): boolean => {
  if (/\p{Script=Han}/u.test(mark)) return han.includes(joined(mark));
  const parts = mark.replace(/['’]/g, "").match(/[a-z0-9]+/g) ?? [];
  const bare = parts.join("");
  if (bare === "") return false;
  if (parts.length > 1) return run.includes(bare);
  return words.some(
    (w, i) => w === bare || (bare.length >= longLatin && w.includes(bare)) || `${w}${words[i + 1] ?? ""}` === bare,
  );
};
