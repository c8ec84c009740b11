import type { DemandGap } from "@peony/domain/demands";
import { type Locale, translator } from "@peony/i18n";
import { Card } from "@peony/ui/Layout";
import { LineRows } from "@peony/ui/Lists";
import { Note } from "@peony/ui/Note";
import { fieldIdOf } from "./field-id.ts";
import { words } from "./words.ts";

type Key = Parameters<ReturnType<typeof words>>[0];

const labels: Readonly<Record<string, Key>> = {
  title: "form.title",
  background: "form.background",
  testMethod: "form.test-method",
  testBasis: "form.test-basis",
  constraints: "form.constraints",
  targets: "form.targets",
  budgetMax: "form.budget-max",
  deadline: "form.deadline",
  feedbackDue: "form.feedback-due",
  rightsWanted: "form.rights",
  keywordsZh: "keywords",
  keywordsEn: "keywords",
  samplesAvailable: "form.samples",
  trlWanted: "form.trl",
  ipc: "ipc",
  site: "form.site",
};

/** What a field of the form is called, by its place: `targets.0.current` is one of the targets. */
export const fieldLabel = (locale: Locale, field: string): string => {
  const key = labels[field.split(".")[0] ?? ""];
  return key ? words(locale)(key) : field;
};

/** What is wrong with a field, in the sentence that the form says. */
export const gapText = (locale: Locale, { code, args }: DemandGap): string =>
  translator(locale, "validation")(code, args as Record<string, string | number>);

/** What the saved draft still lacks, each entry leading to its field. */
export function DemandMissing({ locale, gaps }: { locale: Locale; gaps: readonly DemandGap[] }) {
  const t = words(locale);
  if (gaps.length === 0) return <Note tone="done">{t("missing.none")}</Note>;
  return (
    <Card title={t("missing.title")}>
      <LineRows
        items={gaps.map((gap) => ({
          key: `${gap.field} ${gap.code}`,
          content: <a href={`#${fieldIdOf(gap.field)}`}>{fieldLabel(locale, gap.field)}</a>,
          aside: gapText(locale, gap),
        }))}
      />
    </Card>
  );
}
