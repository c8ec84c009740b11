import { assets, type UnreadAmount } from "@peony/domain/shared";
import { parseMoney } from "@peony/i18n";
import { codeOfRegion } from "#features/listings/region-name.ts";

type Tree = { [key: string]: unknown };

const codecs: Record<string, (raw: string) => unknown> = {
  number: (raw) => (raw.trim() === "" ? undefined : Number.isNaN(Number(raw)) ? raw : Number(raw)),
  boolean: (raw) => raw === "on" || raw === "true" || raw === "1",
  /** People write amounts as 120万 or 1,200,000; the schema gets minor units as a decimal string, or why there are none. */
  money: (raw) => {
    if (raw.trim() === "") return undefined;
    const result = parseMoney(raw, assets.CNY);
    return result.ok ? result.money.amount.toString() : ({ problem: result.problem } satisfies UnreadAmount);
  },
  /** A division by its name or its code. */
  region: (raw) => codeOfRegion(raw) ?? raw.trim(),
  /** One line per entry. */
  lines: (raw) =>
    raw
      .split(/\r?\n/)
      .map((s) => s.trim())
      .filter(Boolean),
  /** Words between commas of either script. */
  words: (raw) =>
    raw
      .split(/[,，、;；\n]/)
      .map((s) => s.trim())
      .filter(Boolean),
};

const forbidden = new Set(["__proto__", "constructor", "prototype"]);

const put = (root: Tree, path: string[], value: unknown): void => {
  let at: Tree = root;
  for (const key of path.slice(0, -1)) {
    if (!Object.hasOwn(at, key)) at[key] = Object.create(null) as Tree;
    at = at[key] as Tree;
  }
  at[path.at(-1) ?? ""] = value;
};

/** Objects whose keys are 0, 1, 2 … become arrays; gaps close up, since a removed row leaves one. */
const settle = (node: unknown): unknown => {
  if (typeof node !== "object" || node === null || Array.isArray(node) || node instanceof File) return node;
  const entries = Object.entries(node);
  if (entries.length > 0 && entries.every(([k]) => /^\d{1,3}$/.test(k)))
    return entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, v]) => settle(v));
  return Object.fromEntries(entries.map(([k, v]) => [k, settle(v)]));
};

/**
 * A form as the object its schema expects. A field's name carries its place and, after a colon, its codec:
 * `title.zh`, `trl:number`, `milestones.0.amount:money`, `rights:list` (repeated), `agree:boolean`. Unknown names stay, so that
 * the strict schema refuses them by name; Next's own `$ACTION` fields are left out.
 */
export const fromForm = (form: FormData): Tree => {
  const root: Tree = Object.create(null) as Tree;
  for (const name of new Set(form.keys())) {
    if (name.startsWith("$ACTION")) continue;
    const [place = "", codec] = name.split(":");
    const path = place.split(".");
    if (path.some((p) => forbidden.has(p)) || path.length > 6) continue;
    const all = form.getAll(name).filter((v) => !(typeof v === "string" && codec === "list" && v === ""));
    const first = all[0];
    const value =
      codec === "list"
        ? all
        : codec === "files"
          ? all.filter((v) => v instanceof File && (v.size > 0 || v.name !== ""))
          : typeof first === "string" && codec && codecs[codec]
            ? codecs[codec](first)
            : first;
    if (value !== undefined) put(root, path, value);
  }
  return settle(root) as Tree;
};

/** What was typed, by field name, so that a refused form comes back filled. Passwords and files stay out. */
export const typed = (form: FormData): Record<string, string[]> => {
  const kept: Record<string, string[]> = {};
  for (const name of new Set(form.keys())) {
    if (name.startsWith("$ACTION") || /password/i.test(name)) continue;
    kept[name] = form.getAll(name).filter((v): v is string => typeof v === "string");
  }
  return kept;
};
