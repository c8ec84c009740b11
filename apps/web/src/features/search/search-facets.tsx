import { dealTypes } from "@peony/domain/contracts";
import { priceModes, trlBands } from "@peony/domain/listings";
import { type FacetName, facetNames, type SearchInput } from "@peony/domain/search";
import type { Locale } from "@peony/i18n";
import { Button } from "@peony/ui/Button";
import { type FacetGroup, Facets } from "@peony/ui/Search";
import { href } from "../../i18n/page.ts";
import { filterLabel } from "./filter-label.ts";
import { checkedDays, type Found } from "./find.ts";
import { appliedFilters } from "./search-params.ts";
import { words } from "./words.ts";

/** Facets whose values have an order of their own; the others show the most frequent first. */
const order: Partial<Record<FacetName, readonly string[]>> = {
  trlBand: trlBands,
  rights: dealTypes,
  priceMode: priceModes,
};
const most = 8;

const groupOf = (locale: Locale, name: FacetName, input: SearchInput, counts: Readonly<Record<string, number>>) => {
  const chosen = input[name] as readonly string[];
  const values = [...new Set([...chosen, ...Object.keys(counts)])].filter((v) => v !== "");
  const own = order[name];
  values.sort((a, b) =>
    own ? own.indexOf(a) - own.indexOf(b) : (counts[b] ?? 0) - (counts[a] ?? 0) || (a < b ? -1 : 1),
  );
  const shown = values.filter((v, i) => i < most || chosen.includes(v));
  return {
    name,
    title: words(locale)(`facet.${name}`),
    options: shown.map((value) => ({
      value,
      label: filterLabel(locale, { kind: name, value }),
      count: counts[value] ?? 0,
      checked: chosen.includes(value),
    })),
  };
};

/** Filters beside the results with what each would leave; a plain form, so it works without scripts. */
export function SearchFacets({ locale, input, found }: { locale: Locale; input: SearchInput; found: Found }) {
  const t = words(locale);
  const groups: FacetGroup[] = facetNames
    .map((name) => groupOf(locale, name, input, found.results.facets[name]))
    .filter((g) => g.options.length > 0);
  const days = input.checked ?? checkedDays;
  groups.push({
    name: "checked",
    title: t("facet.checked"),
    options: [
      {
        value: `${days}`,
        label: t("checked", { days }),
        count: found.checked,
        checked: input.checked !== undefined,
      },
    ],
  });
  return (
    <Facets
      action={href(locale, "/search")}
      title={t("filters")}
      groups={groups}
      applied={appliedFilters(input).length}
      apply={
        <Button type="submit" wide>
          {t("apply")}
        </Button>
      }
    >
      {input.q ? <input type="hidden" name="q" value={input.q} /> : null}
      {input.ipc ? <input type="hidden" name="ipc" value={input.ipc} /> : null}
      {input.sort === "relevance" ? null : <input type="hidden" name="sort" value={input.sort} />}
    </Facets>
  );
}
