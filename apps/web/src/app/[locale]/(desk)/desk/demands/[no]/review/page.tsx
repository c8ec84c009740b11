import { isOfficer } from "@peony/domain/identity";
import { readAwardedDeal, readBoard } from "@peony/features/proposals";
import { translator } from "@peony/i18n";
import { Breadcrumb, PageHead } from "@peony/ui/Layout";
import { Note } from "@peony/ui/Note";
import type { Metadata } from "next";
import { saidTitle } from "#features/listings/said.ts";
import { BoardView } from "#features/proposals/board-view.tsx";
import { words } from "#features/proposals/words.ts";
import { requestCtx } from "#server/ctx.ts";
import { found } from "#server/page.ts";
import { href, pageLocale } from "../../../../../../../i18n/page.ts";

type Props = { params: Promise<{ locale: string; no: string }>; searchParams: Promise<{ did?: string }> };
const done = [
  ...(["criteria", "appointed", "dismissed", "stepped"] as const),
  ...(["screened", "shortlisted", "unlisted", "stated", "answered", "awarded"] as const),
];

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { no } = await params;
  return { title: `${words(await pageLocale(params))("board.title")} ${no}` };
}

export default async function BoardPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const t = words(locale);
  const [{ no }, { did }] = await Promise.all([params, searchParams]);
  const ctx = await requestCtx();
  const board = await found(locale, readBoard(ctx, no));
  const deal = await readAwardedDeal(ctx, no);
  const told = done.find((d) => d === did);
  const title = saidTitle(locale, board);
  return (
    <>
      <PageHead
        title={t("board.title")}
        sub={<span lang={title.lang}>{title.text}</span>}
        crumb={
          <Breadcrumb
            label={translator(locale, "shell")("breadcrumb")}
            items={[
              { label: t("board.crumb"), href: href(locale, "/desk/demands") },
              { label: no, href: href(locale, `/desk/demands/${no}`), mono: true },
              { label: t("board.title") },
            ]}
          />
        }
      />
      {told ? (
        <Note tone="done" live>
          {t(`board.did.${told}`)}
        </Note>
      ) : null}
      <BoardView locale={locale} board={board} deal={deal} officer={isOfficer(ctx.actor)} />
    </>
  );
}
