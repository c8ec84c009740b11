import { rewardRuleFor, type UnitRule } from "@peony/domain/royalties";
import { inLocale } from "@peony/domain/shared";
import { formatBasisPoints, formatDate, type Locale } from "@peony/i18n";
import { TextField } from "@peony/ui/Field";
import { FieldRow } from "@peony/ui/FieldGroup";
import { Form } from "@peony/ui/Form";
import { Card } from "@peony/ui/Layout";
import { KeyValue } from "@peony/ui/Lists";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { Table } from "@peony/ui/Table";
import { newId } from "#server/ids.ts";
import { saveUnitRuleAction } from "./actions.ts";
import { words } from "./words.ts";

type Props = { locale: Locale; region: string | null; rules: readonly UnitRule[]; now: Date };

/** What the law gives where the unit has no rule, and every version of the unit's own. */
export function UnitRules({ locale, region, rules, now }: Props) {
  const t = words(locale);
  const law = rewardRuleFor(region, now);
  return (
    <>
      <Card title={t("law")}>
        <KeyValue
          items={[
            { term: t("pool"), value: t("pool-note", { share: formatBasisPoints(law.statutoryBps) }) },
            { term: t("rule"), value: inLocale(law.source, locale) },
            { term: t("document"), value: <span lang="zh">{law.documentNumber}</span> },
          ]}
        />
      </Card>
      <Card id="rules" title={t("own-rules")} note={t("own-rules-note")}>
        <Table
          caption={t("own-rules")}
          rows={rules}
          rowKey={(r) => String(r.version)}
          empty={<p className="quiet">{t("no-rules")}</p>}
          columns={[
            { key: "version", head: t("version"), numeric: true, cell: (r) => r.version },
            { key: "from", head: t("valid-from"), cell: (r) => formatDate(r.validFrom, locale) },
            { key: "pool", head: t("pool"), numeric: true, cell: (r) => formatBasisPoints(r.poolBps) },
            { key: "main", head: t("main"), numeric: true, cell: (r) => formatBasisPoints(r.mainMinBps) },
            { key: "title", head: t("rule"), cell: (r) => `${r.title} ${r.documentNumber}` },
          ]}
        />
      </Card>
    </>
  );
}

/** A new version, for managers. */
export function UnitRuleForm({ locale }: { locale: Locale }) {
  const t = words(locale);
  return (
    <Card title={t("new-rule")} note={t("new-rule-note")}>
      <Form action={saveUnitRuleAction} label={t("new-rule")}>
        <input type="hidden" name="id" value={newId("unitRule")} />
        <TextField name="title" label={t("rule-title")} />
        <TextField name="documentNumber" label={t("document")} />
        <FieldRow>
          <TextField name="validFrom" type="date" label={t("valid-from")} />
          <TextField name="poolPct:number" label={t("pool-pct")} unit="%" inputMode="decimal" />
          <TextField name="mainMinPct:number" label={t("main-pct")} unit="%" inputMode="decimal" />
        </FieldRow>
        <SubmitButton>{t("save-rule")}</SubmitButton>
      </Form>
    </Card>
  );
}
