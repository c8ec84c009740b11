import { formatDateTime, type Locale } from "@peony/i18n";
import { SelectField } from "@peony/ui/Field";
import { FieldRow } from "@peony/ui/FieldGroup";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { href } from "../../i18n/page.ts";
import type { History } from "./version-list.tsx";
import { words } from "./words.ts";

/** Which two versions stand beside each other; a plain address, so it can be passed on. */
export function CompareForm({
  locale,
  history,
  from,
  to,
}: {
  locale: Locale;
  history: History;
  from: number;
  to: number;
}) {
  const t = words(locale);
  const options = history.versions.map((v) => ({
    value: `${v.version}`,
    label: `${t("versions.nth", { n: v.nth })} · ${formatDateTime(v.savedAt, locale)}`,
  }));
  return (
    <form className="form" action={href(locale, `/listings/${history.id}/versions`)} aria-label={t("versions.compare")}>
      <p className="hint">{t("versions.compare-lead")}</p>
      <FieldRow>
        <SelectField name="from" label={t("versions.from")} defaultValue={`${from}`} options={options} />
        <SelectField name="to" label={t("versions.to")} defaultValue={`${to}`} options={options} />
      </FieldRow>
      <div className="actions">
        <SubmitButton variant="outline">{t("versions.compare")}</SubmitButton>
      </div>
    </form>
  );
}
