/** Length from which a run a question shares with its target counts as copied: words of English, characters of Chinese. */
export const sharedRun = { en: 5, zh: 8 } as const;

const folded = (text: string): string => text.normalize("NFKC").toLowerCase();

const runsOf = (parts: readonly string[], length: number, joint: string): string[] =>
  Array.from({ length: Math.max(0, parts.length - length + 1) }, (_, i) => parts.slice(i, i + length).join(joint));

const hasHan = (run: string): boolean => /\p{Script=Han}/u.test(run);

/** Runs of words. Chinese has no spaces, so what holds a Chinese character is no word here. */
export const wordRuns = (text: string): string[] =>
  runsOf(folded(text).match(/[\p{L}\p{N}]+/gu) ?? [], sharedRun.en, " ").filter((run) => !hasHan(run));

/** Runs of characters with a Chinese one among them; punctuation and spaces hide nothing. */
export const characterRuns = (text: string): string[] =>
  runsOf([...folded(text).replace(/[^\p{L}\p{N}]/gu, "")], sharedRun.zh, "").filter(hasHan);

/** The runs that two texts have in common, so that the longer one may have been copied from the other. */
export const copied = (question: string, target: string): string[] => {
  const runs = new Set([...wordRuns(target), ...characterRuns(target)]);
  return [...wordRuns(question), ...characterRuns(question)].filter((run) => runs.has(run));
};
