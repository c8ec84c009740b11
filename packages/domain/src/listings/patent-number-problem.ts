import type { PatentNumberFinding } from "./patent-number-kinds.ts";
import { kindOfRegistration } from "./registration-number.ts";

/** What to say at the field about a number that is none: a code of the validation messages with its arguments. */
export type NumberProblem = { readonly code: string; readonly args: Readonly<Record<string, string>> };

/** Offices whose printed forms are named where a number begins like one of theirs. */
const officeOf = (input: string): string => {
  const text = input.normalize("NFKC").toUpperCase().replace(/[\s·]/g, "");
  if (/^(?:WO|PCT)/.test(text)) return "WO";
  if (/^(?:JP|特)/.test(text)) return "JP";
  return /^(?:EP|US|KR|CN)/.exec(text)?.[0] ?? "other";
};

/** Why a number was refused: it is of another register, or the form it would have at the office it begins like. Null where nothing is wrong. */
export const numberProblem = (input: string, finding: PatentNumberFinding): NumberProblem | null => {
  if (finding.ok) return null;
  if (finding.reason === "check") return { code: "bad-patent-number", args: { expected: finding.expected } };
  const register = kindOfRegistration(input);
  if (register !== null) return { code: "register-number", args: { kind: register } };
  const office = officeOf(input);
  if (finding.reason === "form" || (office !== "CN" && office !== "other"))
    return { code: "bad-patent-form", args: { office } };
  return { code: `bad-patent-${finding.reason}`, args: {} };
};
