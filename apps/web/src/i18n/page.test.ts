import { describe, expect, test } from "vitest";
import { pageMetadata } from "./page.ts";

describe("pageMetadata", () => {
  test("names the page in both languages and one for everybody else", () => {
    const { alternates } = pageMetadata("en", "/t/a-slug", "A title", "What it does");
    expect(alternates).toEqual({
      canonical: "/en/t/a-slug",
      languages: { "zh-CN": "/zh/t/a-slug", en: "/en/t/a-slug", "x-default": "/zh/t/a-slug" },
      types: { "application/atom+xml": "/en/feed.xml" },
    });
  });

  test("a later page of a list is an address of its own, the first one is the list", () => {
    const canonical = (page?: string) => pageMetadata("zh", "/fields/F16", "F16", "", { page }).alternates?.canonical;
    expect([canonical("2"), canonical(undefined)]).toEqual(["/zh/fields/F16?page=2", "/zh/fields/F16"]);
    const { languages } = pageMetadata("zh", "/fields/F16", "F16", "", { page: "2" }).alternates ?? {};
    expect(languages).toMatchObject({ en: "/en/fields/F16?page=2", "x-default": "/zh/fields/F16?page=2" });
  });

  test.each([
    ["/t/a-slug", "/api/cards/zh/t/a-slug", "article"],
    ["/demands/DN-2026-000001", "/api/cards/zh/demands/DN-2026-000001", "article"],
    ["/org/a-university", "/api/cards/zh/org/a-university", "website"],
    ["/fields/F16C", "/api/cards/zh/fields/F16C", "website"],
    ["/universities", "/api/cards/zh/universities", "website"],
    ["/", "/api/cards/zh", "website"],
    ["/privacy", "/api/cards/zh", "website"],
    ["/deals/PN-2026-000001", "/api/cards/zh", "website"],
  ])("%s is shared with the picture %s", (path, url, type) => {
    const { openGraph } = pageMetadata("zh", path, "Title");
    expect(openGraph).toMatchObject({ type, images: [{ url, width: 1200, height: 630 }] });
  });
});
