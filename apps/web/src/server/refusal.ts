import { isDatabaseAway } from "@peony/db";
import { isFileStoreError } from "@peony/domain/files";
import {
  type DomainError,
  type ErrorCode,
  errorTable,
  invalidInput,
  isDomainError,
  type Locale,
} from "@peony/domain/shared";
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
const fieldText = (locale: Locale, code: string, args: Args): string => {
  const t = translator(locale, "validation");
  const key = code as Parameters<typeof t>[0];
  return t.has(key) ? t(key, args) : t("invalid");
};

/** Zod issues as sentences at their fields. */
export const refuseInput = (locale: Locale, issues: readonly z.core.$ZodIssue[]): Refusal =>
  refuseDomain(locale, invalidInput(issues));

export const errorText = (locale: Locale, code: ErrorCode, args: Args = {}): string => {
  const t = translator(locale, "errors");
  return t(code.replaceAll("/", ".") as Parameters<typeof t>[0], args);
};

/** A limit says how long it lasts; a call that is being worked on is done within a second, as a rule. */
const retryAfter = ({ code, data }: DomainError): number | undefined =>
  code === "rate-limited" ? Number(data.args?.seconds ?? 60) : code === "idempotency-key/in-flight" ? 1 : undefined;

/** The refusal a known error stands for. */
export const refuseDomain = (locale: Locale, e: DomainError): Refusal => ({
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
