import type { Result } from "@peony/features/disclosures";
import type { Locale } from "@peony/i18n";
import type { StatusTone } from "@peony/ui/Marks";
import { said } from "#features/listings/said.ts";
import { words } from "./words.ts";

/** Who has the turn, by name where there is one. */
export const holderText = (locale: Locale, r: Result): string => {
  const t = words(locale);
  const join = new Intl.ListFormat(locale);
  if (r.holder === "inventors" && r.waitingFor.length > 0)
    return join.format(r.waitingFor.map((n) => said(locale, n).text));
  if (r.holder === "office" && r.officer) return t("holder.officer", { name: r.officer });
  return t(`holder.${r.holder}`);
};

/** Whose move it is, as a tone: the reader's, somebody else's, late, or over. */
export const toneOf = (r: Result): StatusTone => {
  if (r.late) return "error";
  if (r.ownTurn) return "turn";
  if (r.stage === "paid") return "done";
  return r.holder === "nobody" ? "closed" : "wait";
};
