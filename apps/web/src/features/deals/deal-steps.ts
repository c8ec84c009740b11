import { type DealStep, dealSteps } from "@peony/domain/deals";
import type { DealView } from "@peony/features/deals";
import { formatDate, type Locale } from "@peony/i18n";
import type { TimelineStep } from "@peony/ui/Deal";
import { words } from "./words.ts";

const lines = (locale: Locale, deal: DealView): Record<DealStep, string> => {
  const t = words(locale);
  const last = deal.rounds[0];
  const { contract, items } = deal;
  const signed = contract?.signers.filter((s) => s.state === "signed").length ?? 0;
  return {
    find: deal.demand ? t("line.find-demand", { number: deal.demand.number }) : t("line.find"),
    look: t("line.look", { date: formatDate(deal.createdAt, locale) }),
    agree: !last
      ? t("line.agree-none")
      : t(last.state === "accepted" ? "line.agreed" : "line.agree", { round: last.round }),
    sign: !contract
      ? t("line.sign-none")
      : contract.state === "drafting"
        ? t("line.sign-drafting")
        : contract.signedAt
          ? t("line.signed", { date: formatDate(contract.signedAt, locale) })
          : t("line.sign-ready", { signed, total: contract.signers.length }),
    pay:
      items.length === 0
        ? t("line.pay-none")
        : t("line.pay", { done: items.filter((i) => i.state === "settled").length, total: items.length }),
  };
};

/** The five steps of the mark for one deal, each with what happened or is expected. A closed deal has no step under way. */
export const timelineOf = (locale: Locale, deal: DealView): TimelineStep[] => {
  const t = words(locale);
  const said = lines(locale, deal);
  const at = deal.step ? dealSteps.indexOf(deal.step) : dealSteps.length;
  const settled = deal.items.length > 0;
  return dealSteps.map((key, i) => ({
    key,
    name: t(`step.${key}`),
    // A deal that ended without a contract stopped in the talks.
    state: deal.step === null && !settled && i >= 2 ? "todo" : i < at ? "done" : i === at ? "now" : "todo",
    lines: [said[key]],
  }));
};
