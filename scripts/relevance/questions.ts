import { join } from "node:path";
import { type Language, linesOf } from "./records.ts";

export const questionKinds = ["box", "sentence", "cross-language", "variant"] as const;
export type QuestionKind = (typeof questionKinds)[number];

/** How a question of the kind "variant" departs from the plain spelling. */
export const variants = ["traditional", "full-width", "typo", "pinyin", "abbreviation"] as const;
export type Variant = (typeof variants)[number];

/** How well a record answers: 3 answers the question, 2 is useful, 1 is related. What is not judged counts as 0. */
export type Grade = 1 | 2 | 3;

/** A question as somebody types it, and the grades of the records that matter to it, by record id. */
export type Question = {
  readonly id: string;
  readonly kind: QuestionKind;
  readonly variant?: Variant;
  readonly text: string;
  readonly judgments: Readonly<Record<string, Grade>>;
};

/** All questions asked in one language, in the order of their file. */
export const loadQuestions = (language: Language): Question[] =>
  linesOf<Question>(join(import.meta.dirname, "questions", `${language}.jsonl`));
