import { secrecyChecks, stateAssets, thirdPartyRights } from "@peony/domain/listings";
import { exportClasses } from "@peony/domain/shared";
import type { readCompliance } from "@peony/features/listings";
import type { Locale } from "@peony/i18n";
import { SelectField, TextArea } from "@peony/ui/Field";
import { Form } from "@peony/ui/Form";
import { Card } from "@peony/ui/Layout";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { Bilingual } from "#features/forms/bilingual.tsx";
import { Named } from "./listing-moves.tsx";
import {
  clearListingAction,
  clearSheetAction,
  returnListingAction,
  returnSheetAction,
  saveComplianceAction,
} from "./step-actions.ts";
import { words } from "./words.ts";

export type Sheet = Awaited<ReturnType<typeof readCompliance>>;
type Props = { locale: Locale; sheet: Sheet };

/** The four points of the sheet with their grounds; who fills them in cannot clear them. */
export function ComplianceForm({ locale, sheet }: Props) {
  const t = words(locale);
  const onMarket = sheet.state === "published" || sheet.state === "paused";
  return (
    <Card title={t("compliance.form")}>
      <Form action={saveComplianceAction} label={t("compliance.form")}>
        <Named listing={sheet} />
        <SelectField
          name="exportClass"
          label={t("compliance.exportClass")}
          hint={onMarket ? t("compliance.exportClass-waits") : t("compliance.exportClass-hint")}
          defaultValue={sheet.exportClassAsked ?? sheet.exportClass}
          options={exportClasses.map((value) => ({ value, label: t(`export-class.${value}`) }))}
        />
        <SelectField
          name="secrecy"
          label={t("compliance.secrecy")}
          defaultValue={sheet.secrecy}
          options={secrecyChecks.map((value) => ({ value, label: t(`compliance.value.secrecy.${value}`) }))}
        />
        <SelectField
          name="thirdParty"
          label={t("compliance.thirdParty")}
          defaultValue={sheet.thirdParty}
          options={thirdPartyRights.map((value) => ({ value, label: t(`compliance.value.thirdParty.${value}`) }))}
        />
        <SelectField
          name="stateAsset"
          label={t("compliance.stateAsset")}
          defaultValue={sheet.stateAsset}
          options={stateAssets.map((value) => ({ value, label: t(`compliance.value.stateAsset.${value}`) }))}
        />
        <Bilingual
          locale={locale}
          name="note"
          label={t("compliance.note")}
          hint={t("compliance.note-hint")}
          value={sheet.complianceNote}
          rows={3}
        />
        <div className="actions">
          <SubmitButton variant={sheet.filled ? "outline" : "primary"}>{t("compliance.save")}</SubmitButton>
        </div>
      </Form>
    </Card>
  );
}

/** The second person's word: cleared, or sent back with a reason. */
export function ComplianceDecision({ locale, sheet }: Props) {
  const t = words(locale);
  const whole = sheet.state === "compliance";
  const asked = sheet.exportClassAsked;
  return (
    <Card title={t("compliance.decide")}>
      <div className="stack-small">
        <p>
          {whole || !asked
            ? t("compliance.decide-lead")
            : t("compliance.decide-class", {
                from: t(`export-class.${sheet.exportClass}`),
                to: t(`export-class.${asked}`),
              })}
        </p>
        <Form action={whole ? clearListingAction : clearSheetAction} label={t("compliance.clear")}>
          <Named listing={sheet} />
          <div className="actions">
            <SubmitButton>{t("compliance.clear")}</SubmitButton>
          </div>
        </Form>
        {whole || asked ? (
          <Form action={whole ? returnListingAction : returnSheetAction} label={t("compliance.return")}>
            <Named listing={sheet} />
            <TextArea
              name="reason"
              label={t("compliance.reason")}
              hint={t("compliance.reason-hint")}
              rows={3}
              maxLength={500}
            />
            <div className="actions">
              <SubmitButton variant="outline">{t("compliance.return")}</SubmitButton>
            </div>
          </Form>
        ) : null}
      </div>
    </Card>
  );
}
