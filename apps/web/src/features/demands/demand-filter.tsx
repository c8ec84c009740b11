import { technologyFields } from "@peony/domain/listings";
import { type Locale, translator } from "@peony/i18n";
import { Chip, Chips, PlainChip } from "@peony/ui/Search";
import { href } from "../../i18n/page.ts";
import { words } from "./words.ts";

/** The words and the field that narrow the list; a plain GET form, so its address can be sent to a colleague. */
export function DemandFilter({
  locale,
  q,
  field,
  counts,
}: {
  locale: Locale;
  q: string;
  field: string | undefined;
  counts: Readonly<Record<string, number>>;
}) {
  const t = words(locale);
  const term = translator(locale, "terms");
  const to = (f: string | undefined) => href(locale, "/demands", { q, field: f });
  return (
    <>
      <search>
        <form className="search-form" action={href(locale, "/demands")}>
          <label className="visually-hidden" htmlFor="q">
            {t("search-label")}
          </label>
          <input className="input" id="q" name="q" type="search" placeholder={t("search-label")} defaultValue={q} />
          {field ? <input type="hidden" name="field" value={field} /> : null}
          <button className="button" type="submit">
            {t("search")}
          </button>
        </form>
      </search>
      <nav aria-label={t("fields")}>
        <Chips>
          {technologyFields
            .filter((f) => f === field || counts[f])
            .map((f) =>
              f === field ? (
                <Chip key={f} href={to(undefined)} label={term(`field.${f}`)} removeLabel={t("remove-filter")} />
              ) : (
                <PlainChip
                  key={f}
                  href={to(f)}
                  label={t("field-count", { field: term(`field.${f}`), count: counts[f] ?? 0 })}
                />
              ),
            )}
        </Chips>
      </nav>
    </>
  );
}
