import type { Locale } from "./locale.ts";

/** Names that differ from those of the runtime, which knows no patent offices: territories of China are named as such. */
const ours: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  zh: {
    ...{ HK: "中国香港", MO: "中国澳门", TW: "中国台湾" },
    ...{ EP: "欧洲专利局（EP）", WO: "国际申请（PCT，WO）", EA: "欧亚专利局（EA）", AP: "非洲地区知识产权组织（AP）" },
    ...{ OA: "非洲知识产权组织（OA）", GC: "海湾合作委员会专利局（GC）" },
  },
  en: {
    ...{ HK: "Hong Kong, China", MO: "Macao, China", TW: "Taiwan, China" },
    ...{
      EP: "European Patent Office (EP)",
      WO: "International application (PCT, WO)",
      EA: "Eurasian Patent Office (EA)",
    },
    ...{ AP: "African Regional Intellectual Property Organization (AP)" },
    ...{ OA: "African Intellectual Property Organization (OA)", GC: "Gulf Cooperation Council Patent Office (GC)" },
  },
};
const names = {
  zh: new Intl.DisplayNames("zh-CN", { type: "region" }),
  en: new Intl.DisplayNames("en", { type: "region" }),
};

/** A country's or territory's name by its ISO 3166-1 alpha-2 code, or that of a regional patent office; an unknown code as it is. */
export const countryName = (code: string, locale: Locale): string =>
  ours[locale][code] ?? names[locale].of(code) ?? code;
