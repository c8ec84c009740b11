import { type AssetKind, isCountryOrOffice, type LegalStatus, type TechnologyField } from "../listings/index.ts";
import { mended } from "./mended.ts";

/** A cell as text, whatever a file of JSON holds; a list becomes its entries between semicolons. */
export const cellText = (value: unknown): string => {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map(cellText).filter(Boolean).join("; ");
  if (typeof value === "object") return "name" in value ? cellText(value.name) : "";
  return mended(String(value)).trim();
};

/** Words of a cell that are compared: neither case nor width, nor spaces and marks. */
export const plainWord = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");

const table = <T extends string>(words: Readonly<Record<T, string>>): ReadonlyMap<string, T> =>
  new Map(
    (Object.entries(words) as [T, string][]).flatMap(([value, list]) =>
      list.split("|").map((word) => [plainWord(word), value] as const),
    ),
  );

/** Words of the registers for what a right is now, in both languages. */
const statusWords = table<Exclude<LegalStatus, "unknown">>({
  granted:
    "granted|授权|已授权|有效|有权|专利权有效|专利权维持|维持|在有效期内|权利转移|专利权转移|许可备案|质押|专利权质押|开放许可|恢复|权利恢复|部分无效|无效部分|授权有效|in force|active|valid|issued|alive|maintained|registered|登记|已登记",
  pending:
    "pending|公开|已公开|公布|实质审查|实审|实质审查的生效|进入实审|审中|在审|审查中|审理中|申请中|受理|已受理|初审|初步审查|等待实审|published|application|under examination|examination|filed|in examination|substantive examination",
  lapsed:
    "lapsed|驳回|已驳回|撤回|视为撤回|视撤|主动撤回|终止|专利权终止|未缴年费终止|未缴年费|未缴年费专利权终止|届满终止|期限届满|届满|期满|放弃|专利权放弃|无效|全部无效|无效全部|失效|无权|expired|ceased|abandoned|withdrawn|refused|rejected|revoked|invalid|terminated|dead",
  none: "none|无|不适用|未申请|not applicable|n/a|na",
});

/** The status a word of the sheet means, else null. `known` holds what the organisation said of its own words. */
export const readStatus = (text: string, known: ReadonlyMap<string, LegalStatus>): LegalStatus | null => {
  const word = plainWord(text);
  return known.get(word) ?? statusWords.get(word) ?? null;
};

const kindWords = table<AssetKind>({
  patent:
    "patent|专利|发明|发明专利|实用新型|实用新型专利|外观设计|外观设计专利|外观|新型|授权专利|invention|utility model|design|design patent",
  application: "application|专利申请|发明申请|申请|发明公布|发明专利申请|patent application|pending application",
  software: "software|软件|软件著作权|软著|计算机软件著作权|程序|computer program|software copyright",
  know_how: "know_how|knowhow|技术秘密|专有技术|非专利技术|技术诀窍|know-how|trade secret",
  plant_variety: "plant_variety|植物新品种|品种权|新品种|plant variety|variety",
  layout_design: "layout_design|集成电路布图设计|布图设计|layout design|ic layout|topography",
  data_set: "data_set|数据集|数据|数据库|data set|dataset|database",
  service: "service|技术服务|服务|能力|检测服务|capability",
  bundle: "bundle|组合|专利包|专利组合|技术包|portfolio|package",
});
export const readAssetKind = (text: string): AssetKind | null => kindWords.get(plainWord(text)) ?? null;

/** The three rights that Chinese law calls patents. */
export type PatentRight = "invention" | "utility" | "design";
const rightWords = table<PatentRight>({
  invention: "发明|发明专利|发明授权|发明公布|发明申请|发明专利申请|invention|invention patent",
  utility: "实用新型|实用新型专利|新型|utility model",
  design: "外观设计|外观设计专利|外观|design|design patent",
});
/** The right a word for a kind names, else null: a patent may be any of them. */
export const readPatentRight = (text: string): PatentRight | null => rightWords.get(plainWord(text)) ?? null;

