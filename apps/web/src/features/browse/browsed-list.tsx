import type { BrowsedListings } from "@peony/features/search";
import { type Locale, translator } from "@peony/i18n";
import { ButtonLink } from "@peony/ui/Button";
import { EmptyState } from "@peony/ui/Feedback";
import { Pagination, ResultBar } from "@peony/ui/Search";
import type { ReactNode } from "react";
import { ResultList } from "#features/search/result-list.tsx";
import { href } from "../../i18n/page.ts";
import { type Poster, postLink } from "../search/post-link.ts";
import { pageQuery } from "./paging.ts";
import { words } from "./words.ts";

/** What is on the market in one place, newest first; where there is nothing, what a reader can do instead. */
export function BrowsedList({
  locale,
  title,
  path,
  found,
  poster,
  aside,
}: {
  locale: Locale;
  /** Name of the place, for the sentence that it is empty. */
  title: string;
  path: string;
  found: BrowsedListings;
  poster: Poster;
  /** Another way to go on from here, beside the count. */
  aside?: ReactNode;
}) {
  const t = words(locale);
  const shell = translator(locale, "shell");
  const { page, pages, total, rows } = found;
  const post = postLink(locale, "", poster);
  const to = (wanted: number) => href(locale, path, pageQuery(wanted));
  return (
    <section aria-labelledby="listings">
      <h2 className="visually-hidden" id="listings">
        {t("listings")}
      </h2>
      {total === 0 ? (
        <EmptyState
          title={t("empty", { title })}
          actions={
            <>
              {post ? (
                <ButtonLink href={post} icon="need">
                  {t("post")}
                </ButtonLink>
              ) : null}
              <a href={href(locale, "/search")}>{t("all")}</a>
            </>
          }
        >
          {t("empty-lead")}
        </EmptyState>
      ) : (
        <>
          <ResultBar order={aside}>{t("found", { count: total })}</ResultBar>
          <ResultList locale={locale} rows={rows} q="" />
          <Pagination
            label={shell("pagination")}
            previous={page > 1 ? { href: to(page - 1), label: shell("previous") } : undefined}
            next={page < pages ? { href: to(page + 1), label: shell("next") } : undefined}
            summary={t("page-of", { page, pages })}
          />
        </>
      )}
    </section>
  );
}
