import { readAsking } from "@peony/features/listings";
import { translator } from "@peony/i18n";
import { Breadcrumb, PageHead, WithSide } from "@peony/ui/Layout";
import { Note } from "@peony/ui/Note";
import type { Metadata } from "next";
import { Answers, AskForm, AskingNext } from "#features/listings/inventor-asking.tsx";
import { words } from "#features/listings/inventor-words.ts";
import { saidTitle } from "#features/listings/said.ts";
import { SaidText } from "#features/listings/said-text.tsx";
import { requestCtx } from "#server/ctx.ts";
import { requestNow } from "#server/now.ts";
import { found } from "#server/page.ts";
import { href, pageLocale } from "../../../../../../i18n/page.ts";

type Props = { params: Promise<{ locale: string; id: string }>; searchParams: Promise<{ done?: string }> };
const done = ["asked", "again"] as const;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await pageLocale(params))("asking") };
}

export default async function AskInventorsPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const [{ id }, asked] = await Promise.all([params, searchParams]);
  const asking = await found(locale, readAsking(await requestCtx(), id));
  const t = words(locale);
  const [list, status] = [translator(locale, "listings"), translator(locale, "status")];
  const told = done.find((d) => d === asked.done);
  const title = saidTitle(locale, asking);
  return (
    <>
      <PageHead
        title={t("asking")}
        lead={
          <>
            <SaidText said={title} /> · {status(`listing.${asking.state}`)}
          </>
        }
        crumb={
          <Breadcrumb
            label={translator(locale, "shell")("breadcrumb")}
            items={[
              { label: list("desk.title"), href: href(locale, "/listings") },
              { label: title.text || list("desk.untitled"), href: href(locale, `/listings/${id}`) },
              { label: t("asking") },
            ]}
          />
        }
      />
      {told ? (
        <Note tone="done" live>
          {t(`done.${told}`)}
        </Note>
      ) : null}
      <WithSide sideLabel={t("next")} side={<AskingNext locale={locale} asking={asking} />}>
        {asking.state === "draft" && asking.gaps.length > 0 ? <Note tone="warn">{t("gaps")}</Note> : null}
        {asking.people.length === 0 ? <Note>{t("nobody")}</Note> : null}
        {asking.state === "draft" && asking.people.length > 0 ? <AskForm locale={locale} asking={asking} /> : null}
        {asking.people.some((p) => p.current) ? (
          <Answers locale={locale} asking={asking} now={await requestNow()} />
        ) : null}
      </WithSide>
    </>
  );
}
