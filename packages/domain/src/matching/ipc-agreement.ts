export const ipcLevels = ["section", "class", "subclass", "group"] as const;
export type IpcLevel = (typeof ipcLevels)[number];
const depths: Record<IpcLevel, number> = { section: 0.25, class: 0.5, subclass: 0.75, group: 1 };

const parts = (symbol: string): string[] => {
  const m = /^([A-H])(\d{2})([A-Z])\s*(\d{1,4})?/.exec(symbol);
  if (!m) return [];
  const [, section = "", cls = "", sub = "", group] = m;
  return [section, section + cls, section + cls + sub, ...(group ? [`${section}${cls}${sub}${group}`] : [])];
};

/** How deep two IPC symbols agree, from the best pair of two lists: section .25, class .5, subclass .75, main group 1. */
export const ipcAgreement = (
  need: readonly string[],
  have: readonly string[],
): { depth: number; pair: { need: string; have: string; level: IpcLevel } | null } => {
  let best: { depth: number; pair: { need: string; have: string; level: IpcLevel } | null } = { depth: 0, pair: null };
  for (const n of need)
    for (const h of have) {
      const [a, c] = [parts(n), parts(h)];
      for (const [i, level] of ipcLevels.entries()) {
        if (a[i] === undefined || a[i] !== c[i]) break;
        if (depths[level] > best.depth) best = { depth: depths[level], pair: { need: n, have: h, level } };
      }
    }
  return best;
};
