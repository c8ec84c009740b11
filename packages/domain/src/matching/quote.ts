import { normalise } from "../shared/index.ts";
import type { MatchField } from "./document.ts";
import { allNamedIn, entryOf, isCharacter, thingByCharacter } from "./glossary.ts";
import type { Alternative } from "./need.ts";
import type { MatchTerm } from "./reason.ts";
import type { Share, UnitShares } from "./score.ts";
import { stem } from "./stem.ts";
import { isHan, isLetter, spelled, type Term, tokensOf } from "./terms.ts";

/** Terms quoted of each script, so that a reader of either language finds some. */
const quoted = 6;
const han = /\p{Script=Han}/u;

type Texts = Readonly<Record<MatchField, string>>;
/** Own terms of the need that stand next to each other, from `from` to `to` of its text. */
type Run = {
  readonly terms: readonly Term[];
  readonly from: number;
  readonly to: number;
  readonly field: MatchField;
  readonly share: number;
};

const isBoundary = (text: string, at: number): boolean =>
  !isLetter(text.charCodeAt(at - 1)) || !isLetter(text.charCodeAt(at));

/** Whether words stand in a text as they are, not inside longer ones. */
export const stands = (text: string, words: string): boolean => {
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1))
    if (isBoundary(text, at) && isBoundary(text, at + words.length)) return true;
  return false;
};

/** The first word of a text with this stem. */
const wordWith = (text: string, term: string): string | null => {
  const start = term.slice(0, Math.max(2, term.length - 1));
  for (let at = text.indexOf(start); at >= 0; at = text.indexOf(start, at + 1)) {
    if (isLetter(text.charCodeAt(at - 1))) continue;
    let end = at;
    while (isLetter(text.charCodeAt(end))) end++;
    const word = text.slice(at, end);
    if (stem(word) === term) return word;
  }
  return null;
};

/** The words of a text that name a thing. */
const nameIn = (text: string, id: string): string | null => {
  const entry = entryOf(id);
  for (const name of [...(entry?.zh ?? []), ...(entry?.en ?? [])].map(normalise))
    if (!isCharacter(name) && stands(text, name)) return name;
  const tokens = tokensOf(text);
  const named = allNamedIn(tokens).find((n) => n.entries.includes(id));
  return named ? text.slice(tokens.starts[named.from], tokens.ends[named.to - 1]) : null;
};
const characterIn = (text: string, id: string): string | null =>
  entryOf(id)?.zh.find((name) => isCharacter(name) && text.includes(name)) ?? null;

const quoteAlternative = (
  asked: string,
  { asked: { term, entry }, field, share }: Share<Alternative>,
  texts: Texts,
): MatchTerm => {
  const find = term === thingByCharacter(entry) ? characterIn : nameIn;
  const found = find(texts[field], entry) ?? "";
  return { asked, found, field, share, ...(found === asked ? {} : { via: `glossary:${entry}` }) };
};

/** Own terms found, in the order of the need; a term of several units once. */
const runsOf = (units: readonly UnitShares[]): Run[] => {
  const byTerm = new Map<Term, Run>();
  for (const unit of units)
    if (unit.by === "own")
      for (const { asked, field, share } of unit.shares) {
        const known = byTerm.get(asked.term);
        const { from, to } = known && known.from < asked.from ? known : asked;
        byTerm.set(asked.term, { terms: [asked.term], from, to, field, share: share + (known?.share ?? 0) });
      }
  return [...byTerm.values()].sort((x, y) => x.from - y.from);
};

/** Joins terms that stand next to each other on both sides: 热误 and 误差 are quoted as 热误差. */
const joined = (runs: readonly Run[], asked: string, texts: Texts): Run[] => {
  const result: Run[] = [];
  for (const run of runs) {
    const last = result.at(-1);
    const both = last ? asked.slice(last.from, run.to) : "";
    if (last && last.field === run.field && run.from <= last.to + 1 && stands(texts[run.field], both))
      result[result.length - 1] = {
        ...last,
        terms: [...last.terms, ...run.terms],
        to: run.to,
        share: last.share + run.share,
      };
    else result.push(run);
  }
  return result;
};

const quoteRun = ({ terms, from, to, field, share }: Run, asked: string, texts: Texts): MatchTerm => {
  const words = asked.slice(from, to);
  const [term = ""] = terms;
  const found = terms.length > 1 || isHan(words.charCodeAt(0)) ? words : (wordWith(texts[field], spelled(term)) ?? "");
  return { asked: words, found, field, share };
};

/**
 * The weightiest shared words of each script, as the need has them and as they stand in the document. `asked` is the text of the
 * need, `texts` are the document's fields, all normalised.
 */
export const quoteTerms = (asked: string, units: readonly UnitShares[], texts: Texts): MatchTerm[] => {
  const others = units.flatMap((u) =>
    u.by === "alternatives" ? u.shares.map((s) => quoteAlternative(asked.slice(u.unit.from, u.unit.to), s, texts)) : [],
  );
  const own = joined(runsOf(units), asked, texts).map((run) => quoteRun(run, asked, texts));
  const all = [...own, ...others].sort((x, y) => y.share - x.share || (x.found < y.found ? -1 : 1));
  const ofScript = (isChinese: boolean) => all.filter((t) => han.test(t.found) === isChinese).slice(0, quoted);
  return [...ofScript(true), ...ofScript(false)].sort((x, y) => y.share - x.share);
};
