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

/** The language somebody fixed (`zh`, `zh-HK`, `en` …), else the browser's first choice, else English. */
export const localeOf = (fixed: string | null | undefined, acceptLanguage: string | undefined): Locale => {
  const wanted = fixed === null || fixed === undefined || fixed === "auto" ? (acceptLanguage ?? "") : fixed;
  return wanted.trim().toLowerCase().startsWith("zh") ? "zh" : "en";
};
