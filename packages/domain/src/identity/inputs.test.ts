import { describe, expect, test } from "vitest";
import { createOrganisationInput } from "./inputs.ts";

const wrongAt = (over: Record<string, unknown>): string[] => {
  const made = createOrganisationInput.safeParse({
    id: "org_01m89xyvk0bg48fhjbs1x4g3r9",
    kind: "firm",
    nameZh: "莱恩霍夫传动技术有限公司",
    uscc: "91410305FAKE00013D",
    region: "410305",
    ...over,
  });
  return made.success ? [] : made.error.issues.map((i) => `${i.path.join(".")} ${i.message}`);
};

describe("where an organisation is registered", () => {
  test("at home it has a credit code and a division, and no other register's number", () => {
    expect(wrongAt({})).toEqual([]);
    expect(wrongAt({ uscc: "", region: "" })).toEqual(["uscc required", "region required"]);
    expect(wrongAt({ registerNo: "HRB 1" })).toEqual(["registerNo other-country"]);
  });

  test("abroad it has its own register's number, and no credit code", () => {
    expect(wrongAt({ country: "DE", uscc: "", region: "", registerNo: "HRB 990001" })).toEqual([]);
    expect(wrongAt({ country: "DE", region: "" })).toEqual(["registerNo required", "uscc other-country"]);
    expect(wrongAt({ country: "XX", uscc: "", registerNo: "1" })).toEqual(["country not-an-option"]);
  });
});
