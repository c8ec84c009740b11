import type { ListingView } from "@peony/features/listings";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { listingJsonLd, scriptText } from "./json-ld.ts";

const listing = {
  id: "lst_1",
  slug: "raceways-1",
  state: "published",
  titleZh: "滚道强化",
  titleEn: "",
  summary: { zh: "", en: "Longer life" },
  problem: { zh: "裂纹", en: "" },
  number: "CN2019199000064",
  keywordsZh: ["滚道"],
  keywordsEn: [],
  ipc: ["F16C 33/64"],
  priceMode: "fixed",
  priceMin: 150_000_050n,
  priceMax: 260_000_000n,
  currency: "CNY",
  publishedAt: new Date("2026-11-02T00:00:00Z"),
  updatedAt: new Date("2026-11-03T00:00:00Z"),
  owner: { slug: "iaam", nameZh: "应用研究所", nameEn: "" },
} as unknown as ListingView;

describe("listingJsonLd", () => {
  test("names, identifies and prices the listing exactly, in one language else the other", () => {
    expect(listingJsonLd(listing, "en", "https://peony.test")).toMatchObject({
      "@type": ["Product", "CreativeWork"],
      url: "https://peony.test/en/t/raceways-1",
      name: "滚道强化",
      description: "Longer life",
      identifier: { propertyID: "patent", value: "CN2019199000064" },
      provider: { "@type": "Organization", name: "应用研究所", url: "https://peony.test/en/org/iaam" },
      offers: { "@type": "AggregateOffer", lowPrice: "1500000.50", highPrice: "2600000.00", priceCurrency: "CNY" },
    });
  });
  test("offers nothing where the price is on request, and says when it is gone", () => {
    expect(listingJsonLd({ ...listing, priceMode: "ask" }, "zh", "https://p").offers).toBeUndefined();
    const gone = listingJsonLd({ ...listing, state: "assigned", priceMax: null }, "zh", "https://p");
    expect(gone.offers).toMatchObject({
      "@type": "Offer",
      price: "1500000.50",
      availability: "https://schema.org/SoldOut",
    });
  });
});

describe("scriptText", () => {
  test("nothing written into it can end the element, and it reads back the same", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const written = scriptText({ text: `${text}</script><!--` });
        expect(written).not.toMatch(/[<>&\u2028\u2029]/);
        expect(JSON.parse(written)).toEqual({ text: `${text}</script><!--` });
      }),
    );
  });
});
