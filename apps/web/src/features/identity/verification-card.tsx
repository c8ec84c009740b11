import { checkUscc, type OrganisationKind } from "@peony/domain/identity";
import { countryName, formatDate, formatUscc, type Locale, translator } from "@peony/i18n";
import { Confirm } from "@peony/ui/Confirm";
import { TextArea } from "@peony/ui/Field";
import { Form } from "@peony/ui/Form";
import { Card } from "@peony/ui/Layout";
import { KeyValue } from "@peony/ui/Lists";
import { Status } from "@peony/ui/Marks";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { decideVerificationAction } from "./actions.ts";
import { words } from "./words.ts";

type Applicant = {
  id: string;
  kind: OrganisationKind;
  nameZh: string;
  nameEn: string;
  country: string;
  uscc: string | null;
  registerNo: string | null;
  region: string | null;
  address: string;
  legalRepresentative: string;
  submittedAt: Date | null;
};

/** One organisation in the operator's queue with everything needed to decide beside it. */
export function VerificationCard({ locale, organisation: o }: { locale: Locale; organisation: Applicant }) {
  const t = words(locale);
  const code = checkUscc(o.uscc ?? "");
  const kind = translator(locale, "terms")(`organisation_kind.${o.kind}`);
  const facts = [
    { term: t("operator.kind"), value: kind },
    { term: t("organisation.country"), value: countryName(o.country, locale) },
    { term: t("organisation.registerNo"), value: o.registerNo },
    {
      term: t("organisation.uscc"),
      value: o.uscc ? (
        <>
          <span className="mono">{formatUscc(o.uscc ?? "")}</span>{" "}
          {code.ok ? (
            <Status tone={code.warning ? "wait" : "done"}>
              {t(code.warning ? "operator.code-warning" : "operator.code-ok")}
            </Status>
          ) : null}
        </>
      ) : null,
    },
    { term: t("operator.person"), value: o.legalRepresentative },
    { term: t("operator.region"), value: o.region },
    { term: t("operator.address"), value: o.address },
  ];
  return (
    <Card
      title={o.nameZh}
      note={o.submittedAt ? t("operator.submitted", { date: formatDate(o.submittedAt, locale) }) : null}
    >
      <p className="quiet" lang="en">
        {o.nameEn}
      </p>
      <KeyValue items={facts.filter((f) => f.value)} />
      <div className="actions">
        <Form action={decideVerificationAction} className="form-inline" label={o.nameZh}>
          <input type="hidden" name="organisationId" value={o.id} />
          <input type="hidden" name="decision" value="verify" />
          <SubmitButton variant="outline">{t("operator.verify")}</SubmitButton>
        </Form>
        <Confirm trigger={t("operator.return")} variant="quiet">
          <Form action={decideVerificationAction} label={o.nameZh}>
            <input type="hidden" name="organisationId" value={o.id} />
            <input type="hidden" name="decision" value="return" />
            <TextArea name="reason" label={t("operator.reason")} hint={t("operator.reason-hint")} required />
            <SubmitButton variant="danger">{t("operator.return")}</SubmitButton>
          </Form>
        </Confirm>
      </div>
    </Card>
  );
}
