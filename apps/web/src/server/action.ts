import type { Ctx } from "@peony/db";
import { isFileStoreError } from "@peony/domain/files";
import { DomainError, type Locale } from "@peony/domain/shared";
import { translator } from "@peony/i18n";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { getLocale } from "next-intl/server";
import type { z } from "zod";
import { requestCtx } from "./ctx.ts";
import { env } from "./env.ts";
import { fromForm, typed } from "./form.ts";
import { log } from "./log.ts";
import { noting } from "./noting.ts";
import { errorText, refusalOf, refuseInput } from "./refusal.ts";

/** What a form knows after it was sent: nothing yet, done, or refused with sentences and what was typed. */
export type FormState = {
  readonly status: "idle" | "done" | "refused";
  readonly message?: string;
  readonly errors?: Readonly<Record<string, string>>;
  readonly changed?: readonly string[];
  /** Stands before what is stored now, at fields that somebody else changed meanwhile. */
  readonly storedLabel?: string;
  readonly values?: Readonly<Record<string, string[]>>;
  /** Shown once, e.g. a new API key. */
  readonly secret?: string;
};
export const idle: FormState = { status: "idle" };

/** What an action gives back: where to go next (path without the locale), or a sentence. */
export type ActionResult = { readonly to?: string; readonly message?: string; readonly secret?: string } | undefined;

/** Same-site requests only: the Origin must be there and be ours. The framework lets a missing one through, we do not. */
export const originIsOurs = (origin: string | null): boolean => {
  const own = env().PEONY_URL;
  return origin === own || (own.startsWith("http://localhost") && origin === own.replace("localhost", "127.0.0.1"));
};

/** A list typed into one field (`ipc:words`) is refused at that field: the form has none for the list's third entry. */
const atFields = (errors: Readonly<Record<string, string>>): Record<string, string> => {
  const at: Record<string, string> = {};
  for (const [place, text] of Object.entries(errors)) at[place.replace(/\.\d+$/, "")] ??= text;
  return at;
};

/**
 * One wrapper for every form: checks the origin, parses with the schema the command shares, builds the context, runs, and
 * translates refusals to the reader's language at the field. Unknown errors are logged and rethrown, never shown.
 */
export const action =
  <S extends z.ZodType>(schema: S, run: (ctx: Ctx, input: z.output<S>, locale: Locale) => Promise<ActionResult>) =>
  async (_before: FormState, form: FormData): Promise<FormState> => {
    const locale = (await getLocale()) as Locale;
    if (!originIsOurs((await headers()).get("origin")))
      return { status: "refused", message: errorText(locale, "origin") };
    const parsed = schema.safeParse(fromForm(form), { reportInput: true });
    if (!parsed.success) {
      const { message, errors } = refuseInput(locale, parsed.error.issues);
      return { status: "refused", message, errors: atFields(errors), values: typed(form) };
    }
    let result: ActionResult;
    try {
      const ctx = await requestCtx();
      result = await noting(ctx, () => run(ctx, parsed.data, locale));
    } catch (e) {
      const refusal = refusalOf(locale, e);
      if (!refusal) throw e;
      if (isFileStoreError(e)) log.error({ err: e }, "file store failed");
      if (e instanceof DomainError) log.info({ code: e.code }, "refused");
      return {
        status: "refused",
        message: refusal.message,
        errors: atFields(refusal.errors),
        changed: refusal.changed,
        storedLabel: refusal.changed.length > 0 ? translator(locale, "errors")("stored-now") : undefined,
        values: typed(form),
      };
    }
    if (result?.to) redirect(`/${locale}${result.to}`);
    return { status: "done", message: result?.message, secret: result?.secret };
  };
