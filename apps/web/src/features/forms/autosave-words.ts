"use client";

import { fieldId } from "@peony/ui/form-context";
import type { Autosaved } from "./autosaving.ts";

/** How the last save went. */
export type AutosaveState =
  | { readonly kind: "idle" | "unsaved" | "saving" | "offline" | "stale" }
  | { readonly kind: "saved" | "left"; readonly at: number }
  | { readonly kind: "refused"; readonly reason: string };

export type AutosaveWords = Readonly<Record<AutosaveState["kind"] | "kept" | "putBack" | "discard", string>>;

/** What is said of an answer; a refusal names the field as the page does. */
export const told = (form: HTMLFormElement, answer: Autosaved): AutosaveState => {
  if (answer.status === "saved") return { kind: answer.left ? "left" : "saved", at: Date.now() };
  if (answer.status === "stale") return { kind: "stale" };
  if (answer.status === "away") return { kind: "offline" };
  // a field called `id` stands before the form's own
  const id = answer.place && CSS.escape(fieldId(form.getAttribute("id") ?? "", answer.place));
  const label = id && document.querySelector(`label[for="${id}"], [data-names="${id}"]`)?.firstChild?.textContent;
  return { kind: "refused", reason: [label?.trim(), answer.reason].filter(Boolean).join(" · ") };
};

const beijing = "Asia/Shanghai";

/** A time of day in Beijing, by which every page of the house goes, wherever the browser is. */
export const clock = (at: number, lang: string): string =>
  new Intl.DateTimeFormat(lang, { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: beijing }).format(at);

/** The words of a state, with its time or reason. */
export const sentence = (state: AutosaveState, words: AutosaveWords, lang: string): string =>
  words[state.kind]
    .replace("{time}", "at" in state ? clock(state.at, lang) : "")
    .replace("{reason}", "reason" in state ? state.reason : "");
