import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkUscc } from "./uscc.ts";

describe("checkUscc", () => {
  test.each([
    ["91350100M000100Y43", { ok: true, code: "91350100M000100Y43", warning: null }],
    [" 91350100m000100y43 ", { ok: true, code: "91350100M000100Y43", warning: null }],
    ["９１３５０１００M000100Y43", { ok: true, code: "91350100M000100Y43", warning: null }],
    ["91350100M000100Y44", { ok: false, reason: "check", expected: "3" }],
    ["9135010OM000100Y43", { ok: false, reason: "charset" }],
    ["91350100M000100Y4", { ok: false, reason: "length" }],
    ["91410305FAKE00014G", { ok: true, code: "91410305FAKE00014G", warning: "org-code" }],
    ["91410305FAKE00013D", { ok: true, code: "91410305FAKE00013D", warning: null }],
    ["12410000FAKE01016B", { ok: true, code: "12410000FAKE01016B", warning: null }],
  ])("%s", (input, expected) => {
    expect(checkUscc(input)).toEqual(expected);
  });

  test("any one character changed in a valid code is noticed", () => {
    const alphabet = [..."0123456789ABCDEFGHJKLMNPQRTUWXY"];
    const valid = "91410305FAKE00013D";
    fc.assert(
      fc.property(fc.integer({ min: 8, max: 17 }), fc.constantFrom(...alphabet), (i, c) => {
        fc.pre(valid[i] !== c);
        const changed = valid.slice(0, i) + c + valid.slice(i + 1);
        const finding = checkUscc(changed);
        expect(finding.ok).toBe(false);
        if (!finding.ok && finding.reason === "check")
          expect(checkUscc(changed.slice(0, 17) + finding.expected).ok).toBe(true);
      }),
    );
  });

  test("reading never throws, and what was read is read again as itself", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 15, maxLength: 20 }), (typed) => {
        const found = checkUscc(typed);
        if (found.ok) expect(checkUscc(found.code)).toEqual(found);
      }),
    );
  });
});
