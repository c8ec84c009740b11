import { type DemandView, isOwnParty } from "@peony/features/demands";
import { readJudging } from "@peony/features/proposals";
import type { Locale } from "@peony/i18n";
import { requestCtx } from "#server/ctx.ts";
import { ChallengeWay } from "./challenge-way.tsx";
import { CriteriaCard } from "./criteria-card.tsx";

type Props = { locale: Locale; demand: Pick<DemandView, "kind" | "state" | "id" | "number" | "own"> };

/** Beside a challenge: where it leads, and by what proposals to it are judged, for whoever may read it. Ordinary demands have neither. */
export async function ChallengeSide({ locale, demand }: Props) {
  if (demand.kind !== "challenge") return null;
  const ctx = await requestCtx();
  return (
    <>
      <ChallengeWay locale={locale} demand={demand} party={await isOwnParty(ctx, demand.id)} />
      <CriteriaCard locale={locale} judging={await readJudging(ctx, demand.number)} />
    </>
  );
}
