import { ipcClasses, ipcLevelTitle, labelledSubclassesOf, seiIndustries } from "../listings/index.ts";
import { normalise } from "../shared/index.ts";
import table from "./glossary.json" with { type: "json" };
import { isHan, spelled, type Term, type Tokens, tokensOf } from "./terms.ts";

/** One thing with its names in both languages; `id` is quoted in reasons and never given to another thing. */
export type GlossaryEntry = { readonly id: string; readonly zh: readonly string[]; readonly en: readonly string[] };
/** A name as it is looked for: its terms, one right after another. `entries` are the ids of what it may mean. */
type Form = { readonly terms: readonly Term[]; readonly entries: readonly string[] };
/** A name that stands in a text: from token `from` up to before token `to`. */
export type Named = { readonly from: number; readonly to: number; readonly entries: readonly string[] };

const longestTitle = { zh: 8, en: 4 };
const hollow = /[其此]|一般|相关|前沿|\b(?:there|general|other|related|frontier)/;

/** Titles of classes and industries are lists of things; their parts are pairs where both languages have equally many. */
const partsOf = (id: string, { zh, en }: { zh: string; en: string }): GlossaryEntry[] => {
  const [chinese, english] = [zh.split("；"), en.split(";").map((name) => name.trim())];
  if (chinese.length !== english.length) return [];
  return chinese.flatMap((title, i) => {
    const [name, other] = [title.replace(/产业$/, ""), english[i] ?? ""];
    const fits = name.length <= longestTitle.zh && other.split(" ").length <= longestTitle.en;
    return fits && !hollow.test(name) && !hollow.test(other) ? [{ id: `${id}.${i + 1}`, zh: [name], en: [other] }] : [];
  });
};

/** Our own pairs first; a title that says the same again is left out. */
const allEntries = (): GlossaryEntry[] => {
  const own = table.map(([id, zh, en]) => ({ id: `${id}`, zh: `${zh}`.split("|"), en: `${en}`.split("|") }));
  const subclasses = ipcClasses().flatMap((c) => labelledSubclassesOf(c.symbol));
  const titles = [
    ...ipcClasses().flatMap((c) => partsOf(c.symbol, c)),
    ...subclasses.flatMap((symbol) => partsOf(symbol, ipcLevelTitle(symbol) ?? { zh: "", en: "" })),
    ...seiIndustries().flatMap((i) => partsOf(`sei-${i.code}`, i)),
  ];
  const taken = new Set(own.flatMap((e) => e.zh));
  return [...own, ...titles.filter(({ zh: [name = ""] }) => !taken.has(name) && taken.add(name))];
};

type Tables = {
  readonly entries: ReadonlyMap<string, GlossaryEntry>;
  /** Names by their first term, the longest first. */
  readonly forms: ReadonlyMap<Term, readonly Form[]>;
  /** Ids by a Chinese character that is a name of its own. */
  readonly characters: ReadonlyMap<number, readonly string[]>;
};

/** Whether a name is one Chinese character. */
export const isCharacter = (name: string): boolean => name.length === 1 && isHan(name.charCodeAt(0));

const push = <K, V>(map: Map<K, V[]>, key: K, value: V): void => {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
};

const build = (): Tables => {
  const entries = new Map(allEntries().map((e) => [e.id, e]));
  const characters = new Map<number, string[]>();
  const meant = new Map<string, { terms: readonly Term[]; entries: string[] }>();
  for (const { id, zh, en } of entries.values())
    for (const name of new Set([...zh, ...en].map(normalise))) {
      if (isCharacter(name)) {
        push(characters, name.charCodeAt(0), id);
        continue;
      }
      const { terms } = tokensOf(name);
      const key = terms.map(spelled).join(" ");
      const form = meant.get(key) ?? { terms, entries: [] };
      if (!form.entries.includes(id)) form.entries.push(id);
      meant.set(key, form);
    }
  const forms = new Map<Term, Form[]>();
  for (const form of meant.values()) if (form.terms[0] !== undefined) push(forms, form.terms[0], form);
  for (const list of forms.values()) list.sort((x, y) => y.terms.length - x.terms.length);
  return { entries, forms, characters };
};

