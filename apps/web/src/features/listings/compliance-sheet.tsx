import { inLocale } from "@peony/domain/shared";
import { formatDate, type Locale } from "@peony/i18n";
import { Card, Section } from "@peony/ui/Layout";
import { KeyValue } from "@peony/ui/Lists";
import { Note } from "@peony/ui/Note";
import { ComplianceDecision, ComplianceForm, type Sheet } from "./compliance-form.tsx";
import { ListingClaim } from "./listing-claim.tsx";
import { ListingRights } from "./listing-rights.tsx";
import { ListingReadiness, ListingTexts } from "./listing-sections.tsx";
import { words } from "./words.ts";

type Props = { locale: Locale; sheet: Sheet };

/** What the sheet says, by whom, and who cleared it. */
function SheetFacts({ locale, sheet }: Props) {
  const t = words(locale);
  const people = [
    sheet.filledBy ? t("compliance.filled-by", { name: sheet.filledBy }) : t("compliance.not-filled"),
    sheet.clearedBy && sheet.clearedAt
      ? t("compliance.cleared-by", { name: sheet.clearedBy, date: formatDate(sheet.clearedAt, locale) })
      : null,
  ];
  return (
    <Card title={t("compliance.title")} note={people.filter(Boolean).join(" · ")}>
      <KeyValue
        items={[
          { term: t("compliance.exportClass"), value: t(`export-class.${sheet.exportClass}`) },
          { term: t("compliance.secrecy"), value: t(`compliance.value.secrecy.${sheet.secrecy}`) },
          { term: t("compliance.thirdParty"), value: t(`compliance.value.thirdParty.${sheet.thirdParty}`) },
          { term: t("compliance.stateAsset"), value: t(`compliance.value.stateAsset.${sheet.stateAsset}`) },
          { term: t("compliance.note"), value: inLocale(sheet.complianceNote, locale) },
        ]}
      />
    </Card>
  );
}

/** Whether this reader may give the second word now. */
const canDecide = (sheet: Sheet): boolean =>
  !sheet.mine &&
  sheet.filled &&
  (sheet.state === "compliance" ||
    ((sheet.state === "published" || sheet.state === "paused") && sheet.clearedBy === null));

const fillable: readonly Sheet["state"][] = ["draft", "inventor_confirm", "published", "paused"];

/** The sheet as this reader has to do with it: to fill in, to clear, or to read. */
export function ComplianceSheet({ locale, sheet }: Props) {
  const t = words(locale);
  const decide = canDecide(sheet);
  const waits = sheet.state === "compliance" || sheet.exportClassAsked !== null;
  return (
    <>
      {sheet.returnedReason ? <Note tone="warn">{t("step.returned", { reason: sheet.returnedReason })}</Note> : null}
      {sheet.exportClassAsked && !decide ? (
        <Note>
          {t("step.asked", {
            to: t(`export-class.${sheet.exportClassAsked}`),
            from: t(`export-class.${sheet.exportClass}`),
          })}
        </Note>
      ) : null}
      {sheet.mine && waits ? <Note>{t("compliance.mine")}</Note> : null}
      <SheetFacts locale={locale} sheet={sheet} />
      {decide ? <ComplianceDecision locale={locale} sheet={sheet} /> : null}
      {sheet.ours && fillable.includes(sheet.state) ? <ComplianceForm locale={locale} sheet={sheet} /> : null}
      {sheet.ours && sheet.state === "compliance" ? <p className="hint">{t("compliance.locked")}</p> : null}
      {decide ? (
        <Section title={t("compliance.text")}>
          <ListingClaim locale={locale} listing={sheet.text} />
          <ListingTexts locale={locale} listing={sheet.text} />
          <ListingReadiness locale={locale} listing={sheet.text} />
          <ListingRights locale={locale} listing={sheet.text} />
        </Section>
      ) : null}
    </>
  );
}
