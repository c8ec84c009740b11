import { readClinic } from "@peony/features/demands";
import { listMatchesOfDemand } from "@peony/features/matching";
import { translator } from "@peony/i18n";
import { Breadcrumb, PageHead } from "@peony/ui/Layout";
import { Note } from "@peony/ui/Note";
import type { Metadata } from "next";
import { ClinicBody } from "#features/demands/clinic-view.tsx";
import { clinicWords, words } from "#features/demands/words.ts";
import { saidTitle } from "#features/listings/said.ts";
import { requestCtx } from "#server/ctx.ts";
import { found } from "#server/page.ts";
import { href, pageLocale } from "../../../../../../../i18n/page.ts";

type Props = { params: Promise<{ locale: string; no: string }>; searchParams: Promise<{ did?: string }> };
const done = [
  "readback",
  "confided",
  "conflict",
  "written",
  "answered",
  "stated",
  "checked",
  "invited",
  "withdrawn",
  "replied",
  "clinic",
  "slot-filled",
  "slot-closed",
] as const;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { no } = await params;
  return { title: `${clinicWords(await pageLocale(params))("title")} ${no}` };
}

export default async function ClinicPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const t = clinicWords(locale);
  const [{ no }, { did }] = await Promise.all([params, searchParams]);
  const ctx = await requestCtx();
  const clinic = await found(locale, readClinic(ctx, no));
  const { demand, reader } = clinic;
  const matches = reader === "owner" ? (await listMatchesOfDemand(ctx, no)).rows : [];
  const told = done.find((d) => d === did);
  const title = saidTitle(locale, demand);
  const verified = ctx.actor.kind === "person" && ctx.actor.orgVerified;
  const crumb = [
    { label: words(locale)(reader === "owner" ? "own.title" : "own.tasks"), href: href(locale, "/desk/demands") },
    { label: no, mono: true },
    { label: t("title") },
  ];
  return (
    <>
      <PageHead
        title={<span lang={title.lang}>{title.text}</span>}
        crumb={<Breadcrumb label={translator(locale, "shell")("breadcrumb")} items={crumb} />}
        lead={t(`lead-${reader}`)}
      />
      {told ? (
        <Note tone="done" live>
          {t(`did.${told}`)}
        </Note>
      ) : null}
      <ClinicBody locale={locale} clinic={clinic} matches={matches} verified={verified} />
    </>
  );
}
