import { type MatchReason, matchFields } from "@peony/domain/matching";
import type { Locale } from "@peony/i18n";
import { words } from "./words.ts";

const shown = 3;
const han = /\p{Script=Han}/u;

/** The three terms that weigh most, those in the reader's script before the others. */
const termsFor = (locale: Locale, terms: MatchReason["terms"]): MatchReason["terms"] => {
  const own = (t: MatchReason["terms"][number]) => han.test(t.found) === (locale === "zh");
  return [...terms.filter(own), ...terms.filter((t) => !own(t))].slice(0, shown);
};

/** `B23Q 15/18` at the level at which two symbols agree: `B23Q 15`, `B23Q`, `B23` or `B`. */
const symbolAt = (symbol: string, level: NonNullable<MatchReason["class"]>["level"]): string =>
  ({
    group: symbol.split("/")[0],
    subclass: symbol.slice(0, 4),
    class: symbol.slice(0, 3),
    section: symbol.slice(0, 1),
  })[level] ?? symbol;

/** The word as it stands there; another name of what was asked is shown beside it. */
const quote = (t: ReturnType<typeof words>, { asked, found, via }: MatchReason["terms"][number]): string =>
  via ? t("why.term-via", { found, asked }) : t("why.term", { term: found });

/**
 * Why two things match, as one sentence: the words with the field they stand in, the class they share, the facts that fit or
 * do not, and what nobody stated.
 */
export const reasonSentence = (locale: Locale, reason: MatchReason): string => {
  const t = words(locale);
  const terms = termsFor(locale, reason.terms);
  const quotes = matchFields.flatMap((field) => {
    const found = terms.filter((x) => x.field === field).map((x) => quote(t, x));
    return found.length > 0 ? [t(`why.${field}`, { terms: found.join(t("why.term-joiner")) })] : [];
  });
  const level = reason.class?.level;
  const agreement = reason.class
    ? [
        t(`why.${level === "class" ? "class-level" : (level ?? "group")}`, {
          symbol: symbolAt(reason.class.have, reason.class.level),
        }),
      ]
    : [];
  const fits = reason.fits.map(({ kind, want, have }) => t(`why.fit-${kind}`, { want, have }));
  const misses = reason.misses.flatMap(({ kind, want, have }) =>
    kind === "region" || kind === "age" ? [] : [t(`why.miss-${kind}`, { want, have })],
  );
  const facts = reason.unstated.map((fact) => t(`why.fact-${fact}`));
  const unstated = facts.length > 0 ? [t("why.unstated", { facts: facts.join(t("why.fact-joiner")) })] : [];
  const clauses = [...quotes, ...agreement, ...fits, ...misses, ...unstated];
  return t("why.sentence", { clauses: clauses.join(t("why.clause-joiner")) });
};
