import { isWritable } from "@peony/domain/disclosures";
import { readResult, readStepDays } from "@peony/features/disclosures";
import { translator } from "@peony/i18n";
import { Breadcrumb, PageHead } from "@peony/ui/Layout";
import { Note } from "@peony/ui/Note";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DisclosureEditor } from "#features/disclosures/disclosure-form.tsx";
import { words } from "#features/disclosures/words.ts";
import { requestCtx } from "#server/ctx.ts";
import { found } from "#server/page.ts";
import { href, pageLocale } from "../../../../../../i18n/page.ts";

type Props = { params: Promise<{ locale: string; id: string }>; searchParams: Promise<{ done?: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await pageLocale(params))("edit") };
}

export default async function EditDisclosurePage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const t = words(locale);
  const [{ id }, { done }] = await Promise.all([params, searchParams]);
  const ctx = await requestCtx();
  const { disclosure: d, roles } = await found(locale, readResult(ctx, id));
  if (!d || !roles.includes("author") || !isWritable(d.state)) notFound();
  const { days } = await readStepDays(ctx);
  return (
    <>
      <PageHead
        title={t("edit")}
        lead={t("edit-lead", { days: days.disclosed })}
        crumb={
          <Breadcrumb
            label={translator(locale, "shell")("breadcrumb")}
            items={[
              { label: t("title"), href: href(locale, "/results") },
              { label: d.title || t("untitled"), href: href(locale, `/results/${d.id}`) },
              { label: t("edit") },
            ]}
          />
        }
      />
      {done === "saved" ? (
        <Note tone="done" live>
          {t("saved")}
        </Note>
      ) : null}
      <DisclosureEditor locale={locale} disclosure={d} />
    </>
  );
}
