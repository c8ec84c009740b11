import { z } from "zod";

/** One page of a list and the opaque cursor of the next, or null at the end. */
export type Page<T> = { readonly rows: readonly T[]; readonly next: string | null };

export const pageInput = {
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(400).optional(),
};

/** Cursor over a sort key and the id that breaks ties; base64url JSON, refused when it does not parse back. */
export const encodeCursor = (key: readonly (string | number)[]): string =>
  btoa(JSON.stringify(key)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

export const decodeCursor = (cursor: string): (string | number)[] | null => {
  try {
    const value: unknown = JSON.parse(atob(cursor.replaceAll("-", "+").replaceAll("_", "/")));
    return Array.isArray(value) && value.every((v) => typeof v === "string" || typeof v === "number") ? value : null;
  } catch {
    return null;
  }
};
