import { type Locale, localeName } from "@peony/i18n";
import { words } from "./words.ts";

/** Fields whose label in the form is not their own name. */
const named: Readonly<Record<string, string>> = {
  keywordsZh: "score.name.keywords",
  keywordsEn: "score.name.keywords",
  ipc: "classes",
  region: "region",
  contactTeam: "fields.contactTeam",
  inventors: "edit.inventors-list",
  benefits: "edit.list.benefits",
  priceMenu: "menu.title",
};
const rows = ["benefits", "applications", "evidence", "inventors", "priceMenu"];
const parts: Readonly<Record<string, string>> = {
  name: "fields.inventor-name",
  figure: "fields.benefit-figure",
  unit: "fields.benefit-unit",
  condition: "fields.benefit-condition",
  checkedOn: "fields.benefit-checkedOn",
  sharePct: "fields.inventor-share",
  orcid: "fields.orcid",
};

/** A place of the form in words: `benefits.0.figure` is "Benefit figure, no. 1, figure". */
export const placeName = (locale: Locale, place: string): string => {
  const t = words(locale);
  const say = (key: string) => t(key as "fields.title");
  const [field = "", ...rest] = place.split(".");
  const said = [say(named[field] ?? `fields.${field}`)];
  for (const part of rest) {
    if (/^\d+$/.test(part) && rows.includes(field)) said.push(t("versions.row", { n: Number(part) + 1 }));
    else if (part === "zh" || part === "en") said.push(localeName[part]);
    else if (field === "priceMenu") said.push(say(`fields.menu-${part}`));
    else if (field === "benefits" && part === "name") said.push(t("fields.benefit-name"));
    else if (parts[part]) said.push(say(parts[part]));
  }
  return said.join(" · ");
};
