import { seiIndustries } from "@peony/domain/listings";
import { expect, test } from "vitest";
import { industryAddress, industryCode } from "./industry-address.ts";

test("every industry has an address without a dot, and the address leads back to it", () => {
  for (const { code } of seiIndustries()) {
    const address = industryAddress(code);
    expect(address).toMatch(/^\/industries\/\d(-\d)?$/);
    expect(industryCode(address.slice("/industries/".length))).toBe(code);
  }
  expect(["2.1", "2-1-1", "", "x", "22"].map(industryCode)).toEqual(Array(5).fill(null));
});
