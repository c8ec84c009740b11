import type { DemandGap } from "@peony/domain/demands";
import type { Locale } from "@peony/i18n";
import { Card } from "@peony/ui/Layout";
import { LineRows } from "@peony/ui/Lists";
import { Note } from "@peony/ui/Note";
import { fieldIdOf } from "./field-id.ts";
import { words } from "./words.ts";

const labels: Readonly<Record<string, Parameters<ReturnType<typeof words>>[0]>> = {
  "title.zh": "form.title",
  "background.zh": "form.background",
  "targets.0.target": "form.goal",
  "testMethod.zh": "form.test-method",
  budgetMax: "form.budget-max",
  deadline: "form.deadline",
  rightsWanted: "form.rights",
};

/** What the saved draft still lacks, each entry leading to its field. */
export function DemandMissing({ locale, gaps }: { locale: Locale; gaps: readonly DemandGap[] }) {
  const t = words(locale);
  if (gaps.length === 0) return <Note tone="done">{t("missing.none")}</Note>;
  return (
    <Card title={t("missing.title")}>
      <LineRows
        items={gaps.map(({ field, code }) => {
          const label = labels[field];
          return {
            key: field,
            content: <a href={`#${fieldIdOf(field)}`}>{label ? t(label) : field}</a>,
            aside: t(`missing.${code}`),
          };
        })}
      />
    </Card>
  );
}
