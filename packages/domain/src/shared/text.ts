import { z } from "zod";

export const locales = ["zh", "en"] as const;
export type Locale = (typeof locales)[number];

/** A text in Chinese and English; either may be empty, a form says which is required. */
export type Bilingual = { readonly zh: string; readonly en: string };

/** Text in the reader's language, else in the other one: never nothing where something is known. */
export const inLocale = (t: Bilingual, locale: Locale): string => t[locale] || t.zh || t.en;

/** Characters that break lines of law and logs: C0/C1 controls (but line feed and tab), bidi overrides, zero-width marks, lone surrogates. */
const unwelcome =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: refusing control characters is the purpose
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/u;

const clean = (s: string) => s.replace(/\r\n?/g, "\n").normalize("NFC").trim();

/** One line or paragraph of human text: trimmed, NFC, without control or direction-override characters. Lengths count characters. */
export const textSchema = (max: number, min = 0) =>
  z
    .string()
    .transform(clean)
    .refine((s) => !unwelcome.test(s), { error: "characters" })
    .refine((s) => [...s].length >= min, { error: min <= 1 ? "required" : "too-short", params: { min } })
    .refine((s) => [...s].length <= max, { error: "too-long", params: { max } })
    // said to those who read the schema: a rule of our own is not seen in it
    .meta({ maxLength: max, ...(min > 0 ? { minLength: min } : {}) });

/** Bilingual text where the other language may be empty. `required` asks for at least one of the two, at the Chinese field. */
export const bilingualSchema = (max: number, required = false) =>
  z
    .strictObject({ zh: textSchema(max).default(""), en: textSchema(max).default("") })
    .refine((t) => !required || t.zh !== "" || t.en !== "", { path: ["zh"], error: "required" });

/** A field that may be left empty: an empty or a missing answer is null. */
export const orNull = <T extends z.ZodType>(schema: T) =>
  z.preprocess((v) => (v === "" ? null : v), schema.nullable().default(null));
