import { expect, test } from "vitest";
import { countryName } from "./countries.ts";

test("countries read as readers of each language write them", () => {
  expect(countryName("DE", "zh")).toBe("德国");
  expect(countryName("DE", "en")).toBe("Germany");
  expect(countryName("TW", "zh")).toBe("中国台湾");
  expect(countryName("HK", "en")).toBe("Hong Kong, China");
});
