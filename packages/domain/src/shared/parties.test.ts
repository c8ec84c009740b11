import { expect, test } from "vitest";
import { dealRole, dealSide } from "./parties.ts";

test("an organisation is one thing to a deal; its broker has no side, and a stranger is nothing", () => {
  const deal = { sellerOrgId: "org_s", buyerOrgId: "org_b", brokerOrgId: "org_k" };
  const all = ["org_s", "org_b", "org_k", "org_x"];
  expect(all.map((id) => dealRole(id, deal))).toEqual(["seller", "buyer", "broker", null]);
  expect(all.map((id) => dealSide(id, deal))).toEqual(["seller", "buyer", null, null]);
  expect(dealRole("org_k", { ...deal, brokerOrgId: null })).toBeNull();
});