const countryWords = table({
  CN: "cn|中国|china|cnipa|国家知识产权局|prc|中国大陆",
  US: "us|usa|美国|united states|uspto",
  EP: "ep|epo|欧洲|欧专局|欧洲专利局|europe",
  WO: "wo|pct|wipo|国际|世界知识产权组织|international",
  JP: "jp|日本|japan|jpo",
  KR: "kr|韩国|korea|south korea|kipo",
  DE: "de|德国|germany",
  GB: "gb|uk|英国|united kingdom",
  FR: "fr|法国|france",
});
/** A country or office as two letters that are one's, else null. */
export const readCountry = (text: string): string | null => {
  const code = countryWords.get(plainWord(text)) ?? text.normalize("NFKC").trim().toUpperCase();
  return isCountryOrOffice(code) ? code : null;
};

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const isoOf = (y: number, m: number, d: number): string | null => {
  const day = new Date(Date.UTC(y, m - 1, d));
  const real = day.getUTCFullYear() === y && day.getUTCMonth() === m - 1 && day.getUTCDate() === d;
  return real && y >= 1900 && y <= 2199 ? day.toISOString().slice(0, 10) : null;
};

/** Spreadsheets count days from 1899-12-30; the range is 1954 to 2119, so that no year is taken for such a count. */
const serialDay = (n: number): string | null =>
  n >= 20_000 && n <= 80_500 ? new Date(Date.UTC(1899, 11, 30) + n * 86_400_000).toISOString().slice(0, 10) : null;

/**
 * A day in one of the ways offices write it, as `2026-11-25`, else null: 2026-11-25, 2026/11/25, 2026.11.25, 2026年11月25日, 20261125,
 * 25 Nov 2026, Nov 25, 2026, a time behind it, or a spreadsheet's count of days. Day and month in figures without the year first
 * are nobody's to guess.
 */
export const readDay = (text: string): string | null => {
  const plain = text
    .normalize("NFKC")
    .trim()
    .replace(/[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/, "");
  const ymd =
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  if (ymd) return isoOf(Number(ymd[1]), Number(ymd[2]), Number(ymd[3]));
  const serial = /^\d{5}(\.\d+)?$/.exec(plain);
  if (serial) return serialDay(Math.trunc(Number(plain)));
  const dmy = /^(\d{1,2})\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})$/.exec(plain);
  const mdy = /^([A-Za-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})$/.exec(plain);
  const [day, month, year] = dmy ? [dmy[1], dmy[2], dmy[3]] : [mdy?.[2], mdy?.[1], mdy?.[3]];
  const m = months.indexOf((month ?? "").slice(0, 3).toLowerCase());
  return m === -1 ? null : isoOf(Number(year), m + 1, Number(day));
};

const marks = /[;；、|\r\n]/;
const marksAndCommas = /[;；、|\r\n,，]/;
const entries = (text: string, between: RegExp): string[] =>
  between.test(text)
    ? [
        ...new Set(
          text
            .split(between)
            .map((part) => part.trim())
            .filter(Boolean),
        ),
      ]
    : [text.trim()].filter(Boolean);

/** Entries of a cell between marks of either script, commas among them, or on lines of their own. */
export const splitList = (text: string): string[] => entries(text, marksAndCommas);

const onlyHan = /^[\p{Script=Han}·・,，;；、\s]+$/u;

/**
 * Names of a cell. Commas separate them only between Chinese names: `LIU, Yang` is one. A note such as (CN) or an order such as 1. is
 * taken off.
 */
export const splitNames = (text: string): string[] =>
  entries(text, onlyHan.test(text) ? marksAndCommas : marks)
    .map((name) =>
      name
        .replace(/^\d+[.、)]\s*/, "")
        .replace(/[(（][A-Z]{2}[)）]$/, "")
        .trim(),
    )
    .filter(Boolean);

const fieldsByClass: readonly (readonly [RegExp, TechnologyField])[] = [
  [/^F16C/, "bearing"],
  [/^(B25J|G06[NTV]|G05B)/, "robotics_ai"],
  [/^(G02|H01S|G03)/, "photonics"],
  [/^(H01M|H02[JNS]|F03|F24|C01B3|H10F)/, "energy"],
  [/^(A01|A23|A61|C07K|C12)/, "bio"],
  [/^(G01|G08)/, "testing"],
  [/^(C0[1348]|C2|B22F|B32|D0|C30)/, "materials"],
  [/^(B2|B6|F0|F1|F2|B65|H02K)/, "equipment"],
];
/** Field of technology by the first class of a record, for the officer to change. */
export const fieldOfIpc = (ipc: readonly string[]): TechnologyField =>
  fieldsByClass.find(([form]) => form.test((ipc[0] ?? "").replace(/\s/g, "")))?.[1] ?? "other";
