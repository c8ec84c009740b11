import { dealTypes } from "@peony/domain/contracts";
import { priceModes, technologyFields, trlBands } from "@peony/domain/listings";
import { type FacetName, facetNames, type SearchInput, searchInput } from "@peony/domain/search";

type Params = Readonly<Record<string, string | string[] | undefined>>;

/** What may be chosen in each facet; a value from elsewhere is not asked about. */
const allowed: Record<FacetName, (value: string) => boolean> = {
  field: (v) => technologyFields.some((f) => f === v),
  trlBand: (v) => trlBands.some((b) => b === v),
  rights: (v) => dealTypes.some((d) => d === v),
  priceMode: (v) => priceModes.some((m) => m === v),
  region: (v) => /^\d{6}$/.test(v),
};
const ipcForm = /^[A-H](?:\d{2}(?:[A-Z](?:\d{1,4}(?:\/\d{2,6})?)?)?)?$/;

const listed = (value: string | string[] | undefined): string[] => [
  ...new Set(value === undefined ? [] : Array.isArray(value) ? value : [value]),
];
const single = (value: string | string[] | undefined): string | undefined => listed(value)[0];

/**
 * A search from the address of its page. Addresses are typed, shortened and passed on by people, so whatever is not understood
 * falls back to its default; the page never fails over it.
 */
export const readSearchParams = (params: Params): SearchInput => {
  const facets = Object.fromEntries(
    facetNames.map((f) => [f, listed(params[f]).filter(allowed[f]).sort().slice(0, 30)]),
  );
  const ipc = single(params.ipc)?.toUpperCase().replace(/\s/g, "");
  const rest = {
    q: [...(single(params.q) ?? "")].slice(0, 200).join(""),
    ipc: ipc && ipcForm.test(ipc) ? ipc : undefined,
    checked: single(params.checked),
    sort: single(params.sort),
    page: single(params.page),
  };
  const shape = searchInput.shape;
  const understood = Object.entries(rest).filter(
    ([key, value]) => value !== undefined && shape[key as keyof typeof rest].safeParse(value).success,
  );
  return searchInput.parse({ ...facets, ...Object.fromEntries(understood) });
};

const defaults = searchInput.parse({});

/** The address of a search, without what is at its default; a change of anything but the page leads to the first page. */
export const searchQuery = (input: SearchInput, changes: Partial<SearchInput> = {}): string => {
  const next = { ...input, page: 1, ...changes };
  const query = new URLSearchParams();
  if (next.q) query.set("q", next.q);
  for (const f of facetNames) for (const value of next[f]) query.append(f, value);
  if (next.ipc) query.set("ipc", next.ipc);
  if (next.checked) query.set("checked", `${next.checked}`);
  if (next.sort !== defaults.sort) query.set("sort", next.sort);
  if (next.page > 1) query.set("page", `${next.page}`);
  return query.toString();
};

/** One condition of a search and the search without it. */
export type Applied = {
  readonly kind: FacetName | "ipc" | "checked";
  readonly value: string;
  readonly without: SearchInput;
};

/** Every filter that is on, in the order of the facets. Words and order are no filters. */
export const appliedFilters = (input: SearchInput): Applied[] => [
  ...facetNames.flatMap((kind) =>
    (input[kind] as string[]).map((value) => ({
      kind,
      value,
      without: { ...input, page: 1, [kind]: (input[kind] as string[]).filter((v) => v !== value) },
    })),
  ),
  ...(input.ipc ? [{ kind: "ipc" as const, value: input.ipc, without: { ...input, page: 1, ipc: undefined } }] : []),
  ...(input.checked
    ? [{ kind: "checked" as const, value: `${input.checked}`, without: { ...input, page: 1, checked: undefined } }]
    : []),
];

/** The search with no filter at all: the words and the order stay. */
export const withoutFilters = (input: SearchInput): SearchInput => ({ ...defaults, q: input.q, sort: input.sort });
