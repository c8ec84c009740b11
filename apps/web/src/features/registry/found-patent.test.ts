import { type PatentFinding, readPatentNumber, registryToFields } from "@peony/domain/listings";
import { patentRegistryFrom } from "@peony/gateways/patents";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { FoundPatent } from "./found-patent.tsx";
import { fillableOf, type OwnListing } from "./look-up.ts";

const registry = patentRegistryFrom({}, () => new Date("2026-11-25T08:00:00Z"));
/** As much of a listing as the panel reads. */
const listing = {
  id: "lst_01",
  version: 3,
  assetKind: "patent",
  titleZh: "我的名称",
  titleEn: "",
  number: null,
  country: "CN",
  legalStatus: "unknown",
  legalCheckedOn: null,
  filingDate: null,
  grantDate: null,
  annuityDue: null,
  ipc: [],
  inventors: [],
  solution: { zh: "", en: "" },
} as unknown as OwnListing;

const findingOf = async (text: string): Promise<PatentFinding> => {
  const read = readPatentNumber(text);
  const finding = read.ok ? await registry.find(read.number) : null;
  if (!finding) throw new Error(`${text} is not in the sample`);
  return finding;
};
const shown = async (locale: "zh" | "en", text: string, ours = true): Promise<string> => {
  const finding = await findingOf(text);
  const fields = registryToFields(finding, fillableOf(listing));
  const looked = { kind: "found", finding, fields, ours } as const;
  return renderToStaticMarkup(createElement(FoundPatent, { locale, listing, patent: finding.record.number, looked }));
};

describe("FoundPatent", () => {
  test("says where it is from and of which day, ticks what is empty and leaves what was typed", async () => {
    const html = await shown("zh", "ZL201919900006.4");
    expect(html).toContain("CN 2019 1 9900006.4 是中国发明专利申请号。");
    expect(html).toContain("来源：示例登记簿（数据均为虚构）。数据截至 2026年11月1日");
    expect(html).toContain("现在写的是：我的名称");
    const boxes = [...html.matchAll(/<input type="checkbox" name="fields:list"([^>]*)\/>/g)].map((m) => m[1] ?? "");
    const ticked = (field: string) => boxes.find((b) => b.includes(`value="${field}"`))?.includes("checked");
    expect([ticked("title.zh"), ticked("title.en"), ticked("inventors")]).toEqual([false, true, true]);
  });

  test("warns that the applicant is somebody else", async () => {
    expect(await shown("en", "ZL201919900006.4", false)).toContain(
      "The register names Luoyang Institute for Applied Advanced Metals as applicant",
    );
    expect(await shown("en", "ZL201919900006.4")).not.toContain("as applicant");
  });

  test("says where the register misprints the number", async () => {
    expect(await shown("en", "201919930168.2")).toContain(
      "The register prints ZL 2019 1 9930168.7, whose check digit is wrong; the right number is CN 2019 1 9930168.2.",
    );
  });

  test("warns of a right that has ended", async () => {
    expect(await shown("zh", "ZL201919900186.6")).toContain("按登记簿，这项权利已于 2026年8月14日 终止。");
  });
});
