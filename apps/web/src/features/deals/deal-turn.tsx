import type { DealMove } from "@peony/domain/deals";
import { inLocale } from "@peony/domain/shared";
import type { DealView } from "@peony/features/deals";
import { formatDeadline, type Locale, translator } from "@peony/i18n";
import { ButtonLink } from "@peony/ui/Button";
import { TurnBand } from "@peony/ui/Deal";
import { href } from "../../i18n/page.ts";
import { timeLeft } from "../../i18n/time-left.ts";
import { shortName, words } from "./words.ts";

/** Where a step is taken: a part of the deal, or a page of the organisation's own. */
const pageOf = (number: string, move: DealMove): string | null => {
  if (move === "open-account") return "/settings/payout";
  const part = parts[move];
  return part ? `/deals/${number}${part}` : null;
};

const parts: Partial<Record<DealMove, string>> = {
  "send-offer": "/offer",
  "answer-offer": "/offer",
  sign: "/contract",
  fund: "/money",
  deliver: "/money",
  accept: "/money",
};

/** Why a round was declined, in words. */
const reasonOf = (locale: Locale, { declineReason }: DealView["rounds"][number]): string =>
  declineReason ? translator(locale, "terms")(`decline_reason.${declineReason}`) : "";

/** Whose turn it is, in a sentence, with the one next step where it is ours. */
export function DealTurn({
  locale,
  deal,
  now,
  here,
}: {
  locale: Locale;
  deal: DealView;
  now: Date /** The part this page already shows: it needs no link to itself. */;
  here?: string;
}) {
  const { turn } = deal;
  if (!turn) return null;
  const t = words(locale);
  const ours = turn.side !== null && turn.side === deal.role;
  const other = turn.side ? deal[turn.side] : null;
  const item = turn.item === null ? undefined : deal.items[turn.item];
  const { move } = turn;
  const say =
    move === "closed"
      ? undefined
      : t(`say.${move}`, { round: deal.rounds[0]?.round ?? 0, item: item ? inLocale(item.name, locale) : "" });
  const onlyOthers = ours && !deal.mayAct;
  const detail = t(onlyOthers ? `acts.${turn.move as "sign"}` : `detail.${turn.move}`, {
    deadline: turn.deadline ? formatDeadline(turn.deadline, now, locale) : "",
    left: turn.deadline ? timeLeft(turn.deadline, now, locale) : "",
  });
  const last = deal.rounds[0];
  const lost = last?.state === "declined" ? last : undefined;
  const who =
    turn.move === "closed"
      ? lost
        ? t("who.declined", {
            name: shortName(locale, lost.side === "seller" ? deal.buyer : deal.seller),
            reason: reasonOf(locale, lost),
          })
        : t("who.closed")
      : turn.side === null
        ? t("who.platform")
        : ours
          ? t("who.ours")
          : t("who.theirs", { name: shortName(locale, other) });
  const page = pageOf(deal.number, turn.move);
  return (
    <TurnBand
      tone={ours ? "ours" : turn.move === "closed" ? "done" : "theirs"}
      who={who}
      say={say}
      detail={detail}
      actions={
        deal.mayAct && page && (here === undefined || parts[turn.move] !== here) ? (
          <ButtonLink variant="primary" large href={href(locale, page)}>
            {t(`do.${turn.move as "sign"}`)}
          </ButtonLink>
        ) : null
      }
    />
  );
}
