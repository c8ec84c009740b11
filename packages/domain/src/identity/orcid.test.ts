import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkOrcid, orcidSchema } from "./orcid.ts";

describe("checkOrcid", () => {
  test.each([
    ["0000-0002-1825-0097", { ok: true, orcid: "0000-0002-1825-0097" }],
    ["0000-0002-1694-233X", { ok: true, orcid: "0000-0002-1694-233X" }],
    ["0000-0009-9000-0018", { ok: true, orcid: "0000-0009-9000-0018" }],
    ["0000000990000026", { ok: true, orcid: "0000-0009-9000-0026" }],
    ["https://orcid.org/0000-0002-1694-233x", { ok: true, orcid: "0000-0002-1694-233X" }],
    ["ORCID iD: ００００ ０００２ １８２５ ００９７", { ok: true, orcid: "0000-0002-1825-0097" }],
    ["0000-0002-1825-0098", { ok: false, reason: "check", expected: "7" }],
    ["0000-0002-1694-2330", { ok: false, reason: "check", expected: "X" }],
    ["0000-0002-1825-009", { ok: false, reason: "length" }],
    ["0000-0002-1825-O097", { ok: false, reason: "charset" }],
    ["X000-0002-1825-0097", { ok: false, reason: "charset" }],
    ["", { ok: false, reason: "length" }],
  ])("%s", (input, finding) => expect(checkOrcid(input)).toEqual(finding));

  test("a field keeps the grouped form and names a wrong last character", () => {
    expect(orcidSchema.parse("0000000218250097")).toBe("0000-0002-1825-0097");
    expect(orcidSchema.safeParse("0000-0002-1825-0098").error?.issues).toMatchObject([
      { message: "bad-orcid-digit", params: { expected: "7" } },
    ]);
    expect(orcidSchema.safeParse("?").error?.issues).toMatchObject([{ message: "bad-orcid" }]);
  });

  test("one wrong digit is always noticed, and the character that is named makes it right", () => {
    const body = fc.stringMatching(/^\d{15}$/);
    fc.assert(
      fc.property(body, fc.nat(14), fc.constantFrom(..."0123456789"), (digits, at, digit) => {
        const first = checkOrcid(`${digits}${digits[14] === "0" ? "1" : "0"}`);
        const check = first.ok ? first.orcid.slice(-1) : first.reason === "check" ? first.expected : "";
        expect(checkOrcid(digits + check).ok).toBe(true);
        fc.pre(digits[at] !== digit);
        expect(checkOrcid(digits.slice(0, at) + digit + digits.slice(at + 1) + check)).toMatchObject({
          ok: false,
          reason: "check",
        });
      }),
    );
  });

  test("reading never throws, and what was read is read again as itself", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), (typed) => {
        const found = checkOrcid(typed);
        if (found.ok) expect(checkOrcid(found.orcid)).toEqual(found);
      }),
    );
  });
});
