import { describe, expect, test } from "vitest";
import { termsSchema } from "./terms.ts";
import { sampleTerms } from "./testing/index.ts";

const organisationId = "org_0000000000000000000000000c";
const limits = (...pcts: number[]) => {
  const commissions = pcts.map((pct) => ({ organisationId, pct }));
  const parsed = termsSchema.safeParse({ ...sampleTerms, commissions });
  return parsed.success ? [] : parsed.error.issues.map((i) => i.path.join("."));
};

describe("limits of commissions", () => {
  test("one above its own limit is told that limit alone", () => {
    expect(limits(150)).toEqual(["commissions.0.pct"]);
    expect(limits(30, 31)).toEqual(["commissions.1.pct"]);
  });
  test("together above half is told so where each is within its own limit", () => {
    expect(limits(30, 20.01)).toEqual(["commissions"]);
  });
  test("exactly half is taken, in hundredths that no binary fraction holds", () => {
    expect(limits(30, 20)).toEqual([]);
    expect(limits(16.67, 16.67, 16.66)).toEqual([]);
  });
});
