import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadQuestions, questionKinds, variants } from "./questions.ts";
import { type Language, loadRecords, type RelevanceRecord } from "./records.ts";
import { copied } from "./runs.ts";

const records = loadRecords();
const byId = new Map(records.map((record) => [record.id, record]));
const languages = ["zh", "en"] as const;
const speaks = (record: RelevanceRecord, language: Language): boolean =>
  (language === "zh" ? record.titleZh : record.titleEn) !== null;
const textsOf = (record: RelevanceRecord): string[] =>
  [
    record.titleZh,
    record.titleEn,
    record.abstractZh,
    record.abstractEn,
    ...record.keywordsZh,
    ...record.keywordsEn,
  ].filter((text) => text !== null);
const isOwn = (record: RelevanceRecord): boolean => !/^(listing|patent)-/.test(record.id);

describe("the collection", () => {
  test("holds 600 records and more, each once", () => {
    expect(records.length).toBeGreaterThanOrEqual(600);
    expect(byId.size).toBe(records.length);
  });

  test("has about a third in Chinese only and a sixth in English only", () => {
    const chinese = records.filter((record) => !speaks(record, "en")).length / records.length;
    const english = records.filter((record) => !speaks(record, "zh")).length / records.length;
    expect(chinese).toBeGreaterThan(0.28);
    expect(chinese).toBeLessThan(0.38);
    expect(english).toBeGreaterThan(0.12);
    expect(english).toBeLessThan(0.21);
  });

  test("gives a record whole in every language it speaks, and nothing in the other", () => {
    const halves = records.filter(
      (record) =>
        (record.titleZh === null) !== (record.abstractZh === null) ||
        (record.titleEn === null) !== (record.abstractEn === null) ||
        (record.titleZh === null && record.keywordsZh.length > 0) ||
        (record.titleEn === null && record.keywordsEn.length > 0) ||
        (record.titleZh === null && record.titleEn === null),
    );
    expect(halves.map((record) => record.id)).toEqual([]);
  });

  test("has own records with an abstract of some length, keywords, a class, a maturity, rights and a region", () => {
    const poor = records.filter(isOwn).filter((record) => {
      const words = record.abstractEn?.split(/\s+/).length ?? 60;
      const characters = record.abstractZh?.length ?? 90;
      const keywords = record.keywordsZh.length + record.keywordsEn.length;
      const facts = record.trl !== null && record.trl >= 1 && record.trl <= 9 && /^\d{6}$/.test(record.region ?? "");
      const classes = record.ipc.every((symbol) => /^[A-H]\d\d[A-Z] \d+\/\d\d+$/.test(symbol));
      const long = words >= 50 && words <= 150 && characters >= 90 && characters <= 260;
      return !(long && keywords >= 3 && record.ipc.length > 0 && record.rights.length > 0 && facts && classes);
    });
    expect(poor.map((record) => record.id)).toEqual([]);
  });
});

describe.each(languages)("the questions in %s", (language) => {
  const questions = loadQuestions(language);
  const judged = questions.flatMap((question) =>
    Object.entries(question.judgments).map(([id, grade]) => ({ question, id, grade })),
  );

  test("are 200 and more, each asked once and under its own id", () => {
    expect(questions.length).toBeGreaterThanOrEqual(200);
    expect(new Set(questions.map((question) => question.text.toLowerCase())).size).toBe(questions.length);
    expect(new Set(questions.map((question) => question.id)).size).toBe(questions.length);
  });

  test("are of every kind, in the numbers a figure by kind needs", () => {
    const count = (kind: string): number => questions.filter((question) => question.kind === kind).length;
    expect(questions.every((question) => questionKinds.includes(question.kind))).toBe(true);
    expect(count("box")).toBeGreaterThanOrEqual(70);
    expect(count("sentence")).toBeGreaterThanOrEqual(70);
    expect(count("cross-language")).toBeGreaterThanOrEqual(25);
    expect(count("variant")).toBeGreaterThanOrEqual(15);
    const spelt = questions.filter((question) => question.kind === "variant");
    expect(spelt.every((question) => question.variant && variants.includes(question.variant))).toBe(true);
    expect(questions.filter((question) => question.variant).length).toBe(spelt.length);
  });

  test("are as long as their kind says: a box two to six words, a sentence what somebody needs", () => {
    const size = (text: string): number => (language === "en" ? text.split(/\s+/).length : [...text].length);
    const [box, sentence] =
      language === "en"
        ? [
            [2, 6],
            [8, 40],
          ]
        : [
            [4, 22],
            [16, 80],
          ];
    const outside = questions.filter(({ kind, text }) => {
      const [least = 0, most = 0] = kind === "box" ? box : kind === "sentence" ? sentence : [1, 80];
      return size(text) < least || size(text) > most;
    });
    expect(outside.map((question) => question.id)).toEqual([]);
  });

  test("are judged from 1 to 3 over records that exist, with an answer among them", () => {
    expect(judged.filter(({ id }) => !byId.has(id)).map(({ question, id }) => `${question.id}: ${id}`)).toEqual([]);
    expect(judged.filter(({ grade }) => ![1, 2, 3].includes(grade))).toEqual([]);
    expect(questions.filter((question) => !Object.values(question.judgments).includes(3))).toEqual([]);
  });

  test("share no run of words or characters with any record they are judged against", () => {
    const copies = judged.flatMap(({ question, id }) =>
      textsOf(byId.get(id)!).flatMap((text) =>
        copied(question.text, text).map((run) => `${question.id}, ${id}: ${run}`),
      ),
    );
    expect(copies).toEqual([]);
  });

  test("of the other kinds have something useful in their own language", () => {
    const foreign = questions.filter(
      (question) =>
        question.kind !== "cross-language" &&
        !Object.entries(question.judgments).some(([id, grade]) => grade >= 2 && speaks(byId.get(id)!, language)),
    );
    expect(foreign.map((question) => question.id)).toEqual([]);
  });

  test("across languages are answered in the other language only", () => {
    const spoken = judged.filter(
      ({ question, id, grade }) => question.kind === "cross-language" && grade >= 2 && speaks(byId.get(id)!, language),
    );
    expect(spoken.map(({ question, id }) => `${question.id}: ${id}`)).toEqual([]);
  });
});

test("the guide counts what is here", () => {
  const guide = readFileSync(join(import.meta.dirname, "README.md"), "utf8");
  const [zh, en] = [loadQuestions("zh").length, loadQuestions("en").length];
  expect(guide).toContain(`${records.length} records, ${zh} questions asked in Chinese and ${en} in English`);
  expect(guide).toContain(`holds ${records.filter(isOwn).length} fictional results`);
});

describe("copied", () => {
  test("finds a run of five words or eight characters, whatever the case, width and punctuation", () => {
    expect(copied("we want A low-iron glass for boats", "Thin: a low iron glass for windows")).toEqual([
      "a low iron glass for",
    ]);
    expect(copied("想要ＰＥＭ电解槽，膜电极涂布", "一种PEM电解槽膜电极的制备")).toEqual([
      "pem电解槽膜电",
      "em电解槽膜电极",
    ]);
  });

  test("leaves shorter ones alone", () => {
    expect(copied("low iron glass for boats", "low iron glass for windows")).toEqual([]);
    expect(copied("电解槽膜电极的涂布", "电解槽膜电极制备")).toEqual([]);
    expect(copied("plain words one two three", "钠离子电池 one two three")).toEqual([]);
  });
});
