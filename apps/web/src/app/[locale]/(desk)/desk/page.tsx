import { listDeals } from "@peony/features/deals";
import { listTurns } from "@peony/features/desk";
import { listNotifications } from "@peony/features/notifications";
import { ButtonLink } from "@peony/ui/Button";
import { PageHead, Stack, WithSide } from "@peony/ui/Layout";
import type { Metadata } from "next";
import { DeskDeals } from "#features/desk/desk-deals.tsx";
import { DeskLinks } from "#features/desk/desk-links.tsx";
import { DeskNotes } from "#features/desk/desk-notes.tsx";
import { DeskNotices } from "#features/desk/desk-notices.tsx";
import { countOf, DeskTurns } from "#features/desk/desk-turns.tsx";
import { sortDeals } from "#features/desk/sort-deals.ts";
import { words } from "#features/desk/words.ts";
import { requestCtx } from "#server/ctx.ts";
import { found } from "#server/page.ts";
import { href, type LocaleParams, pageLocale } from "../../../../i18n/page.ts";

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  return { title: words(await pageLocale(params))("title") };
}

const most = 100;

export default async function DeskPage({ params }: LocaleParams) {
  const locale = await pageLocale(params);
  const t = words(locale);
  const ctx = await requestCtx();
  const seated = ctx.actor.kind === "person" && ctx.actor.orgId !== null;
  const notices = await found(locale, (async () => listNotifications(ctx))());
  const { mine, waiting } = sortDeals(seated ? (await listDeals(ctx, { limit: most })).rows : []);
  const turns = await listTurns(ctx);
  const first = mine[0] ? `/deals/${mine[0].number}` : turns[0]?.path;
  const [tasks, deals] = [countOf(turns), mine.length];
  const lead = tasks > 0 ? "tasks" : deals > 0 ? "mine" : waiting.length > 0 ? "waiting" : "none";
  return (
    <Stack>
      <PageHead
        title={t("title")}
        lead={t(`lead.${lead}`, { mine: deals, waiting: waiting.length, tasks })}
        actions={
          first ? (
            <ButtonLink variant="primary" href={href(locale, first)}>
              {t("open-first")}
            </ButtonLink>
          ) : null
        }
      />
      <DeskNotes locale={locale} actor={ctx.actor} />
      <WithSide sideLabel={t("links")} side={<DeskLinks locale={locale} actor={ctx.actor} />}>
        <DeskTurns locale={locale} turns={turns} />
        <DeskDeals locale={locale} mine={mine} waiting={waiting} calm={tasks === 0} />
        <DeskNotices locale={locale} notices={notices} />
      </WithSide>
    </Stack>
  );
}
