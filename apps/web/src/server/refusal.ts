import { isDatabaseAway } from "@peony/db";
import { isFileStoreError } from "@peony/domain/files";
import { DomainError, type ErrorCode, errorTable, isDomainError, type Locale } from "@peony/domain/shared";
import { translator } from "@peony/i18n";
import type { z } from "zod";

/** A refusal in the reader's words: one sentence, and one per field (path such as `milestones.0.amount`). */
export type Refusal = {
  code: ErrorCode;
  status: number;
  message: string;
  errors: Record<string, string>;
  changed: readonly string[];
  /** Where trying again makes sense, and not before. */
  retryAfterSeconds?: number;
};

type Args = Readonly<Record<string, string | number>>;
type Issue = z.core.$ZodIssue;

const kindOf: Readonly<Record<string, string>> = { number: "not-a-number", int: "not-an-integer", string: "not-text" };

/** A schema's own word for it, such as a box that must be ticked, stands instead of the general one. */
const ownWord = (i: Issue): string | undefined => (/^[a-z-]+$/.test(i.message) ? i.message : undefined);

const issueCode = (i: Issue): { code: string; args: Args } => {
  const params: Args = i.code === "custom" && i.params ? (i.params as Args) : {};
  switch (i.code) {
    case "too_small":
      if (i.origin === "string")
        return { code: Number(i.minimum) <= 1 ? "required" : "too-short", args: { min: Number(i.minimum) } };
      return { code: i.origin === "array" ? "too-few" : "too-small", args: { min: Number(i.minimum) } };
    case "too_big":
      if (i.origin === "string")
        return {
          code: "too-long",
          args: { max: Number(i.maximum), length: typeof i.input === "string" ? i.input.length : Number(i.maximum) },
        };
      return { code: i.origin === "array" ? "too-many" : "too-big", args: { max: Number(i.maximum) } };
    case "invalid_type":
      if (i.input === undefined || i.input === null || i.input === "") return { code: "required", args: {} };
      return { code: ownWord(i) ?? kindOf[i.expected] ?? "wrong-type", args: {} };
    case "invalid_value":
      return { code: ownWord(i) ?? "not-an-option", args: {} };
    default:
      return { code: i.message, args: params };
  }
};

const fieldText = (locale: Locale, code: string, args: Args): string => {
  const t = translator(locale, "validation");
  const key = code as Parameters<typeof t>[0];
  return t.has(key) ? t(key, args) : t("invalid");
};

/** More fields than any form has are not listed one by one. */
const mostErrors = 100;

/** Each place that is wrong with its code; fields that do not exist stand at the name they came under. */
const placesOf = (issue: Issue): { path: string; code: string; args: Args }[] =>
  issue.code === "unrecognized_keys"
    ? issue.keys.map((key) => {
        const field = key.slice(0, 60);
        return { path: [...issue.path, field].join("."), code: "unknown-field", args: { field } };
      })
    : [{ path: issue.path.join("."), ...issueCode(issue) }];

/** Zod issues as a refusal with one code per field, the first. */
export const invalidInput = (issues: readonly Issue[]): DomainError => {
  const fields = new Map<string, { code: string; args: Args }>();
  for (const { path, code, args } of issues.flatMap(placesOf).slice(0, mostErrors))
    if (!fields.has(path)) fields.set(path, { code, args });
  return new DomainError("invalid", [...fields.keys()].join(", "), { fields: Object.fromEntries(fields) });
};

/** Zod issues as sentences at their fields. */
export const refuseInput = (locale: Locale, issues: readonly Issue[]): Refusal =>
  refuseDomain(locale, invalidInput(issues));

export const errorText = (locale: Locale, code: ErrorCode, args: Args = {}): string => {
  const t = translator(locale, "errors");
  return t(code.replaceAll("/", ".") as Parameters<typeof t>[0], args);
};

/** A limit says how long it lasts; a call that is being worked on is done within a second, as a rule. */
const retryAfter = ({ code, data }: DomainError): number | undefined =>
  code === "rate-limited" ? Number(data.args?.seconds ?? 60) : code === "idempotency-key/in-flight" ? 1 : undefined;

const refuseDomain = (locale: Locale, e: DomainError): Refusal => ({
  code: e.code,
  status: errorTable[e.code].status,
  message: errorText(locale, e.code, e.data.args),
  errors: Object.fromEntries(
    Object.entries(e.data.fields ?? {}).map(([path, f]) => [path, fieldText(locale, f.code, f.args ?? {})]),
  ),
  changed: e.data.changed ?? [],
  retryAfterSeconds: retryAfter(e),
});

/** A part of the house that failed the reader, in a sentence; what is only away comes back by itself. */
const refuseHouse = (locale: Locale, code: ErrorCode): Refusal => {
  const { status } = errorTable[code];
  const wait = status === 503 ? { retryAfterSeconds: 5 } : {};
  return { code, status, message: errorText(locale, code), errors: {}, changed: [], ...wait };
};

/** The refusal an error stands for, or null where the error is ours and must not be shown. */
export const refusalOf = (locale: Locale, e: unknown): Refusal | null => {
  if (isDomainError(e)) return refuseDomain(locale, e);
  if (isFileStoreError(e)) return refuseHouse(locale, e.fault === "away" ? "files/away" : "files/damaged");
  if (isDatabaseAway(e)) return refuseHouse(locale, "unavailable");
  return null;
};
