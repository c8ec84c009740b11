import { triageChoices, triageReasons } from "@peony/domain/listings";
import type { TriageRow } from "@peony/features/listings";
import { formatDate, formatPatentNumber, type Locale } from "@peony/i18n";
import { said } from "#features/listings/said.ts";
import { words } from "./words.ts";

/** What the board shows of a draft; nothing else of it goes to the browser. */
export type BoardRow = {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly titleLang: string | undefined;
  readonly text: string;
  readonly facts: readonly { readonly term: string; readonly value: string; readonly mono?: boolean }[];
};
export type BoardChoice = {
  readonly choice: string;
  readonly label: string;
  readonly done: string;
  readonly reasons: readonly { readonly pick: string; readonly label: string; readonly name: string }[];
};

const textShown = 280;

/** A patent's number, or that of another register. */
const numberOf = (row: Pick<TriageRow, "number" | "registrationNo">): string | null =>
  row.number ? formatPatentNumber(row.number) : row.registrationNo;

export const boardRow = (locale: Locale, row: TriageRow): BoardRow => {
  const t = words(locale);
  const title = said(locale, { zh: row.titleZh, en: row.titleEn });
  const text = said(locale, row.solution).text;
  const date = (day: string | null): string => (day === null ? t("fact.none") : formatDate(day, locale));
  const names = row.inventors.map((i) => said(locale, i.name).text).join(t("comma"));
  return {
    id: row.id,
    version: row.version,
    title: title.text,
    titleLang: title.lang,
    text: text.length > textShown ? `${text.slice(0, textShown)}…` : text,
    facts: [
      { term: t("fact.number"), value: numberOf(row) ?? t("fact.none"), mono: true },
      { term: t("fact.status"), value: t(`legal.${row.legalStatus}`) },
      { term: t("fact.inventors"), value: names || t("fact.none") },
      { term: t("fact.filing"), value: date(row.filingDate) },
      { term: t("fact.grant"), value: date(row.grantDate) },
      { term: t("fact.annuity"), value: date(row.annuityDue) },
      { term: t("fact.ipc"), value: row.ipc.join(t("between")) || t("fact.none"), mono: true },
    ],
  };
};

/** The five ways with their reasons, in the order of the keys. */
export const boardChoices = (locale: Locale): BoardChoice[] => {
  const t = words(locale);
  return triageChoices.map((choice) => ({
    choice,
    label: t(`choice.${choice}`),
    done: t(`done.${choice}`),
    reasons: triageReasons[choice].map((reason) => ({
      pick: `${choice}.${reason}`,
      label: t(`reason.${reason}`),
      name: t("pick", { choice: t(`choice.${choice}`), reason: t(`reason.${reason}`) }),
    })),
  }));
};

/** Sentences of the board; what changes in them is put in by the browser. */
export const boardTexts = (locale: Locale) => {
  const t = words(locale);
  return {
    own: t("own"),
    ownHint: t("own-hint"),
    keysOn: t("keys-on"),
    keys: t("keys"),
    undo: t("undo"),
    next: t("next"),
    previous: t("previous"),
    board: t("board"),
    saved: t("saved"),
    chosen: t("chosen", { choice: "{choice}" }),
    left: t("left", { left: "{left}" }),
    saving: t("saving", { count: "{count}" }),
    refused: t("refused", { title: "{title}", message: "{message}" }),
    offline: t("offline", { count: "{count}" }),
    lost: t("lost"),
  };
};
