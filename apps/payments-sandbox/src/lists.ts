import { badParameter, missing } from "./errors.ts";

export type Page = {
  readonly limit?: number | undefined;
  readonly starting_after?: string | undefined;
  readonly ending_before?: string | undefined;
};

export type V1List<T> = {
  readonly object: "list";
  readonly data: readonly T[];
  readonly has_more: boolean;
  readonly url: string;
};

const DEFAULT_LIMIT = 10;

/** One page of `rows` (newest first) by v1 cursors. An unknown cursor is 400 `resource_missing`. */
export const v1List = <T extends { readonly id: string }>(rows: readonly T[], page: Page, url: string): V1List<T> => {
  const { limit = DEFAULT_LIMIT, starting_after: after, ending_before: before } = page;
  if (after !== undefined && before !== undefined) {
    throw badParameter(
      "parameters_exclusive",
      "starting_after",
      "Received both starting_after and ending_before parameters. Please pass in only one.",
    );
  }
  if (before !== undefined) {
    const newer = rows.slice(0, indexOf(rows, before, "ending_before"));
    return { object: "list", data: newer.slice(-limit), has_more: newer.length > limit, url };
  }
  const rest = after === undefined ? rows : rows.slice(indexOf(rows, after, "starting_after") + 1);
  return { object: "list", data: rest.slice(0, limit), has_more: rest.length > limit, url };
};

const indexOf = (rows: readonly { readonly id: string }[], id: string, param: string): number => {
  const index = rows.findIndex((row) => row.id === id);
  if (index < 0) throw missing("object", id, param);
  return index;
};

export type V2List<T> = {
  readonly data: readonly T[];
  readonly next_page_url: string | null;
  readonly previous_page_url: string | null;
};

/** One page by v2's opaque page tokens; the token is the id of the last row shown, in base64url. */
export const v2List = <T extends { readonly id: string }>(
  rows: readonly T[],
  page: { readonly limit?: number | undefined; readonly page?: string | undefined },
  path: string,
): V2List<T> => {
  const { limit = DEFAULT_LIMIT } = page;
  const last = page.page === undefined ? undefined : Buffer.from(page.page, "base64url").toString("utf8");
  const start = last === undefined ? 0 : indexOf(rows, last, "page") + 1;
  const data = rows.slice(start, start + limit);
  const lastShown = data.at(-1);
  const more = start + limit < rows.length && lastShown !== undefined;
  const token = more ? Buffer.from(lastShown.id).toString("base64url") : "";
  return { data, next_page_url: more ? `${path}?limit=${limit}&page=${token}` : null, previous_page_url: null };
};
