import type { DealView } from "@peony/features/deals";
import { type Locale, translator } from "@peony/i18n";
import { DealHeart, DealTimeline } from "@peony/ui/Deal";
import { Breadcrumb, PageHead, Stack } from "@peony/ui/Layout";
import { FictionTag } from "@peony/ui/Marks";
import { Note } from "@peony/ui/Note";
import { Tabs } from "@peony/ui/Search";
import type { ReactNode } from "react";
import { href } from "../../i18n/page.ts";
import { timelineOf } from "./deal-steps.ts";
import { DealTurn } from "./deal-turn.tsx";
import { shortName, titleOf, words } from "./words.ts";

const parts = ["terms", "contract", "money"] as const;
export type DealPart = (typeof parts)[number];
const paths: Record<DealPart, string> = { terms: "", contract: "/contract", money: "/money" };

/** Head shared by the pages of a deal: title, timeline, whose turn, and the way between its parts. */
export function DealFrame({
  locale,
  deal,
  part,
  now,
  children,
}: {
  locale: Locale;
  deal: DealView;
  part: DealPart;
  now: Date;
  children: ReactNode;
}) {
  const t = words(locale);
  const shell = translator(locale, "shell");
  const other = deal.role === "seller" ? deal.buyer : deal.seller;
  const page = `/deals/${deal.number}`;
  const shown = parts
    .filter((p) => p !== "contract" || deal.contract)
    .filter((p) => p !== "money" || deal.items.length > 0);
  return (
    <>
      <PageHead
        title={titleOf(locale, deal.title)}
        crumb={
          <Breadcrumb
            label={shell("breadcrumb")}
            items={[
              { label: t("title"), href: href(locale, "/deals") },
              { label: deal.number, mono: true },
            ]}
          />
        }
        sub={
          <>
            {t(`sub.${deal.role}`)} · {t("other")} {shortName(locale, other)}
            {other?.fictional ? <FictionTag>{shell("fictional")}</FictionTag> : null}
          </>
        }
      />
      <Stack>
        {deal.gateOpen ? null : <Note tone="warn">{t("gate-closed")}</Note>}
        {deal.listing?.state === "lapsed" ? <Note tone="warn">{t("lapsed")}</Note> : null}
        <DealHeart title={t("where")}>
          <DealTimeline
            label={t("where")}
            steps={timelineOf(locale, deal)}
            words={{ done: shell("done"), now: shell("now"), ended: shell("ended"), todo: shell("not-started") }}
          />
          <DealTurn locale={locale} deal={deal} now={now} here={part === "terms" ? undefined : paths[part]} />
        </DealHeart>
        {shown.length > 1 ? (
          <Tabs
            label={t("tabs.label")}
            items={shown.map((p) => ({
              label: t(`tabs.${p}`),
              href: href(locale, page + paths[p]),
              current: p === part,
            }))}
          />
        ) : null}
        {children}
      </Stack>
    </>
  );
}
