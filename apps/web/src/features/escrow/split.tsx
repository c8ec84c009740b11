import { inLocale } from "@peony/domain/shared";
import type { DealMoney, MoneyItem, MoneyLine } from "@peony/features/escrow";
import { formatBasisPoints, type Locale, translator } from "@peony/i18n";
import { Card } from "@peony/ui/Layout";
import { Status, type StatusTone } from "@peony/ui/Marks";
import { SplitBar, type SplitPart } from "@peony/ui/Money";
import { href } from "../../i18n/page.ts";
import { exact, shareOf } from "./amounts.ts";
import { payeeName, type SideNames } from "./sentence.ts";
import { words } from "./words.ts";

const tones: Partial<Record<MoneyLine["state"], StatusTone>> = {
  confirmed: "done",
  booked: "done",
  failed_final: "error",
};

const waitsForAccount = (line: MoneyLine): boolean =>
  line.state === "failed_final" || (line.state === "failed_retryable" && line.reason === "payout-account");

/** Why a part could not be sent yet, or null for one that is not stuck. */
export const whyWaiting = (locale: Locale, line: MoneyLine): string | null => {
  const t = words(locale);
  if (line.state !== "failed_retryable" && line.state !== "failed_final") return null;
  if (line.reason === "frozen") return t("split.waits-check");
  if (waitsForAccount(line)) return t("split.waits-account");
  return t("split.waits-again");
};

function LineNote({ locale, line, own }: { locale: Locale; line: MoneyLine; own: boolean }) {
  const t = words(locale);
  const status = translator(locale, "status");
  const share = line.bps === null ? "" : formatBasisPoints(line.bps);
  const part =
    line.role === "seller" ? t("split.rest") : t(line.role === "broker" ? "split.commission" : "split.fee", { share });
  if (line.state === "preview") return `${part} · ${t("split.preview")}`;
  const why = whyWaiting(locale, line);
  return (
    <>
      {part}{" "}
      <Status tone={tones[line.state] ?? "wait"}>
        {line.state === "booked" ? t("split.booked") : status(`disbursement.${line.state}`)}
      </Status>
      {why ? ` ${why}` : null}
      {own && waitsForAccount(line) ? (
        <>
          {" "}
          <a href={href(locale, "/settings/payout")}>{t("split.own-account")}</a>
        </>
      ) : null}
    </>
  );
}

/** Who gets which part of one payment, as a bar and as a table that adds up, with how far each part is on its way. */
export function Split({
  locale,
  money,
  item,
  names,
  rewarded,
}: {
  locale: Locale;
  money: DealMoney;
  item: MoneyItem;
  names: SideNames;
  /** A benefit statement of the inventors exists for this payment and the reader may see it. */
  rewarded: boolean;
}) {
  const t = words(locale);
  const { due } = item;
  if (!due) return null;
  const parts = item.lines.map((line): SplitPart => {
    const share = formatBasisPoints(shareOf(line.money, due));
    const name = payeeName(locale, line, names);
    return {
      key: `${line.role} ${line.orgId}`,
      name: line.role === "platform" ? translator(locale, "terms")("payee_role.platform") : name,
      note: <LineNote locale={locale} line={line} own={line.role === money.role} />,
      weight: line.money.amount,
      share,
      amount: exact(line.money, locale),
      barText: `${name} ${share}`,
    };
  });
  const title = t("split.title", { item: inLocale(item.name, locale) });
  const aside = rewarded ? <a href={`${href(locale, "/statement")}#rewards`}>{t("split.statement")}</a> : null;
  return (
    <Card id="split" title={title} aside={aside}>
      <SplitBar
        label={title}
        parts={parts}
        heads={{ payee: t("split.payee"), share: t("split.share"), amount: t("split.amount") }}
        total={{ label: t("split.total"), share: "100%", amount: exact(due, locale) }}
      />
    </Card>
  );
}
