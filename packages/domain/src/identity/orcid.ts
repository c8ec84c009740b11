import { z } from "zod";

/** What a researcher's ORCID iD turned out to be; a wrong last character names the right one. Source: ISO 7064 MOD 11-2. */
export type OrcidFinding =
  | { readonly ok: true; readonly orcid: string }
  | { readonly ok: false; readonly reason: "length" | "charset" }
  | { readonly ok: false; readonly reason: "check"; readonly expected: string };

const checkCharacter = (digits: string): string => {
  const total = [...digits].reduce((t, d) => ((t + Number(d)) * 2) % 11, 0);
  const value = (12 - total) % 11;
  return value === 10 ? "X" : String(value);
};

/**
 * Checks an ORCID iD, typed or pasted as its web address, in any spacing and full-width or not. Never throws.
 * @returns the iD in its four groups, `0000-0002-1825-0097`
 */
export const checkOrcid = (input: string): OrcidFinding => {
  const bare = input
    .normalize("NFKC")
    .toUpperCase()
    .trim()
    .replace(/^(?:HTTPS?:\/\/)?(?:WWW\.)?ORCID\.ORG\/|^ORCID(?:\s*ID)?\s*:?/, "")
    .replace(/[\s‐-―−-]/g, "");
  if (bare.length !== 16) return { ok: false, reason: "length" };
  if (!/^\d{15}[\dX]$/.test(bare)) return { ok: false, reason: "charset" };
  const expected = checkCharacter(bare.slice(0, 15));
  if (bare[15] !== expected) return { ok: false, reason: "check", expected };
  return { ok: true, orcid: bare.replace(/(.{4})(?=.)/g, "$1-") };
};

/** An ORCID iD as it is stored; a wrong last character is named at the field. */
export const orcidSchema = z.string().transform((input, ctx) => {
  const found = checkOrcid(input);
  if (found.ok) return found.orcid;
  ctx.addIssue({
    code: "custom",
    input,
    message: found.reason === "check" ? "bad-orcid-digit" : "bad-orcid",
    params: found.reason === "check" ? { expected: found.expected } : {},
  });
  return z.NEVER;
});
