import type { ClinicView } from "@peony/features/demands";
import type { Locale } from "@peony/i18n";
import { Progress } from "@peony/ui/Feedback";
import { Card } from "@peony/ui/Layout";
import { LineRows } from "@peony/ui/Lists";
import { clinicWords } from "./words.ts";

/** How hard a demand is, with every rule that counted and its points: the sum can be added up again by eye. */
export function ComplexityCard({
  locale,
  kind,
  complexity,
}: {
  locale: Locale;
  kind: ClinicView["demand"]["kind"];
  complexity: ClinicView["complexity"];
}) {
  const t = clinicWords(locale);
  const { points, rows } = complexity;
  return (
    <Card title={t("complexity")} note={t("of-100", { points })} id="complexity">
      <div className="stack-small">
        <Progress label={t("complexity")} value={points} max={100} text={t("points", { points })} />
        {rows.length === 0 ? (
          <p className="second">{t("none-counts")}</p>
        ) : (
          <LineRows
            items={rows.map((r) => ({
              key: r.rule,
              content: t(`rule.${r.rule}`, { figure: numeric(r.figure) }),
              aside: <b>{t("plus", { points: r.points })}</b>,
            }))}
          />
        )}
        <p className="hint">{t("complexity-lead", { kind })}</p>
      </div>
    </Card>
  );
}

/** A figure that a sentence may count by; a word such as `none` stays one. */
const numeric = (figure: string): string | number => (/^\d+$/.test(figure) ? Number(figure) : figure);
