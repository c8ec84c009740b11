import type { DemandView } from "@peony/features/demands";
import { type Locale, translator } from "@peony/i18n";
import { Breadcrumb, PageHead } from "@peony/ui/Layout";
import { saidTitle } from "#features/listings/said.ts";
import { href } from "../../i18n/page.ts";
import { words } from "./words.ts";

/** The head of a demand's public page: where it stands in the market, its title in both languages. */
export function DemandHead({ locale, demand }: { locale: Locale; demand: DemandView }) {
  const t = words(locale);
  const title = saidTitle(locale, demand);
  const other = locale === "zh" ? demand.titleEn : demand.titleZh;
  return (
    <PageHead
      title={<span lang={title.lang}>{title.text}</span>}
      crumb={
        <Breadcrumb
          label={translator(locale, "shell")("breadcrumb")}
          items={[
            { label: t("title"), href: href(locale, "/demands") },
            {
              label: translator(locale, "terms")(`field.${demand.field}`),
              href: href(locale, "/demands", { field: demand.field }),
            },
            { label: demand.number, mono: true },
          ]}
        />
      }
      sub={title.lang || !other ? null : <span lang={locale === "zh" ? "en" : "zh-CN"}>{other}</span>}
    />
  );
}
