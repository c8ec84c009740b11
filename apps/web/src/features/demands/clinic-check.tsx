import { depositStates } from "@peony/domain/demands";
import type { ClinicView } from "@peony/features/demands";
import { formatDate, type Locale } from "@peony/i18n";
import { CheckboxField, ChoiceGroup } from "@peony/ui/Choice";
import { Confirm } from "@peony/ui/Confirm";
import { SelectField, TextArea, TextField } from "@peony/ui/Field";
import { Form } from "@peony/ui/Form";
import { Card } from "@peony/ui/Layout";
import { KeyValue } from "@peony/ui/Lists";
import { Status } from "@peony/ui/Marks";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { optionsOf } from "#features/forms/options.ts";
import { OwnerName } from "#features/listings/owner-name.tsx";
import { checkDemandAction, returnDemandAction, stateFundingAction } from "./clinic-actions.ts";
import { depositText } from "./figures.ts";
import { HiddenFields } from "./hidden-fields.tsx";
import { clinicWords } from "./words.ts";

type Props = { locale: Locale; clinic: ClinicView };

/** The firm's statement that nobody pays twice for the same work. */
function StatementForm({ locale, clinic: { demand, check } }: Props) {
  const t = clinicWords(locale);
  return (
    <Form action={stateFundingAction} className="form form-wide" label={t("statement")}>
      <HiddenFields values={{ no: demand.number, demandId: demand.id }} />
      <TextArea
        name="statement"
        label={t("statement-text")}
        hint={t("statement-hint")}
        maxLength={500}
        defaultValue={check?.statement}
      />
      <CheckboxField name="noDuplicate:boolean" label={t("statement-tick")} defaultChecked={check?.noDuplicate} />
      <SubmitButton variant="outline">{t("statement-send")}</SubmitButton>
    </Form>
  );
}

/** The tick of the park or the operator, with its note and the deposit. */
function CheckForm({ locale, clinic: { demand, check } }: Props) {
  const t = clinicWords(locale);
  return (
    <Form action={checkDemandAction} className="form form-wide" label={t("check")}>
      <HiddenFields values={{ no: demand.number, demandId: demand.id }} />
      <ChoiceGroup
        kind="radio"
        name="result"
        label={t("check-choice")}
        defaultValue={check?.result ?? undefined}
        options={(["passed", "refused"] as const).map((value) => ({ value, label: t(`check-${value}`) }))}
      />
      <TextArea
        name="note"
        label={t("check-note")}
        hint={t("check-note-hint")}
        maxLength={500}
        defaultValue={check?.note}
      />
      <SelectField
        name="deposit"
        label={t("deposit")}
        defaultValue={demand.depositState}
        options={optionsOf(locale, depositStates, "deposit")}
      />
      <TextField
        name="depositPercent:number"
        label={t("deposit-bps")}
        hint={t("deposit-hint")}
        inputMode="decimal"
        unit="%"
        defaultValue={demand.depositBps === null ? undefined : `${demand.depositBps / 100}`}
      />
      <SubmitButton>{t("check-send")}</SubmitButton>
    </Form>
  );
}

function ReturnForm({ locale, clinic: { demand } }: Props) {
  const t = clinicWords(locale);
  return (
    <Confirm trigger={t("return")} variant="quiet">
      <p>{t("return-ask")}</p>
      <Form action={returnDemandAction} label={t("return")}>
        <HiddenFields values={{ no: demand.number, id: demand.id, "version:number": demand.version }} />
        <TextArea name="reason" label={t("return-reason")} hint={t("return-hint")} rows={3} maxLength={500} />
        <SubmitButton variant="danger">{t("return")}</SubmitButton>
      </Form>
    </Confirm>
  );
}

/** Whether the firm is real and nobody pays twice: what it stated, what was found, and the form of whoever's turn it is. */
export function CheckCard({ locale, clinic }: Props) {
  const t = clinicWords(locale);
  const { check, demand, reader, officer, ownerVerified } = clinic;
  const inClinic = demand.state === "clinic";
  const checked = check?.result ? (
    <Status tone={check.result === "passed" ? "done" : "closed"}>{t(`check-result.${check.result}`)}</Status>
  ) : null;
  return (
    <Card title={t("check")} note={checked} id="check">
      <div className="stack-small">
        <KeyValue
          items={[
            {
              term: t("firm-real"),
              value: (
                <>
                  {demand.owner ? <OwnerName locale={locale} owner={demand.owner} /> : null}{" "}
                  {t(ownerVerified ? "firm-verified" : "firm-unverified")}
                </>
              ),
            },
            { term: t("statement-of"), value: check?.statement || t("statement-none") },
            { term: t("check-note"), value: check?.note || t("check-none") },
            { term: t("deposit"), value: depositText(locale, demand) },
          ]}
        />
        {check?.checkedAt && check.byZh ? (
          <p className="second">
            {t("check-by", {
              org: (locale === "en" && check.byEn) || check.byZh,
              day: formatDate(check.checkedAt, locale),
            })}
          </p>
        ) : null}
        {reader === "owner" && officer && (inClinic || demand.state === "draft") ? (
          <StatementForm locale={locale} clinic={clinic} />
        ) : null}
        {reader === "checker" && inClinic ? (
          <>
            <CheckForm locale={locale} clinic={clinic} />
            <ReturnForm locale={locale} clinic={clinic} />
          </>
        ) : null}
      </div>
    </Card>
  );
}
