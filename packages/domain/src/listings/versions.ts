import { z } from "zod";
import { idSchema, type Locale } from "../shared/index.ts";
import { listingFields } from "./inputs.ts";

/** Minutes in which one person's autosaves are one version. */
export const autosaveMinutes = 10;

/**
 * Whether the text that a save overwrites need not be kept: it is a state of typing that the same person autosaved, and the run of
 * such saves began a short while ago. A deliberate save, another person and a longer run each leave a version.
 */
export const isSameSitting = (
  last: { readonly savedBy: string | null; readonly autosavedSince: Date | null },
  by: string,
  now: Date,
): boolean =>
  last.savedBy === by &&
  last.autosavedSince !== null &&
  now.getTime() - last.autosavedSince.getTime() < autosaveMinutes * 60_000;

export const restoreListingInput = z.strictObject({
  id: idSchema("listing"),
  version: z.number().int().min(1),
  /** The kept version whose text becomes the new one. */
  from: z.number().int().min(1),
});
export type RestoreListingInput = z.output<typeof restoreListingInput>;

export type Piece = { readonly kind: "same" | "removed" | "added"; readonly text: string };

/** One changed leaf: its place in the form, both values as text (null: not said), and for prose the words that moved. */
export type FieldChange = {
  readonly field: string;
  readonly place: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly pieces: readonly Piece[] | null;
};

type Step<T> = { readonly kind: Piece["kind"]; readonly item: T };

/** Beyond this many comparisons a text counts as replaced as a whole. */
const mostCells = 4_000_000;

/** The shortest way from one list to the other (longest common subsequence); what both ends share is never compared. */
const steps = <T>(a: readonly T[], b: readonly T[], same: (x: T, y: T) => boolean): Step<T>[] => {
  let head = 0;
  while (head < a.length && head < b.length && same(a[head] as T, b[head] as T)) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && same(a.at(-1 - tail) as T, b.at(-1 - tail) as T)) tail++;
  const step = (kind: Piece["kind"]) => (item: T) => ({ kind, item });
  return [
    ...a.slice(0, head).map(step("same")),
    ...middle(a.slice(head, a.length - tail), b.slice(head, b.length - tail), same),
    ...a.slice(a.length - tail).map(step("same")),
  ];
};

const middle = <T>(a: readonly T[], b: readonly T[], same: (x: T, y: T) => boolean): Step<T>[] => {
  const replaced = () => [
    ...a.map((item) => ({ kind: "removed" as const, item })),
    ...b.map((item) => ({ kind: "added" as const, item })),
  ];
  if (a.length === 0 || b.length === 0 || a.length * b.length > mostCells) return replaced();
  const width = b.length + 1;
  const length = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number) => length[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      length[i * width + j] = same(a[i] as T, b[j] as T) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const out: Step<T>[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length)
    if (same(a[i] as T, b[j] as T)) {
      out.push({ kind: "same", item: a[i] as T });
      i++;
      j++;
    } else if (at(i + 1, j) >= at(i, j + 1)) out.push({ kind: "removed", item: a[i++] as T });
    else out.push({ kind: "added", item: b[j++] as T });
  out.push(...a.slice(i).map((item) => ({ kind: "removed" as const, item })));
  out.push(...b.slice(j).map((item) => ({ kind: "added" as const, item })));
  return out;
};

const wordsOf = (text: string, locale: Locale): string[] =>
  [...new Intl.Segmenter(locale, { granularity: "word" }).segment(text)].map((s) => s.segment);

/** Two texts word by word; neighbours of one kind are one piece. */
export const diffText = (before: string, after: string, locale: Locale): Piece[] => {
  const out: { kind: Piece["kind"]; text: string }[] = [];
  for (const { kind, item } of steps(wordsOf(before, locale), wordsOf(after, locale), (x, y) => x === y)) {
    const last = out.at(-1);
    if (last?.kind === kind) last.text += item;
    else out.push({ kind, text: item });
  }
  return out;
};

type Tree = Readonly<Record<string, unknown>>;
const isTree = (v: unknown): v is Tree => typeof v === "object" && v !== null && !Array.isArray(v);
const key = (v: unknown): string =>
  JSON.stringify(v ?? null, (_k, x: unknown) =>
    isTree(x) ? Object.fromEntries(Object.entries(x).sort(([a], [b]) => (a < b ? -1 : 1))) : x,
  );

const leaf = (v: unknown): string | null =>
  v === null || v === undefined || v === ""
    ? null
    : Array.isArray(v)
      ? v.length > 0
        ? v.join(", ")
        : null
      : String(v);

/** Rows of a list beside each other: equal ones drop out, a row that was replaced stands beside its successor. */
const pairs = (a: readonly unknown[], b: readonly unknown[]): { at: number; before: unknown; after: unknown }[] => {
  const out: { at: number; before: unknown; after: unknown }[] = [];
  let open: { at: number; before: unknown; after: unknown }[] = [];
  let [i, j] = [0, 0];
  for (const { kind, item } of steps(a, b, (x, y) => key(x) === key(y))) {
    if (kind === "same") {
      out.push(...open);
      open = [];
    }
    const waiting =
      kind === "added" ? open.find((p) => p.after === undefined) : open.find((p) => p.before === undefined);
    if (kind === "removed" && waiting) waiting.before = item;
    else if (kind === "added" && waiting) Object.assign(waiting, { after: item, at: j });
    else if (kind === "removed") open.push({ at: i, before: item, after: undefined });
    else if (kind === "added") open.push({ at: j, before: undefined, after: item });
    if (kind !== "added") i++;
    if (kind !== "removed") j++;
  }
  return [...out, ...open];
};

const changesAt = (field: string, place: string, before: unknown, after: unknown): FieldChange[] => {
  if (key(before) === key(after)) return [];
  if (isTree(before) || isTree(after)) {
    const [a, b] = [isTree(before) ? before : {}, isTree(after) ? after : {}];
    return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((k) =>
      changesAt(field, `${place}.${k}`, a[k], b[k]),
    );
  }
  const [listA, listB] = [before, after].map((v) => (Array.isArray(v) ? (v as unknown[]) : []));
  if (listA && listB && [...listA, ...listB].some(isTree))
    return pairs(listA, listB).flatMap((p) => changesAt(field, `${place}.${p.at}`, p.before, p.after));
  const [from, to] = [leaf(before), leaf(after)];
  if (from === to) return [];
  const language = /\.(zh|en)$/.exec(place)?.[1] as Locale | undefined;
  return [
    { field, place, before: from, after: to, pieces: language ? diffText(from ?? "", to ?? "", language) : null },
  ];
};

/** What changed from one kept version to another, in the order of the form. Fields are as they are stored: money as text. */
export const diffVersions = (before: Tree, after: Tree): FieldChange[] =>
  Object.keys(listingFields).flatMap((name) => changesAt(name, name, before[name], after[name]));
