import { isOfficer } from "@peony/domain/identity";
import { listClinicTasks, listOwnDemands } from "@peony/features/demands";
import { ButtonLink } from "@peony/ui/Button";
import { EmptyState } from "@peony/ui/Feedback";
import { PageHead } from "@peony/ui/Layout";
import { Note } from "@peony/ui/Note";
import type { Metadata } from "next";
import { ClinicTasks } from "#features/demands/clinic-tasks.tsx";
import { OwnDemands } from "#features/demands/own-demands.tsx";
import { words } from "#features/demands/words.ts";
import { requestCtx } from "#server/ctx.ts";
import { found } from "#server/page.ts";
import { href, type LocaleParams, pageLocale } from "../../../../../i18n/page.ts";

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  return { title: words(await pageLocale(params))("own.title") };
}

type Props = LocaleParams & { searchParams: Promise<{ did?: string }> };

export default async function OwnDemandsPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const t = words(locale);
  const ctx = await requestCtx();
  const demands = await found(locale, listOwnDemands(ctx));
  const tasks = await listClinicTasks(ctx);
  const open = demands.filter((d) => d.state === "published").length;
  const { did } = await searchParams;
  // whoever only checks, reads back or helps has none of the own here
  const foreign = demands.length === 0 && tasks.length > 0;
  const make = isOfficer(ctx.actor) ? (
    <ButtonLink variant="primary" href={href(locale, "/desk/demands/new")} icon="plus">
      {t("form.new")}
    </ButtonLink>
  ) : null;
  return (
    <>
      <PageHead
        title={t(foreign ? "own.tasks" : "own.title")}
        lead={foreign ? undefined : t("own.lead", { count: demands.length, open })}
        actions={demands.length > 0 ? make : null}
      />
      {did === "returned" ? (
        <Note tone="done" live>
          {t("form.returned")}
        </Note>
      ) : null}
      <ClinicTasks locale={locale} tasks={tasks} />
      {foreign ? null : demands.length === 0 ? (
        <EmptyState title={t("own.empty")} actions={make}>
          {t("own.empty-lead")}
        </EmptyState>
      ) : (
        <OwnDemands locale={locale} demands={demands} />
      )}
    </>
  );
}