let built: Tables | undefined;
/** Built at first use: who only reads reasons does not pay for it. */
const tables = (): Tables => {
  built ??= build();
  return built;
};

/** Every entry: our own pairs, and the titles of IPC classes and of industries. */
export const glossary = (): Iterable<GlossaryEntry> => tables().entries.values();

const standsAt = (terms: readonly Term[], at: number, form: readonly Term[]): boolean => {
  for (let i = 1; i < form.length; i++) if (terms[at + i] !== form[i]) return false;
  return true;
};

/**
 * Names of the glossary in a text, from left to right, the longest first, none inside another: how a need is read. A name of several
 * words counts only where all of them stand next to each other in its order, whatever stop words or hyphens are between.
 */
export const namedIn = ({ terms }: Tokens): Named[] => {
  const { forms } = tables();
  const found: Named[] = [];
  for (let i = 0; i < terms.length; ) {
    const form = forms.get(terms[i] ?? "")?.find((f) => standsAt(terms, i, f.terms));
    if (form) found.push({ from: i, to: i + form.terms.length, entries: form.entries });
    i += form?.terms.length ?? 1;
  }
  return found;
};

/**
 * Tokens that belong to no name of `namedIn`. A pair of characters across the edge of a name (床热 in 磨床热误差) is part of no word
 * and is left out.
 */
export const outsideNames = ({ terms, starts, ends }: Tokens, named: readonly Named[]): number[] => {
  const edges = new Set(named.flatMap(({ from, to }) => [starts[from], ends[to - 1]]));
  const inside = new Set(named.flatMap(({ from, to }) => terms.slice(from, to).map((_, i) => from + i)));
  return terms.flatMap((term, i) =>
    inside.has(i) || (typeof term === "number" && edges.has((starts[i] ?? 0) + 1)) ? [] : [i],
  );
};

/** All names in a text, those inside others too (电池 in 锂离子电池): how a document is read. */
export const allNamedIn = ({ terms }: Tokens): Named[] => {
  const { forms } = tables();
  const found: Named[] = [];
  for (let i = 0; i < terms.length; i++)
    for (const form of forms.get(terms[i] ?? "") ?? [])
      if (standsAt(terms, i, form.terms)) found.push({ from: i, to: i + form.terms.length, entries: form.entries });
  return found;
};

/** Chinese characters in a normalised text that name something alone (钨), outside of longer names: where each stands, what it may mean. */
export const charactersIn = (
  normal: string,
  { starts, ends }: Tokens,
  named: readonly Named[],
): { at: number; entries: readonly string[] }[] => {
  const { characters } = tables();
  const found: { at: number; entries: readonly string[] }[] = [];
  let [next, covered] = [0, 0];
  for (let i = 0; i < normal.length; i++) {
    const code = normal.charCodeAt(i);
    if (!isHan(code)) continue;
    for (let name = named[next]; name && (starts[name.from] ?? 0) <= i; name = named[++next])
      covered = Math.max(covered, ends[name.to - 1] ?? 0);
    const entries = i >= covered ? characters.get(code) : undefined;
    if (entries) found.push({ at: i, entries });
  }
  return found;
};

/** The terms under which an index keeps a thing that is named: by a name of two characters and more, or by one character. */
export const thing = (id: string): string => `§${id}`;
export const thingByCharacter = (id: string): string => `§${id}~`;

/** Whether one of a thing's names is a single Chinese character. */
export const hasCharacter = (id: string): boolean => tables().entries.get(id)?.zh.some(isCharacter) ?? false;

export const entryOf = (id: string): GlossaryEntry | undefined => tables().entries.get(id);
