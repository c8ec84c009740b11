import type { SearchInput } from "@peony/domain/search";
import type { Locale } from "@peony/i18n";
import { Tabs } from "@peony/ui/Search";
import { href } from "../../i18n/page.ts";
import type { Found } from "./find.ts";
import { searchQuery } from "./search-params.ts";
import { words } from "./words.ts";

/** What was asked and how much there is, as one sentence; the box to ask again; and where else it was found. */
export function SearchHead({ locale, input, found }: { locale: Locale; input: SearchInput; found?: Found }) {
  const t = words(locale);
  const count = found?.unfiltered ?? 0;
  const here = `${href(locale, "/search")}?${searchQuery(input)}`;
  return (
    <div className="stack-small">
      <h1>
        {input.q === ""
          ? t("head", { count })
          : count > 0
            ? t(found?.results.partlyFrom === 0 ? "head-partly" : "head-query", { count, q: input.q })
            : t("head-none", { q: input.q })}
      </h1>
      <search>
        <form className="search-form" action={href(locale, "/search")}>
          <label className="visually-hidden" htmlFor="q">
            {t("label")}
          </label>
          <input className="input" id="q" name="q" type="search" defaultValue={input.q} maxLength={200} />
          <button className="button" type="submit">
            {t("submit")}
          </button>
        </form>
      </search>
      {found ? (
        <Tabs
          label={t("results")}
          items={[
            { label: t("tab-listings"), href: here, count: found.results.total, current: true },
            { label: t("tab-demands"), href: href(locale, "/demands", { q: input.q }), count: found.demands },
          ]}
        />
      ) : null}
    </div>
  );
}
