import { readFileSync } from "node:fs";
import path from "node:path";
import { nameIn, tradeNameOf } from "@peony/domain/demands";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

type Row = { nameZh: string; nameEn: string; shortZh: string; uscc: string | null; kind: string };
const content = path.join(import.meta.dirname, "../../../db/src/seed/content/organisations.json");
const organisations: Row[] = JSON.parse(readFileSync(content, "utf8"));
const namesOf = (o: Row) => [o.nameZh, o.nameEn, o.shortZh, o.uscc ?? ""];
/** By hand: what people call the demo's firms and brokers, in both languages. */
const called = [
  ...[
    "砺珩 Liheng",
    "钧陶 Juntao",
    "衡曜 Hengyao",
    "澜芯 Lanxin",
    "曜钨 Yaowu",
    "穹钛 Qiongtai",
    "珩辰 Hengchen",
    "孟澜 Menglan",
  ],
  ...["砾原 Liyuan", "牧安衡 Mu'anheng", "犀澜 Xilan", "青垣 Qingyuan", "曜晶 Yaojing", "磐砺 Panli", "晟砾 Shengli"],
  ...[
    "澄渡 澄渡",
    "铭砺 Mingli",
    "翎云 Lingyun",
    "轩砥 Xuandi",
    "霁能 Jineng",
    "衡远 Hengyuan",
    "科桥 Keqiao",
    "知衡 Zhiheng",
  ],
  ...["澄砚 Chengyan", "莱恩霍夫 Lainhof"],
].map((pair) => pair.split(" "));
const trading = organisations.filter((o) => o.kind === "firm" || o.kind === "broker");
const pairs = trading.map((o) => {
  const [zh = "", en = ""] = called.find(([name]) => o.nameZh.includes(name ?? "?")) ?? [];
  return { o, zh, en };
});

/** Words that stand around a name in a sentence: nothing of it is Latin, so that no letter grows onto the name. */
const glue = fc.string({ unit: fc.constantFrom(..."的工程师请您看看与及，。（）、 -·：感谢支持123"), maxLength: 12 });

describe("the trade name in a name", () => {
  test("is what people call each firm and broker of the demo", () => {
    expect(pairs.map(({ o }) => tradeNameOf(o.nameZh))).toEqual(pairs.map(({ zh }) => zh));
  });
  test.each([
    ["洛阳市涧西区砺珩轴承科技股份有限公司", "砺珩"],
    ["中国（河南）砺珩集团有限公司", "砺珩"],
    ["深圳市大疆创新科技有限公司", "大疆"],
    ["华为技术有限公司", "华为"],
    ["清华大学", "清华"],
    ["洛阳光电子应用研究院", ""],
    ["Lainhof GmbH", ""],
  ])("%s is %s", (name, trade) => expect(tradeNameOf(name)).toBe(trade));
});

describe("nameIn", () => {
  test("lets no text with a trade name of the demo pass, whatever stands around it", () => {
    fc.assert(
      fc.property(fc.constantFrom(...pairs), glue, glue, fc.boolean(), ({ o, zh, en }, before, after, english) => {
        const text = `${before}${english ? ` ${en} ` : zh}${after}`;
        expect([text, nameIn(text, namesOf(o)) !== null]).toEqual([text, true]);
      }),
      { numRuns: 2000 },
    );
  });
  const liheng = [...namesOf(organisations[0] as Row), "liheng-bearing", "liheng"];
  test.each([
    ...[
      "砺珩的工程师",
      "Contact: Liheng engineers",
      "www.liheng-bearing.com",
      "洛阳砺珩请您看看",
      "感谢各位支持洛阳砺珩",
    ],
    ...[
      "礪珩",
      "砺 珩",
      "砺·珩轴承",
      "ＬＩＨＥＮＧ",
      "LIHENG's plant",
      "Li Heng",
      "info@lihengbearing.cn",
      "砺\u200b珩",
    ],
    ...["信用代码 91410305FAKE00013D"],
  ])("finds %s", (text) => expect(nameIn(text, liheng)).not.toBeNull());
  test.each([
    ...[
      "洛阳的轴承厂",
      "轴承科技",
      "bearing technology",
      "a Luoyang firm",
      "砺石与珩磨",
      "磨床主轴热误差在线补偿",
      "healing",
    ],
  ])("lets %s be said", (text) => expect(nameIn(text, liheng)).toBeNull());
  test("does not hold an ordinary word against a text, but the name with its trade", () => {
    const names = ["洛阳先锋轴承有限公司", "Luoyang Pioneer Bearing Co., Ltd."];
    expect(nameIn("行业先锋；a pioneer of grinding", names)).toBeNull();
    expect(nameIn("洛阳先锋轴承的磨床", names)).not.toBeNull();
    expect(nameIn("at Luoyang Pioneer Bearing", names)).not.toBeNull();
  });
});

test("every division of the house's own region names is known as a place at the head of a name", () => {
  const regions = path.join(import.meta.dirname, "../../../i18n/messages/zh/regions.json");
  const names = Object.entries<string>(JSON.parse(readFileSync(regions, "utf8"))).filter(([code]) =>
    /^\d{6}$/.test(code),
  );
  for (const [, place] of names) expect([place, tradeNameOf(`${place}砺珩轴承有限公司`)]).toEqual([place, "砺珩"]);
});
