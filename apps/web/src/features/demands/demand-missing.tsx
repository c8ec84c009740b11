import type { DemandGap } from "@peony/domain/demands";
import type { Clinic, DemandView } from "@peony/features/demands";
import { type Locale, translator } from "@peony/i18n";
import { Card } from "@peony/ui/Layout";
import { LineRows } from "@peony/ui/Lists";
import { Note } from "@peony/ui/Note";
import { href } from "../../i18n/page.ts";
import { fieldIdOf } from "./field-id.ts";
import { clinicWords, words } from "./words.ts";

const listOf = (locale: Locale, items: readonly string[]): string =>
  new Intl.ListFormat(locale, { type: "conjunction", style: "narrow" }).format(items);

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

/** What the saved draft still lacks, or who has a step to take yet; each entry leading to its field. */
export function DemandMissing({
  locale,
  demand: { gaps, open, state, number },
}: {
  locale: Locale;
  demand: Pick<Clinic, "gaps" | "open"> & Pick<DemandView, "state" | "number">;
}) {
  const t = words(locale);
  if (gaps.length === 0 && state === "clinic")
    return (
      <Note tone={open.length === 0 ? "done" : "info"}>
        {open.length === 0
          ? t("missing.publish-in-clinic")
          : t("missing.open", {
              steps: listOf(
                locale,
                open.map((step) => clinicWords(locale)(`step-${step}`)),
              ),
            })}{" "}
        <a href={href(locale, `/desk/demands/${number}/clinic`)}>{t("form.to-clinic")}</a>
      </Note>
    );
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
