import { type Locale, messages, translator } from "@peony/i18n";

const words = (locale: Locale) => translator(locale, "regions");
type Key = Parameters<ReturnType<typeof words>>[0];

/** Whether we have a name for a division: the provinces, and in Henan what lies below. */
export const isNamedRegion = (code: string): boolean => words("zh").has(code as Key);

/** Name of an administrative division; the code itself where we have no name for it. */
export const regionName = (locale: Locale, code: string): string =>
  isNamedRegion(code) ? words(locale)(code as Key) : words(locale)("code", { code });

const plainName = (name: string): string => name.normalize("NFKC").trim().toLowerCase();

let byName: ReadonlyMap<string, string> | undefined;
/** The code of a division that is called so in either language, with or without the Chinese word for its kind behind it; null where none or several are. */
export const codeOfRegion = (name: string): string | null => {
  byName ??= new Map(
    (["zh", "en"] as const).flatMap((locale) =>
      Object.entries(messages(locale).regions)
        .filter(([code]) => /^\d{6}$/.test(code))
        .flatMap(([code, said]) =>
          [...new Set([plainName(said), plainName(said).replace(/(?<=\p{Script=Han}{2})\p{Script=Han}$/u, "")])].map(
            (n) => [n, code] as const,
          ),
        ),
    ),
  );
  return byName.get(plainName(name)) ?? null;
};
