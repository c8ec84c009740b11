const cut = (word: string): string => {
  const singular = word.endsWith("ies")
    ? `${word.slice(0, -3)}y`
    : word.endsWith("sses")
      ? word.slice(0, -2)
      : word.endsWith("ss")
        ? word
        : word.replace(/s$/, "");
  return singular.length > 5 ? singular.replace(/(?:ing|ers?|ed|ly|e)$/, "") : singular;
};

const known = new Map<string, string>();
const mostKnown = 100_000;

/**
 * Light English stemming of a normalised word: plurals, -ing, -ed, -ly; enough to join `grinders` and `grinding` to their kin, no
 * more. The stem shares all but its last letter with the word.
 */
export const stem = (word: string): string => {
  if (word.length <= 4) return word;
  const before = known.get(word);
  if (before !== undefined) return before;
  if (known.size >= mostKnown) known.clear();
  const stemmed = /^[a-z]+$/.test(word) ? cut(word) : word;
  known.set(word, stemmed);
  return stemmed;
};
