import { maxResults, pageSize, type SearchInput, type SortOrder, sortOrders } from "@peony/domain/search";
import { type Locale, translator } from "@peony/i18n";
import { Note } from "@peony/ui/Note";
import { Chip, Chips, Pagination, ResultBar, Segmented } from "@peony/ui/Search";
import { href } from "../../i18n/page.ts";
import { filterLabel } from "./filter-label.ts";
import type { Found } from "./find.ts";
import { postLink } from "./post-link.ts";
import { ResultList } from "./result-list.tsx";
import { SearchEmpty } from "./search-empty.tsx";
import { appliedFilters, searchQuery, withoutFilters } from "./search-params.ts";
import { words } from "./words.ts";

type Props = { locale: Locale; input: SearchInput; found: Found };

/** Filters that are on, how many results, their order, the results, and what to do when none fits. */
export function SearchResults({ locale, input, found }: Props) {
  const t = words(locale);
  const { results } = found;
  const to = (wanted: SearchInput, changes: Partial<SearchInput> = {}) =>
    `${href(locale, "/search")}?${searchQuery(wanted, changes)}`;
  const post = postLink(locale, input.q, found.poster);
  const applied = appliedFilters(input);
  const split = results.partlyFrom ?? results.rows.length;
  return (
    <section aria-labelledby="results">
      <h2 className="visually-hidden" id="results">
        {t("results")}
      </h2>
      <div className="stack-small">
        {results.reduced ? <Note tone="warn">{t("reduced")}</Note> : null}
        {applied.length > 0 ? (
          <Chips>
            {applied.map((a) => (
              <Chip
                key={`${a.kind} ${a.value}`}
                href={to(a.without)}
                label={filterLabel(locale, a)}
                removeLabel={t("remove")}
              />
            ))}
            <a className="dense" href={to(withoutFilters(input))}>
              {t("clear")}
            </a>
          </Chips>
        ) : null}
      </div>
      <ResultBar order={<Order locale={locale} input={input} to={to} />}>
        {applied.length > 0 ? (
          <>
            <b>{t("filtered", { count: results.total })}</b>{" "}
            <span className="quiet">{t("unfiltered", { count: found.unfiltered })}</span>
          </>
        ) : (
          t("found", { count: results.total })
        )}
      </ResultBar>
      {results.total === 0 ? (
        <div className="results-remark">
          <SearchEmpty locale={locale} input={input} relaxed={found.relaxed} poster={found.poster} />
        </div>
      ) : null}
      {results.total > 0 && results.rows.length === 0 ? (
        <p>
          {t("past-end")} <a href={to(input)}>{t("first-page")}</a>
        </p>
      ) : null}
      <ResultList locale={locale} rows={results.rows.slice(0, split)} q={input.q} />
      {split < results.rows.length ? (
        <>
          <p className="results-remark">{t("partly")}</p>
          <ResultList locale={locale} rows={results.rows.slice(split)} q={input.q} />
        </>
      ) : null}
      <Pages locale={locale} input={input} total={results.total} to={to} />
      {results.capped ? <Note>{t("capped", { max: maxResults })}</Note> : null}
      {results.total > 0 && post ? (
        <p className="results-remark">
          {t("none-fits")} <a href={post}>{t("post")}</a>
        </p>
      ) : null}
    </section>
  );
}

type To = (wanted: SearchInput, changes?: Partial<SearchInput>) => string;

/** Without words the best match and the newest are the same, so only one is offered. */
function Order({ locale, input, to }: { locale: Locale; input: SearchInput; to: To }) {
  const t = words(locale);
  const offered: readonly SortOrder[] = input.q ? sortOrders : ["newest", "price"];
  const current = input.q || input.sort === "price" ? input.sort : "newest";
  return (
    <>
      <span className="quiet">{t("order")}</span>
      <Segmented
        label={t("order")}
        items={offered.map((sort) => ({
          label: t(`sort.${sort}`),
          href: to(input, { sort }),
          current: sort === current,
        }))}
      />
    </>
  );
}

function Pages({ locale, input, total, to }: { locale: Locale; input: SearchInput; total: number; to: To }) {
  const shell = translator(locale, "shell");
  const pages = Math.ceil(total / pageSize);
  const { page } = input;
  return (
    <Pagination
      label={shell("pagination")}
      previous={page > 1 ? { href: to(input, { page: page - 1 }), label: shell("previous") } : undefined}
      next={page < pages ? { href: to(input, { page: page + 1 }), label: shell("next") } : undefined}
      summary={words(locale)("page-of", { page, pages: Math.max(pages, page) })}
    />
  );
}
