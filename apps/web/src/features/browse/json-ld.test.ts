import { expect, test } from "vitest";
import { breadcrumbJsonLd } from "./json-ld.ts";

test("numbers the steps of the way and gives each its whole address", () => {
  const way = [
    { label: "By field", href: "/en/fields" },
    { label: "F16C", href: "/en/fields/F16C" },
  ];
  expect(breadcrumbJsonLd(way, "https://peony.example")).toMatchObject({
    "@type": "BreadcrumbList",
    itemListElement: [
      { position: 1, name: "By field", item: "https://peony.example/en/fields" },
      { position: 2, name: "F16C", item: "https://peony.example/en/fields/F16C" },
    ],
  });
});
