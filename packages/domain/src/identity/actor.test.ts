import { describe, expect, test } from "vitest";
import { isHouse, organisationKinds, type PersonActor, visitor } from "./index.ts";

const member = (over: Partial<PersonActor>): PersonActor => ({
  ...{ kind: "person", userId: "usr_1", name: "甲", locale: "zh", orgId: "org_1", orgCountry: "CN" },
  ...{ orgKind: "operator", orgVerified: true, roles: ["member"], via: "session", provedAt: null },
  ...over,
});

describe("the house", () => {
  test("is the verified operator and nobody who only calls itself one", () => {
    expect(organisationKinds.filter((orgKind) => isHouse(member({ orgKind })))).toEqual(["operator"]);
    expect(isHouse(member({ orgVerified: false }))).toBe(false);
    expect([isHouse(visitor), isHouse({ kind: "system", name: "notices" })]).toEqual([false, false]);
    expect(isHouse(member({ orgId: null, orgKind: null }))).toBe(false);
  });
});
