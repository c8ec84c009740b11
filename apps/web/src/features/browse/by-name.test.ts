import { expect, test } from "vitest";
import { sortedByName } from "./by-name.ts";

const rows = [
  { nameZh: "郑州大学", nameEn: "Zhengzhou University" },
  { nameZh: "洛阳理工学院", nameEn: "Luoyang Institute of Science" },
  { nameZh: "河南科技大学", nameEn: "Henan University" },
  { nameZh: "北方研究院", nameEn: "" },
];

test("sorts Chinese names by pinyin and English ones by letters", () => {
  const names = (locale: "zh" | "en") => sortedByName(locale, rows).map((r) => r.nameZh);
  expect(names("zh")).toEqual(["北方研究院", "河南科技大学", "洛阳理工学院", "郑州大学"]);
  expect(names("en").slice(0, 3)).toEqual(["河南科技大学", "洛阳理工学院", "郑州大学"]);
});

test("leaves what it was given as it was", () => {
  const given = [...rows];
  sortedByName("zh", given);
  expect(given).toEqual(rows);
});
