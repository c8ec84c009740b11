import type { ReviewDesk } from "@peony/features/proposals";
import { formatDate, type Locale } from "@peony/i18n";
import { buttonClass } from "@peony/ui/Button";
import { Card, Stack } from "@peony/ui/Layout";
import { KeyValue } from "@peony/ui/Lists";
import { Note } from "@peony/ui/Note";
import { targetText } from "#features/demands/figures.ts";
import { said, saidName } from "#features/listings/said.ts";
import { ReviewReader } from "./review-reader.tsx";
import { ConfideForm, StatementForm } from "./statement-form.tsx";
import { words } from "./words.ts";

/** What is asked, so that proposals are read against it. */
function Asked({ locale, desk }: { locale: Locale; desk: ReviewDesk }) {
  const t = words(locale);
  return (
    <Card>
      <KeyValue
        items={[
          { term: t("review.owner"), value: desk.owner ? saidName(locale, desk.owner).text : null },
          ...desk.targets.map((target) => ({
            term: `${t("review.target")} ${said(locale, target.name).text}`,
            value: targetText(locale, target),
          })),
          { term: t("review.test"), value: said(locale, desk.testMethod).text },
          { term: t("review.due"), value: desk.due ? formatDate(desk.due, locale) : null },
        ]}
      />
    </Card>
  );
}

function Closed({ title, why }: { title: string; why: string }) {
  return (
    <Note tone="warn">
      <b>{title}</b>
      <p>{why}</p>
    </Note>
  );
}

/** The desk of one reviewer: sealed, then the statement, then proposal after proposal. */
export function ReviewDeskView({ locale, desk, at }: { locale: Locale; desk: ReviewDesk; at: number }) {
  const t = words(locale);
  if (!desk.opened) return <Closed title={t("review.sealed-title")} why={t("review.sealed")} />;
  if (desk.tied) return <Closed title={t("review.tied-title")} why={t("review.tied")} />;
  if (desk.statedAt === null && desk.owner === null)
    return (
      <Stack>
        <Asked locale={locale} desk={desk} />
        <ConfideForm locale={locale} number={desk.number} />
      </Stack>
    );
  if (desk.statedAt === null)
    return (
      <Stack>
        <Asked locale={locale} desk={desk} />
        <StatementForm locale={locale} desk={desk} again={false} />
      </Stack>
    );
  const hidden = desk.proposers.length - desk.proposals.length;
  return (
    <Stack>
      {desk.late && desk.state === "assessing" ? <Note tone="warn">{t("review.late")}</Note> : null}
      {hidden > 0 ? <Note>{t("review.hidden", { count: hidden })}</Note> : null}
      <ReviewReader locale={locale} desk={desk} at={at} />
      <Asked locale={locale} desk={desk} />
      <details>
        <summary className={buttonClass({ variant: "quiet" })}>{t("review.again")}</summary>
        <StatementForm locale={locale} desk={desk} again />
      </details>
    </Stack>
  );
}
