import type { DemandView } from "@peony/features/demands";
import type { Locale } from "@peony/i18n";
import { ButtonLink } from "@peony/ui/Button";
import { Card } from "@peony/ui/Layout";
import { href } from "../../i18n/page.ts";
import { words } from "./words.ts";

const ended: readonly DemandView["state"][] = ["awarded", "contracted", "in_delivery", "accepted", "failed"];

/**
 * What a challenge leads to from its page: a proposal, its owner's board, or the notice of its award. Ordinary demands have none.
 * @param party the reader's organisation had a hand in it: it is told why it does not compete
 */
export function ChallengeWay({
  locale,
  demand,
  party = false,
}: {
  locale: Locale;
  party?: boolean;
  demand: Pick<DemandView, "kind" | "state" | "number" | "own">;
}) {
  const t = words(locale);
  if (demand.kind !== "challenge") return null;
  const { number, state, own } = demand;
  const way = ended.includes(state)
    ? ({ lead: "way.notice-lead", label: "way.notice", to: href(locale, `/awards/${number}`) } as const)
    : own
      ? ({ lead: "way.board-lead", label: "way.board", to: href(locale, `/desk/demands/${number}/review`) } as const)
      : ({ lead: "way.lead", label: "way.propose", to: href(locale, "/proposals/new", { demand: number }) } as const);
  const shown = own ? state !== "cancelled" : state === "published" || ended.includes(state);
  if (!shown) return null;
  if (party && !own && state === "published")
    return (
      <Card title={t("way.title")}>
        <p className="second">{t("new.party")}</p>
      </Card>
    );
  return (
    <Card title={t("way.title")}>
      <div className="stack-small">
        <p className="second">{t(way.lead)}</p>
        <ButtonLink variant={own ? "outline" : "primary"} wide href={way.to}>
          {t(way.label)}
        </ButtonLink>
        {own && ended.includes(state) ? (
          <ButtonLink wide href={href(locale, `/desk/demands/${number}/review`)}>
            {t("way.board")}
          </ButtonLink>
        ) : null}
      </div>
    </Card>
  );
}
