import { inLocale } from "@peony/domain/shared";
import type { Judging } from "@peony/features/proposals";
import type { Locale } from "@peony/i18n";
import { Card } from "@peony/ui/Layout";
import { LineRows } from "@peony/ui/Lists";
import { words } from "./words.ts";

/** By what a challenge is judged, with the weights. */
export function CriteriaCard({ locale, judging }: { locale: Locale; judging: Judging }) {
  const t = words(locale);
  return (
    <Card title={t("criteria.title")} note={t("criteria.note")}>
      <LineRows
        items={judging.criteria.map((c, i) => ({
          key: `${i}`,
          content: inLocale(c.name, locale),
          aside: t("criteria.pct", { weight: c.weight }),
        }))}
      />
      <p className="quiet">
        {t("criteria.scale")} {t(`criteria.scale-${judging.scale}`)}
      </p>
      {judging.version === 0 ? <p className="quiet">{t("criteria.usual")}</p> : null}
    </Card>
  );
}
