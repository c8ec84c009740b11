"use server";

import type { Locale } from "@peony/domain/shared";
import { saveProposal } from "@peony/features/proposals";
import { headers } from "next/headers";
import { getLocale } from "next-intl/server";
import { originIsOurs } from "#server/action.ts";
import { requestCtx } from "#server/ctx.ts";
import { fromForm } from "#server/form.ts";
import { errorText, refusalOf, refuseInput } from "#server/refusal.ts";
import { autosaveInput } from "./inputs.ts";
import { timeText, words } from "./words.ts";

/** What autosave says; `stopped` where it must not try again by itself. */
export type Saved =
  | { readonly status: "saved"; readonly version: number; readonly text: string }
  | { readonly status: "refused" | "stopped"; readonly text: string };

/** Saves the form of a proposal by itself; a refusal is a sentence and never an error page. */
export async function autosaveProposalAction(form: FormData): Promise<Saved> {
  const locale = (await getLocale()) as Locale;
  const t = words(locale);
  if (!originIsOurs((await headers()).get("origin"))) return { status: "stopped", text: errorText(locale, "origin") };
  const parsed = autosaveInput.safeParse(fromForm(form), { reportInput: true });
  if (!parsed.success) {
    const { errors, message } = refuseInput(locale, parsed.error.issues);
    return { status: "refused", text: t("form.not-saved", { why: Object.values(errors)[0] ?? message }) };
  }
  try {
    const { step: _step, ...input } = parsed.data;
    const { version, savedAt } = await saveProposal(await requestCtx(), input);
    return { status: "saved", version, text: t("form.saved-at", { time: timeText(savedAt) }) };
  } catch (e) {
    const refusal = refusalOf(locale, e);
    if (!refusal) throw e;
    if (refusal.code === "stale") return { status: "stopped", text: t("form.conflict") };
    const why = Object.values(refusal.errors)[0] ?? refusal.message;
    return { status: refusal.status === 503 ? "refused" : "stopped", text: t("form.not-saved", { why }) };
  }
}
