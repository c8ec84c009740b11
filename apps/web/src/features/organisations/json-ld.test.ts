import { expect, test } from "vitest";
import { organisationJsonLd } from "./json-ld.ts";
import type { PublicOrganisation } from "./organisation-standing.tsx";

const organisation = {
  ...{ id: "org_1", slug: "a-university", kind: "university", nameZh: "河南某大学", nameEn: "A University" },
  ...{ shortZh: "某大", region: "410305", country: "CN", introZh: "一所大学。", introEn: "", verification: "verified" },
  ...{ verifiedAt: new Date("2026-01-01"), fictional: true, sample: false },
} as PublicOrganisation;

test("says name, other names and place in the reader's language", () => {
  expect(organisationJsonLd(organisation, "en", "https://peony.example")).toEqual({
    "@context": "https://schema.org",
    "@type": "Organization",
    "@id": "https://peony.example/en/org/a-university",
    url: "https://peony.example/en/org/a-university",
    name: "A University",
    alternateName: ["河南某大学", "某大"],
    description: "一所大学。",
    address: {
      "@type": "PostalAddress",
      addressCountry: "CN",
      addressRegion: "Henan",
      addressLocality: "Jianxi, Luoyang",
    },
  });
});

test("leaves out what is not known", () => {
  const bare = { ...organisation, nameEn: "", shortZh: "", region: null, country: "DE", introZh: "" };
  const said = organisationJsonLd(bare, "zh", "https://peony.example");
  expect([said.alternateName, said.description]).toEqual([undefined, undefined]);
  expect(said.address).toEqual({ "@type": "PostalAddress", addressCountry: "DE" });
});
