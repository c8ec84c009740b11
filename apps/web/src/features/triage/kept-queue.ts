import type { Decision } from "./board-state.ts";

const place = (owner: string): string => `peony:triage:${owner}`;
const isDecision = (d: Partial<Decision> | null): d is Decision =>
  typeof d?.row?.id === "string" && typeof d.row.version === "number" && /^(decide|undo)$/.test(d.kind ?? "");

/** Keeps the decisions that the server has not confirmed on this device, or forgets them. False where the device keeps nothing. */
export const keepQueue = (owner: string, queue: readonly Decision[]): boolean => {
  try {
    if (queue.length === 0) localStorage.removeItem(place(owner));
    else localStorage.setItem(place(owner), JSON.stringify(queue));
    return true;
  } catch {
    return false;
  }
};

/** What an earlier visit of this person could not send, in its order. */
export const keptQueue = (owner: string): Decision[] => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place(owner)) ?? "[]");
    return Array.isArray(kept) ? (kept as Partial<Decision>[]).filter(isDecision) : [];
  } catch {
    return [];
  }
};
