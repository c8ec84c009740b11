/** Why a unified social credit code was refused; `warning` findings do not refuse it. Source: GB 32100-2015, GB 11714. */
export type UsccFinding =
  | { readonly ok: true; readonly code: string; readonly warning: "org-code" | null }
  | { readonly ok: false; readonly reason: "length" | "charset" | "region" }
  | { readonly ok: false; readonly reason: "check"; readonly expected: string };

const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const orgWeights = [3, 7, 9, 10, 5, 8, 4, 2];

const checkCharacter = (body: string): string => {
  const sum = weights.reduce((total, w, i) => total + alphabet.indexOf(body[i] ?? "") * w, 0);
  return alphabet[(31 - (sum % 31)) % 31] ?? "";
};

/** Check character of the organisation code inside (positions 9 to 17, GB 11714). */
const orgCheck = (body: string): string => {
  const sum = orgWeights.reduce((total, w, i) => total + Number.parseInt(body[i] ?? "0", 36) * w, 0);
  const c = 11 - (sum % 11);
  return c === 10 ? "X" : c === 11 ? "0" : String(c);
};

/**
 * Checks a unified social credit code (统一社会信用代码): 18 characters, no I O Z S V, a check character at the end.
 * Full-width characters, spaces and lower case are normalised first. Some genuine codes carry an organisation part that fails
 * its own check, so that is a warning and never a refusal.
 */
export const checkUscc = (input: string): UsccFinding => {
  const code = input.normalize("NFKC").replace(/[\s-]/g, "").toUpperCase();
  if (code.length !== 18) return { ok: false, reason: "length" };
  if ([...code].some((c) => !alphabet.includes(c))) return { ok: false, reason: "charset" };
  if (!/^\d{6}$/.test(code.slice(2, 8))) return { ok: false, reason: "region" };
  const expected = checkCharacter(code);
  if (code[17] !== expected) return { ok: false, reason: "check", expected };
  return { ok: true, code, warning: orgCheck(code.slice(8, 16)) === code[16] ? null : "org-code" };
};
