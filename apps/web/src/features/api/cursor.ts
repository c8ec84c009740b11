import { decodeCursor, encodeCursor } from "@peony/domain/shared";
import { z } from "zod";

const maxTimeMs = 8_640_000_000_000_000;
export const cursorTime = z.number().int().min(0).max(maxTimeMs);

/** `next` of the page before. Anything that this list did not give out is refused at the field. @param key what the list's cursors are made of */
export const cursorOf = (key: z.ZodType) =>
  z
    .string()
    .max(400)
    .refine((text) => key.safeParse(decodeCursor(text)).success, { error: "invalid" })
    .optional()
    .meta({ description: "`next` of the page before" });

const ordinal = z.tuple([z.number().int().min(1).max(10_000)]);
/** Cursor of lists that are paged by number, or cut from one whole. */
export const ordinalCursor = cursorOf(ordinal);
/** @param start where a list without a cursor begins */
export const ordinalOf = (cursor: string | undefined, start: number): number => {
  const found = ordinal.safeParse(cursor === undefined ? null : decodeCursor(cursor));
  return found.success ? found.data[0] : start;
};
export const cursorAt = (n: number): string => encodeCursor([n]);

export const limitOf = (usual: number) => z.coerce.number().int().min(1).max(100).default(usual);

/** How many items of a list hold its page and the first one after it. */
export const upTo = ({ cursor, limit }: { cursor?: string | undefined; limit: number }): number =>
  ordinalOf(cursor, 0) + limit + 1;

/** One page of a list that is there as a whole, or to `upTo`. */
export const pageOfAll = <T>(all: readonly T[], { cursor, limit }: { cursor?: string | undefined; limit: number }) => {
  const from = ordinalOf(cursor, 0);
  return { items: all.slice(from, from + limit), next: from + limit < all.length ? cursorAt(from + limit) : null };
};

/** One page of a list that was asked for one item more than the page holds. @param keyOf what the cursor after an item is made of */
export const pageOfMore = <T>(found: readonly T[], limit: number, keyOf: (last: T) => readonly (string | number)[]) => {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, next: last !== undefined && found.length > limit ? encodeCursor(keyOf(last)) : null };
};

type Asked = { readonly cursor?: string | undefined; readonly limit: number };
type Read<T> = (page: number) => Promise<{ readonly rows: readonly T[]; readonly total: number }>;

/**
 * As many items as are asked for from a list that is read by pages of a fixed size. The cursor is a place in the list; a row that left
 * a page meanwhile is passed over, and none comes twice.
 * @param last pages after this one are not given out
 */
export const acrossPages = async <T>(size: number, last: number, { cursor, limit }: Asked, read: Read<T>) => {
  const items: T[] = [];
  let at = ordinalOf(cursor, 0);
  let total = 0;
  for (let more = true; more && items.length < limit; ) {
    const page = Math.floor(at / size) + 1;
    const found = await read(page);
    const rest = found.rows.slice(at % size);
    const taken = rest.slice(0, limit - items.length);
    items.push(...taken);
    total = found.total;
    at = taken.length < rest.length ? at + taken.length : page * size;
    more = at < Math.min(total, last * size);
    if (!more) return { items, total, next: null };
  }
  return { items, total, next: cursorAt(at) };
};
