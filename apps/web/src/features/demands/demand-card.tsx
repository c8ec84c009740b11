import { inLocale } from "@peony/domain/shared";
import type { DemandView } from "@peony/features/demands";
import { type Locale, translator } from "@peony/i18n";
import { ResultCard } from "@peony/ui/Search";
import type { ReactNode } from "react";
import { OwnerName } from "#features/listings/owner-name.tsx";
import { saidTitle } from "#features/listings/said.ts";
import { href } from "../../i18n/page.ts";
import { budgetText, currentText, leftText, targetText } from "./figures.ts";
import { words } from "./words.ts";

type Target = DemandView["targets"][number];

/** The measured gap in one line: 主轴热漂移 25 μm → ≤ 8 μm. */
export function GapLine({ locale, target }: { locale: Locale; target: Target }) {
  const current = currentText(locale, target);
  return (
    <span className="gap">
      <span>{inLocale(target.name, locale)}</span>
      <span>
        {current ? `${current} → ` : null}
        <b>{targetText(locale, target)}</b>
      </span>
    </span>
  );
}

/** A demand as a result: what is measured, where it must be, for how much, until when, who asks. */
export function DemandCard({
  locale,
  demand,
  now,
  why,
  side,
}: {
  locale: Locale;
  demand: DemandView;
  now: Date;
  why?: ReactNode;
  side?: ReactNode;
}) {
  const t = words(locale);
  const term = translator(locale, "terms");
  const title = saidTitle(locale, demand);
  const target = demand.targets[0];
  return (
    <ResultCard
      href={href(locale, `/demands/${demand.number}`)}
      title={title.text}
      lang={title.lang}
      ipc={demand.ipc[0] ?? demand.field}
      benefit={target ? <GapLine locale={locale} target={target} /> : null}
      facts={[
        demand.kind === "challenge" ? t("challenge") : null,
        demand.visibility === "named" ? t("named") : null,
        term(`field.${demand.field}`),
        demand.trlWanted === null ? null : t("trl", { level: demand.trlWanted }),
        ...demand.rightsWanted.map((r) => term(`deal_type.${r}`)),
        demand.owner ? <OwnerName key="owner" locale={locale} owner={demand.owner} /> : t("hidden"),
      ]}
      why={why}
      price={budgetText(locale, demand)}
      priceNote={leftText(locale, demand, now)}
      side={side}
    />
  );
}
