import { isOfficer } from "@peony/domain/identity";
import { listDemandFiles, readOwnDemand } from "@peony/features/demands";
import { listMatchesOfDemand } from "@peony/features/matching";
import { translator } from "@peony/i18n";
import { Breadcrumb, PageHead, WithSide } from "@peony/ui/Layout";
import { Note } from "@peony/ui/Note";
import type { Metadata } from "next";
import { ComplexityCard } from "#features/demands/clinic-complexity.tsx";
import { DemandEditor } from "#features/demands/demand-editor.tsx";
import { DemandFiles } from "#features/demands/demand-files.tsx";
import { DemandMissing } from "#features/demands/demand-missing.tsx";
import { DemandMoves } from "#features/demands/demand-moves.tsx";
import { UnverifiedNote } from "#features/demands/unverified-note.tsx";
import { words } from "#features/demands/words.ts";
import { saidTitle } from "#features/listings/said.ts";
import { Solvers } from "#features/matching/solvers.tsx";
import { ChallengeWay } from "#features/proposals/challenge-way.tsx";
import { requestCtx } from "#server/ctx.ts";
import { found } from "#server/page.ts";
import { href, pageLocale } from "../../../../../../i18n/page.ts";

type Props = { params: Promise<{ locale: string; no: string }>; searchParams: Promise<{ did?: string }> };
const done = ["created", "saved", "published", "adjusted", "recalled", "closed", "cancelled"] as const;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { no } = await params;
  return { title: `${words(await pageLocale(params))("form.edit")} ${no}` };
}

export default async function DemandEditorPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const t = words(locale);
  const [{ no }, { did }] = await Promise.all([params, searchParams]);
  const ctx = await requestCtx();
  const demand = await found(locale, readOwnDemand(ctx, no));
  const [matches, files] = [await listMatchesOfDemand(ctx, no), await listDemandFiles(ctx, no)];
  const { actor } = ctx;
  const verified = actor.kind === "person" && actor.orgVerified;
  const draft = demand.state === "draft";
  const told = done.find((d) => d === did);
  const title = saidTitle(locale, demand);
  return (
    <>
      <PageHead
        title={<span lang={title.lang}>{title.text}</span>}
        crumb={
          <Breadcrumb
            label={translator(locale, "shell")("breadcrumb")}
            items={[
              { label: t("own.title"), href: href(locale, "/desk/demands") },
              { label: no, mono: true },
            ]}
          />
        }
      />
      {told ? (
        <Note tone="done" live>
          {t(`form.${told}`, { number: no })}
        </Note>
      ) : null}
      {verified || !draft ? null : <UnverifiedNote locale={locale} />}
      <WithSide
        sideLabel={t("moves.title")}
        side={
          <>
            <DemandMoves locale={locale} demand={demand} officer={isOfficer(actor)} />
            <ChallengeWay locale={locale} demand={demand} />
            {draft || demand.state === "clinic" ? <DemandMissing locale={locale} demand={demand} /> : null}
            <ComplexityCard locale={locale} kind={demand.kind} complexity={demand.complexity} />
            <DemandFiles locale={locale} demand={demand} files={files} officer={isOfficer(actor)} />
            <Solvers locale={locale} matches={matches} draft={draft} here={`/desk/demands/${no}`} />
          </>
        }
      >
        <DemandEditor locale={locale} demand={demand} officer={isOfficer(actor)} verified={verified} />
      </WithSide>
    </>
  );
}
