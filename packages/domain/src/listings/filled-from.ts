import type { FieldChange } from "./versions.ts";

/** What a register filled in: from where, when it was asked, of which day its data is, and the places in the form. */
export type FilledFrom = { source: string; retrievedAt: string; dataOf: string | null; fields: string[] };

/** A register names inventors, not their shares: only a changed name is no longer its word. */
const touches = (place: string, field: string): boolean =>
  place === field || (place.startsWith(`${field}.`) && (field !== "inventors" || place.includes(".name.")));

/**
 * What still is the register's word after a save: places that somebody changed drop out, and a new filling joins an earlier one of
 * the same source. Null where nothing is left.
 */
export const stillFilled = (
  before: FilledFrom | null,
  changes: readonly FieldChange[],
  filling?: FilledFrom,
): FilledFrom | null => {
  const kept = (before?.fields ?? []).filter((field) => !changes.some((c) => touches(c.place, field)));
  if (filling) {
    const earlier = before?.source === filling.source ? kept : [];
    return { ...filling, fields: [...new Set([...earlier, ...filling.fields])] };
  }
  return before && kept.length > 0 ? { ...before, fields: kept } : null;
};
