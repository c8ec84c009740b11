import { type Terms, type TermsInput, termsSchema } from "@peony/domain/contracts";
import { TermsTable } from "@peony/ui/Deal";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { termRows } from "./terms-rows.tsx";

const [first, second] = ["org_0000000000000000000000000a", "org_0000000000000000000000000b"] as const;
const names = { [first]: "中原技术经纪", [second]: "洛阳技术经纪" };
const both = (zh: string, en: string) => ({ zh, en });
const milestone = (n: number) => ({
  name: both(`第 ${n} 步`, `Step ${n}`),
  amount: `${n}0000050`,
  deliverable: both(`工艺卡 ${n}`, `Process card ${n}`),
  testMethod: both(`台架 ${n}`, `Bench ${n}`),
  dueDays: 30 * n,
  inspectionDays: 10 + n,
});
const sample: TermsInput = {
  dealType: "sole",
  fieldOfUse: both("风电轴承", "Wind bearings"),
  territory: both("中国境内", "Mainland China"),
  termMonths: 60,
  currency: "CNY",
  milestones: [milestone(1), milestone(2)],
  royaltyPct: 0,
  royaltyBase: "net_sales",
  minimumAnnual: "0",
  sublicencePct: 20,
  improvementOwner: "each_own",
  patentCostBearer: "licensor",
  commissions: [{ organisationId: first, pct: 3, payer: "seller" }],
  governingLaw: "中华人民共和国法律",
  prevailingLanguage: "zh",
  note: "甲方提供图纸",
};

type Path = readonly (string | number)[];
const leaves = (node: unknown, path: Path = []): Path[] =>
  typeof node === "object" && node !== null
    ? Object.entries(node).flatMap(([key, value]) => leaves(value, [...path, key]))
    : [path];

/** Another value that the schema takes at this place. */
const others: Readonly<Record<string, unknown>> = {
  dealType: "exclusive",
  currency: "USD",
  royaltyBase: "units",
  improvementOwner: "joint",
  patentCostBearer: "shared",
  organisationId: second,
  payer: "buyer",
  prevailingLanguage: "en",
  amount: "10000051",
  minimumAnnual: "100",
};
const withChange = (path: Path): TermsInput => {
  const copy = structuredClone(sample) as unknown as Record<string, unknown>;
  let at = copy;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string, unknown>;
  const last = String(path.at(-1));
  const value = at[last];
  at[last] = others[last] ?? (typeof value === "number" ? value + 1 : `${String(value)} 2`);
  return copy as unknown as TermsInput;
};

const locales = ["zh", "en"] as const;
const page = (rows: ReturnType<typeof termRows>) =>
  renderToStaticMarkup(createElement(TermsTable, { caption: "c", rows, was: "was", now: "now" }));
const moved = (rows: ReturnType<typeof termRows>) => rows.filter((r) => r.old !== undefined);

describe("termRows", () => {
  test("the sample names every entry of the terms, so that the next test forgets none", () => {
    const keys = (schema: { shape: object }) => Object.keys(schema.shape).sort();
    expect(Object.keys(sample).sort()).toEqual(keys(termsSchema));
    expect(Object.keys(sample.milestones[0] ?? {}).sort()).toEqual(keys(termsSchema.shape.milestones.element));
    const commissions = termsSchema.shape.commissions.unwrap().element;
    expect(Object.keys(sample.commissions?.[0] ?? {}).sort()).toEqual(keys(commissions));
  });

  test.each(leaves(sample).map((path) => [path.join("."), path] as const))(
    "shows and counts a change of %s",
    (_, path) => {
      const changed = withChange(path);
      for (const locale of locales) {
        const rows = moved(termRows(locale, changed, sample, names));
        expect(rows.length).toBeGreaterThanOrEqual(1);
        for (const row of rows) expect(row.old).not.toEqual(row.value);
        // without a round before it, too: what is locked was seen
        expect(page(termRows(locale, changed, null, names))).not.toBe(page(termRows(locale, sample, null, names)));
      }
    },
  );

  test("marks nothing where nothing moved", () => {
    for (const locale of locales) expect(moved(termRows(locale, sample, sample, names))).toEqual([]);
  });

  test("shows a change of the other language alone as was and now, named by its language", () => {
    const terms = { ...sample, territory: both("中国境内", "Worldwide") };
    const rows = moved(termRows("zh", terms, sample, names));
    expect(rows.map((r) => r.key)).toEqual(["territory"]);
    expect(page(rows)).toContain('<del>英文： <span lang="en">Mainland China</span></del>');
    expect(page(rows)).toContain('<ins>中国境内<br/>英文： <span lang="en">Worldwide</span></ins>');
  });

  test("shows each entry of a milestone that was added or taken away", () => {
    const one: TermsInput = { ...sample, milestones: [milestone(1)] };
    const entries = Object.keys(milestone(2)).map((k) => `milestones.1.${k}`);
    for (const [now, was] of [
      [one, sample],
      [sample, one],
    ] as const) {
      const keys = moved(termRows("en", now, was, names)).map((r) => r.key);
      expect(keys).toEqual(expect.arrayContaining(["price", ...entries]));
    }
    expect(page(moved(termRows("en", one, sample, names)))).toContain("<ins>none</ins>");
  });

  test("shows a commission that was added, and says so where there is none", () => {
    const none: TermsInput = { ...sample, commissions: [] satisfies Terms["commissions"] };
    expect(moved(termRows("zh", sample, none, names)).map((r) => r.key)).toContain("commissions.0.organisationId");
    expect(termRows("zh", none, null, names).find((r) => r.key === "commissions")?.value).toBe("无");
  });
});
