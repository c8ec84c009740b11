/**
 * Where the focus goes when the row it was in has left the list: the row itself where it is still there, else the next one of the sheet,
 * else the last one before it; null where no row is left. @param lines of the rows that are there, in their order
 */
export const nextLine = (lines: readonly number[], was: number): number | null =>
  lines.find((line) => line >= was) ?? lines.at(-1) ?? null;
