import { inLocale } from "@peony/domain/shared";
import type { MoneyItem } from "@peony/features/escrow";
import { formatDateTime, type Locale } from "@peony/i18n";
import { Form } from "@peony/ui/Form";
import { Card, Stack } from "@peony/ui/Layout";
import { Note } from "@peony/ui/Note";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { href } from "../../i18n/page.ts";
import { startFundingAction } from "./actions.ts";
import { capitals, exact } from "./amounts.ts";
import { Waiting } from "./waiting.tsx";
import { words } from "./words.ts";

function Pay({ locale, item, again }: { locale: Locale; item: MoneyItem; again: boolean }) {
  const t = words(locale);
  return (
    <Form action={startFundingAction} label={t("fund.title", { item: inLocale(item.name, locale) })}>
      <input type="hidden" name="itemId" value={item.id} />
      <SubmitButton large={!again} variant={again ? "outline" : "primary"} pendingLabel={t("fund.busy")}>
        {t(again ? "fund.again" : "fund.submit", { amount: exact(item.due, locale) })}
      </SubmitButton>
    </Form>
  );
}

/** How the last attempt ended, where it did not end in a payment. */
function LastAttempt({ locale, item, cancelled }: { locale: Locale; item: MoneyItem; cancelled: boolean }) {
  const t = words(locale);
  const last = item.attempts.at(-1);
  if (cancelled) return <Note>{t("fund.cancelled")}</Note>;
  if (!last || last.state === "paid") return null;
  const tone = last.state === "open" ? "info" : "warn";
  return <Note tone={tone}>{t(`fund.${last.state}`, { date: formatDateTime(last.createdAt, locale) })}</Note>;
}

/** Paying in: the button to the provider's page, or, back from there, the wait for its word. Coming back books nothing. */
export function FundForm({
  locale,
  number,
  item,
  paid,
  cancelled,
}: {
  locale: Locale;
  number: string;
  item: MoneyItem;
  /** The reader has just come back from the provider's page of this payment. */
  paid: boolean;
  cancelled: boolean;
}) {
  const t = words(locale);
  const big = capitals(item.due);
  if (paid)
    return (
      <Waiting
        locale={locale}
        text={t("waiting.text")}
        here={href(locale, `/deals/${number}/money`, { paid: String(item.position) })}
      >
        {item.can.pay ? (
          <>
            <p className="quiet">{t("waiting.not-paid")}</p>
            <Pay locale={locale} item={item} again />
          </>
        ) : null}
      </Waiting>
    );
  return (
    <Card title={t("fund.title", { item: inLocale(item.name, locale) })}>
      <Stack small>
        <LastAttempt locale={locale} item={item} cancelled={cancelled} />
        <p>{t("fund.lead")}</p>
        {big ? <p className="quiet">{t("fund.capitals", { text: big })}</p> : null}
        {item.can.pay ? <Pay locale={locale} item={item} again={false} /> : <Note>{t("fund.who")}</Note>}
      </Stack>
    </Card>
  );
}
