import { isManager } from "@peony/domain/identity";
import { readStepDays } from "@peony/features/disclosures";
import { readUnitRules } from "@peony/features/royalties";
import { translator } from "@peony/i18n";
import { Breadcrumb, PageHead, Stack } from "@peony/ui/Layout";
import { Note } from "@peony/ui/Note";
import type { Metadata } from "next";
import { StepDaysCard } from "#features/disclosures/step-days.tsx";
import { words as resultWords } from "#features/disclosures/words.ts";
import { UnitRuleForm, UnitRules } from "#features/royalties/unit-rules.tsx";
import { words } from "#features/royalties/words.ts";
import { requestCtx } from "#server/ctx.ts";
import { found } from "#server/page.ts";
import { href, type LocaleParams, pageLocale } from "../../../../../i18n/page.ts";

type Props = LocaleParams & { searchParams: Promise<{ done?: string }> };

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  return { title: words(await pageLocale(params))("own-rules") };
}

export default async function UnitRulesPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const t = words(locale);
  const ctx = await requestCtx();
  const { region, rules, now } = await found(locale, (async () => readUnitRules(ctx))());
  const stepDays = await readStepDays(ctx);
  return (
    <Stack>
      <PageHead
        title={t("own-rules")}
        lead={t("own-rules-lead")}
        crumb={
          <Breadcrumb
            label={translator(locale, "shell")("breadcrumb")}
            items={[{ label: resultWords(locale)("title"), href: href(locale, "/results") }, { label: t("own-rules") }]}
          />
        }
      />
      {(await searchParams).done === "saved" ? (
        <Note tone="done" live>
          {t("rule-saved")}
        </Note>
      ) : null}
      <UnitRules locale={locale} region={region} rules={rules} now={now} />
      {isManager(ctx.actor) ? <UnitRuleForm locale={locale} /> : null}
      <StepDaysCard locale={locale} read={stepDays} manager={isManager(ctx.actor)} />
    </Stack>
  );
}
