import { type DealStep, dealSteps } from "@peony/domain/deals";
import type { DealView } from "@peony/features/deals";
import { formatDate, type Locale } from "@peony/i18n";
import type { TimelineStep } from "@peony/ui/Deal";
import { words } from "./words.ts";

/** What became of the last round, where it is not simply open. */
const agreeLine: Partial<Record<DealView["rounds"][number]["state"], "line.agreed" | "line.declined" | "line.lapsed">> =
  {
    accepted: "line.agreed",
    declined: "line.declined",
    lapsed: "line.lapsed",
  };

const agreeText = (locale: Locale, [last]: DealView["rounds"]): string => {
  const t = words(locale);
  return last ? t(agreeLine[last.state] ?? "line.agree", { round: last.round }) : t("line.agree-none");
};

const signText = (locale: Locale, contract: DealView["contract"]): string => {
  const t = words(locale);
  if (!contract) return t("line.sign-none");
  if (contract.state === "drafting") return t("line.sign-drafting");
  if (contract.signedAt) return t("line.signed", { date: formatDate(contract.signedAt, locale) });
  const signed = contract.signers.filter((s) => s.state === "signed").length;
  return t("line.sign-ready", { signed, total: contract.signers.length });
};

/** A broker is shown no offer and no text: that there are payments says that both are done, and before that nothing is said of them. */
const brokerText = (locale: Locale, paid: boolean): Record<"agree" | "sign", string> => {
  const t = words(locale);
  return paid
    ? { agree: t("line.agreed-known"), sign: t("line.signed-known") }
    : { agree: t("line.agree-hidden"), sign: t("line.sign-hidden") };
};

const lines = (locale: Locale, deal: DealView): Record<DealStep, string> => {
  const t = words(locale);
  const { contract, items } = deal;
  return {
    find: deal.demand ? t("line.find-demand", { number: deal.demand.number }) : t("line.find"),
    look: t("line.look", { date: formatDate(deal.createdAt, locale) }),
    ...(deal.role === "broker"
      ? brokerText(locale, items.length > 0)
      : { agree: agreeText(locale, deal.rounds), sign: signText(locale, contract) }),
    pay:
      items.length === 0
        ? t("line.pay-none")
        : t("line.pay", { done: items.filter((i) => i.state === "settled").length, total: items.length }),
  };
};

const endedAt = (i: number): TimelineStep["state"] => (i < 2 ? "done" : i === 2 ? "ended" : "todo");

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
    state: deal.step === null && !settled ? endedAt(i) : i < at ? "done" : i === at ? "now" : "todo",
    lines: [said[key]],
  }));
};
