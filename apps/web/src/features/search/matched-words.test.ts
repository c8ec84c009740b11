import { describe, expect, test } from "vitest";
import { matchedWords } from "./matched-words.ts";

const row = {
  titleZh: "轴承钢滚道超声滚压与渗碳复合强化方法",
  titleEn: "Combined ultrasonic rolling and carburising of bearing raceways",
  keywordsZh: ["超声滚压", "疲劳寿命"],
  keywordsEn: ["fatigue life"],
  summary: { zh: "寿命达到 1.52 倍", en: "" },
  problem: { zh: "兆瓦级风机主轴轴承出现白蚀裂纹", en: "White-etching cracks end main-shaft bearings early" },
  solution: { zh: "", en: "" },
  number: "CN2019199000064",
  owner: { nameZh: "洛阳先进金属应用研究所", nameEn: "Luoyang Institute of Applied Advanced Metals", shortZh: "" },
};

describe("matchedWords", () => {
  test("names each word once, at the strongest place that has it", () => {
    expect(matchedWords(row, "滚道 白蚀裂纹 疲劳寿命")).toEqual([
      { place: "title", words: ["滚道"] },
      { place: "keywords", words: ["疲劳寿命"] },
      { place: "text", words: ["白蚀裂纹"] },
    ]);
  });
  test("sees full-width, traditional and upper-case writing", () => {
    expect(matchedWords(row, "軸承 ＲＡＣＥＷＡＹ")).toEqual([{ place: "title", words: ["轴承", "raceway"] }]);
  });
  test("a Latin word must begin one there, and small words are not worth naming", () => {
    expect(matchedWords(row, "of ring in")).toEqual([]);
    expect(matchedWords(row, "the cracks of bearings")).toEqual([{ place: "text", words: ["cracks", "bearings"] }]);
  });
  test("a number in any writing is the number", () => {
    expect(matchedWords(row, "ZL 2019 1 9900006.4")).toEqual([{ place: "number", words: ["2019199000064"] }]);
    expect(matchedWords(row, "ZL 2019 1 9900007.4")).toEqual([]);
  });
  test("says nothing where nothing was written alike", () => {
    expect(matchedWords(row, "")).toEqual([]);
    expect(matchedWords(row, "钨丝断丝")).toEqual([]);
  });
});
