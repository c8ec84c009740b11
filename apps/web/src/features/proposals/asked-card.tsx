import type { OwnProposal } from "@peony/features/proposals";
import type { Locale } from "@peony/i18n";
import { Card } from "@peony/ui/Layout";
import { KeyValue } from "@peony/ui/Lists";
import { budgetText, targetText } from "#features/demands/figures.ts";
import { said } from "#features/listings/said.ts";
import { words } from "./words.ts";

type Asked = Pick<OwnProposal["demand"], "targets" | "testMethod" | "budgetMin" | "budgetMax" | "currency">;

/** What the demand asks, so that a proposal is written against it: each target, how it is tested, and the budget. */
export function AskedCard({ locale, demand }: { locale: Locale; demand: Asked }) {
  const t = words(locale);
  return (
    <Card title={t("asked.title")}>
      <KeyValue
        tight
        items={[
          ...demand.targets.map((target) => ({
            term: said(locale, target.name).text,
            value: targetText(locale, target),
          })),
          { term: t("review.test"), value: said(locale, demand.testMethod).text },
          { term: t("asked.budget"), value: budgetText(locale, demand) },
        ]}
      />
    </Card>
  );
}
