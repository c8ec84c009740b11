export const ipcLevels = ["section", "class", "subclass", "group"] as const;
export type IpcLevel = (typeof ipcLevels)[number];
export type IpcAgreement = {
  readonly depth: number;
  readonly pair: { readonly need: string; readonly have: string; readonly level: IpcLevel } | null;
};

const symbol = /^([A-H])(\d{2})(?:([A-Z])(?:\s*(\d{1,4}))?)?/;

/**
 * A symbol in one number, so that a comparison is one operation: section 1-8 from bit 26, class + 1 from bit 19, subclass 1-26 from
 * bit 14, main group in the 14 bits below (0: none is given). 0 where the text is no symbol.
 */
export const packIpc = (text: string): number => {
  const m = symbol.exec(text);
  if (!m) return 0;
  const [, section = "", cls = "", sub, group] = m;
  const subclass = sub ? sub.charCodeAt(0) - 64 : 0;
  return (
    ((section.charCodeAt(0) - 64) << 26) |
    ((Number(cls) + 1) << 19) |
    (subclass << 14) |
    (subclass ? Number(group ?? 0) : 0)
  );
};

/** Levels at which two packed symbols agree, from 0 (different sections) to 4 (the same main group). */
const agreeing = (a: number, b: number): number => {
  if (a >>> 26 !== b >>> 26 || a === 0) return 0;
  if (a >>> 19 !== b >>> 19) return 1;
  if (a >>> 14 !== b >>> 14 || ((a >>> 14) & 31) === 0) return 2;
  return (a & 16383) === (b & 16383) && (a & 16383) !== 0 ? 4 : 3;
};

/** Agreed depth of the best pair of two lists of packed symbols: section .25, class .5, subclass .75, main group 1. */
export const ipcDepth = (need: readonly number[], have: readonly number[]): number => {
  let best = 0;
  for (const n of need)
    for (const h of have) {
      const levels = agreeing(n, h);
      if (levels > best) best = levels;
    }
  return best / ipcLevels.length;
};

/** How deep two IPC symbols agree, from the best pair of two lists, and which pair that is. */
export const ipcAgreement = (need: readonly string[], have: readonly string[]): IpcAgreement => {
  let best: IpcAgreement = { depth: 0, pair: null };
  for (const n of need)
    for (const h of have) {
      const levels = agreeing(packIpc(n), packIpc(h));
      const level = ipcLevels[levels - 1];
      if (level && levels / ipcLevels.length > best.depth)
        best = { depth: levels / ipcLevels.length, pair: { need: n, have: h, level } };
    }
  return best;
};
