import { termsSchema } from "@peony/domain/contracts";
import type { Bilingual } from "@peony/domain/shared";
import { type Locale, translator } from "@peony/i18n";
import type { TermRow } from "@peony/ui/Deal";
import { Fragment, type ReactNode } from "react";
import { type BrokerNames, type TermField, termFields } from "./terms-fields.ts";

type Text = ReturnType<TermField["text"]>;

/** Languages of a text, the reader's first. */
const order = (locale: Locale): readonly Locale[] => (locale === "zh" ? ["zh", "en"] : ["en", "zh"]);

/** A text to read. One in two languages comes in the reader's language, with the other named beneath: both go into a contract. */
const shown = (text: Text, locale: Locale, only: (language: Locale) => boolean = () => true): ReactNode => {
  const none = translator(locale, "deals")("value.none");
  if (typeof text !== "object") return text || none;
  const t = translator(locale, "offers");
  const languages = order(locale).filter(only);
  const written = languages.filter((language) => text[language] !== "");
  if (written.length === 0) return none;
  return written.map((language, i) => (
    <Fragment key={language}>
      {i > 0 ? <br /> : null}
      {language === locale ? (
        text[language]
      ) : (
        <>
          {t("in-language", { language: t(`languages.${language}`) })} <span lang={language}>{text[language]}</span>
        </>
      )}
    </Fragment>
  ));
};

const digits = (_: string, v: unknown): unknown => (typeof v === "bigint" ? v.toString() : v);
const differs = (a: unknown, b: unknown): boolean => JSON.stringify(a, digits) !== JSON.stringify(b, digits);

/** What stood there before: of a text in two languages only those that moved. */
const before = (now: Text, was: Text, locale: Locale): ReactNode => {
  const both = (t: Text): t is Bilingual => typeof t === "object";
  return both(now) && both(was) ? shown(was, locale, (l) => now[l] !== was[l]) : shown(was, locale);
};

/**
 * Every entry of the terms as a row of a table, each entry of each milestone its own; beside the round before, rows that moved
 * carry the old value and what the move means. A row or entry that was added or taken away shows as coming from or going to none.
 */
export const termRows = (locale: Locale, now: unknown, was: unknown, brokers: BrokerNames): TermRow[] => {
  const terms = termsSchema.parse(now);
  const old = was === null ? null : termsSchema.parse(was);
  const most = (key: "milestones" | "commissions") => Math.max(terms[key].length, old?.[key].length ?? 0);
  const fields = termFields(locale, brokers, { milestones: most("milestones"), commissions: most("commissions") });
  return fields.map(({ key, label, of, text, effect }) => {
    const value = shown(text(terms), locale);
    if (!old || !differs(of(terms), of(old))) return { key, label, value };
    return {
      ...{ key, label, value },
      old: before(text(terms), text(old), locale),
      effect: effect?.(terms, old) ?? undefined,
    };
  });
};
