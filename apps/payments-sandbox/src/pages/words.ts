import en from "../../messages/en.json" with { type: "json" };
import zh from "../../messages/zh.json" with { type: "json" };

export type Locale = "en" | "zh";
export type Word = keyof typeof en;
export type Say = (word: Word, values?: Readonly<Record<string, string>>) => string;

const WORDS: Readonly<Record<Locale, Readonly<Record<Word, string>>>> = { en, zh };

export const sayIn =
  (locale: Locale): Say =>
  (word, values = {}) =>
    WORDS[locale][word].replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);

/** Languages of an Accept-Language header, the most wanted first; what the browser will not have (`q=0`) is left out. */
const wantedOf = (acceptLanguage: string): string[] =>
  acceptLanguage
    .split(",")
    .map((part) => {
      const [tag = "", ...rest] = part.trim().toLowerCase().split(";");
      const weight = rest.map((one) => one.trim()).find((one) => one.startsWith("q="));
      return { tag: tag.trim(), q: weight === undefined ? 1 : Number(weight.slice(2)) || 0 };
    })
    .filter(({ q }) => q > 0)
    .sort((a, b) => b.q - a.q)
    .map(({ tag }) => tag);

/** The language somebody fixed (`zh`, `zh-HK`, `en` …), else the first of the browser's choices that there is, else English. */
export const localeOf = (fixed: string | null | undefined, acceptLanguage: string | undefined): Locale => {
  const wanted =
    fixed === null || fixed === undefined || fixed === "auto" ? wantedOf(acceptLanguage ?? "") : [fixed.toLowerCase()];
  return wanted.map((tag) => tag.split("-")[0]).find((one) => one === "zh" || one === "en") ?? "en";
};
