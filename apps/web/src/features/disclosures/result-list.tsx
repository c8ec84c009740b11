import type { Result } from "@peony/features/disclosures";
import { formatDate, type Locale, translator } from "@peony/i18n";
import { Card } from "@peony/ui/Layout";
import { RowLink, Rows } from "@peony/ui/Lists";
import { Facts, Status } from "@peony/ui/Marks";
import { said } from "#features/listings/said.ts";
import { href } from "../../i18n/page.ts";
import { timeLeft } from "../../i18n/time-left.ts";
import { holderText, toneOf } from "./result-turn.ts";
import { words } from "./words.ts";

type Props = { locale: Locale; results: readonly Result[]; now: Date; hrefOf?: (r: Result) => string | null };

function Row({ locale, result: r, now, to }: { locale: Locale; result: Result; now: Date; to: string | null }) {
  const t = words(locale);
  const title = said(locale, r.title);
  const name = title.text || t("untitled");
  const own = r.makers.find((m) => m.own);
  return (
    <>
      {to ? (
        <RowLink href={href(locale, to)} lang={title.lang}>
          {name}
        </RowLink>
      ) : (
        <b lang={title.lang}>{name}</b>
      )}
      <p>
        <Status tone={toneOf(r)}>{translator(locale, "status")(`result.${r.stage}`)}</Status>{" "}
        {t("turn", { step: t(`step.${r.step}`), holder: r.ownTurn ? t("you-do") : holderText(locale, r) })}
      </p>
      <Facts
        items={[
          t("since", { day: formatDate(r.since, locale), days: r.days }),
          r.dueAt ? t("due", { day: formatDate(r.dueAt, locale), left: timeLeft(r.dueAt, now, locale) }) : null,
          r.late ? t("late") : null,
          r.delay ? t("delayed", { reason: r.delay.reason }) : null,
          own ? t("own-share", { share: own.sharePct.toFixed(2) }) : null,
        ]}
      />
    </>
  );
}

/** Results with stage, step, whose turn, since when and until when; what is late comes first. */
export function ResultList({ locale, results, now, hrefOf = (r) => `/results/${r.id}` }: Props) {
  return (
    <Card>
      <Rows
        items={results.map((r) => ({
          key: r.id,
          content: <Row locale={locale} result={r} now={now} to={hrefOf(r)} />,
        }))}
      />
    </Card>
  );
}
