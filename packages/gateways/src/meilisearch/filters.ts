import type { FacetName, SearchInput } from "@peony/domain/search";

/** A value inside a filter expression: quoted, with quotes and backslashes escaped, so that no input can leave its quotes. */
export const quoted = (value: string): string => `"${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;

const oneOf = (attribute: string, values: readonly string[]): string[] =>
  values.length > 0 ? [`${attribute} IN [${values.map(quoted).join(", ")}]`] : [];

/** Filter expressions of a search, all of which must hold; `without` leaves one facet's own out, for counting its siblings. */
export const filtersOf = (input: SearchInput, now: Date, without?: FacetName): string[] => {
  const facet = (name: FacetName, values: readonly string[]): string[] => (name === without ? [] : oneOf(name, values));
  return [
    ...facet("field", input.field),
    ...facet("trlBand", input.trlBand),
    ...facet("rights", input.rights),
    ...facet("priceMode", input.priceMode),
    ...facet("region", input.region),
    ...(input.ipc ? [`ipcPath = ${quoted(input.ipc.replace(/\s/g, ""))}`] : []),
    ...(input.checked ? [`checkedAt >= ${Math.floor(now.getTime() / 1000) - input.checked * 86_400}`] : []),
  ];
};
