import type { SearchInput } from "@peony/domain/search";
import type { Locale } from "@peony/i18n";
import { ButtonLink } from "@peony/ui/Button";
import { EmptyState } from "@peony/ui/Feedback";
import { Chips, PlainChip } from "@peony/ui/Search";
import { href } from "../../i18n/page.ts";
import { filterLabel } from "./filter-label.ts";
import type { Relaxed } from "./find.ts";
import { type Poster, postLink } from "./post-link.ts";
import { appliedFilters, searchQuery } from "./search-params.ts";
import { words } from "./words.ts";

/** Nothing found: which single condition to let go and what it would give, or the same words as a demand. */
export function SearchEmpty({
  locale,
  input,
  relaxed,
  poster,
}: {
  locale: Locale;
  input: SearchInput;
  relaxed: readonly Relaxed[];
  poster: Poster;
}) {
  const t = words(locale);
  const post = postLink(locale, input.q, poster);
  const to = (wanted: SearchInput) => `${href(locale, "/search")}?${searchQuery(wanted)}`;
  return (
    <EmptyState
      title={appliedFilters(input).length > 0 ? t("empty-filters") : t("empty")}
      actions={
        post ? (
          <ButtonLink href={post} icon="need">
            {t("post")}
          </ButtonLink>
        ) : null
      }
    >
      {relaxed.length > 0 ? (
        <div className="stack-small">
          <p>{t("relax")}</p>
          <Chips>
            {relaxed.map((r) => (
              <PlainChip
                key={searchQuery(r.input)}
                href={to(r.input)}
                label={
                  r.applied
                    ? t("relax-one", { label: filterLabel(locale, r.applied), count: r.total })
                    : t("relax-words", { count: r.total })
                }
              />
            ))}
          </Chips>
        </div>
      ) : (
        <p>{t("empty-lead")}</p>
      )}
    </EmptyState>
  );
}
