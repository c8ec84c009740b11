import type { ReviewDesk } from "@peony/features/proposals";
import type { Locale } from "@peony/i18n";
import { buttonClass } from "@peony/ui/Button";
import { Stack, WithSide } from "@peony/ui/Layout";
import { Note } from "@peony/ui/Note";
import { saidName } from "#features/listings/said.ts";
import { href } from "../../i18n/page.ts";
import { CriteriaCard } from "./criteria-card.tsx";
import { PageKeys } from "./page-keys.tsx";
import { ProposalStateMark } from "./proposal-state.tsx";
import { ProposalText } from "./proposal-text.tsx";
import { RecommendForm } from "./recommend-form.tsx";
import { ReviewForm } from "./review-form.tsx";
import { words } from "./words.ts";

/** The way between the proposals, by click and by key. */
function Steps({ locale, number, at, count }: { locale: Locale; number: string; at: number; count: number }) {
  const t = words(locale);
  const to = (n: number) => href(locale, `/reviews/${number}`, { at: `${n}` });
  return (
    <nav className="actions" aria-label={t("review.place", { n: at, count })}>
      {at > 1 ? (
        <a className={buttonClass({})} href={to(at - 1)} rel="prev">
          {t("review.previous")}
        </a>
      ) : null}
      {at < count ? (
        <a className={buttonClass({})} href={to(at + 1)} rel="next">
          {t("review.next")}
        </a>
      ) : null}
      <span className="quiet">
        {t("review.place", { n: at, count })} · {t("review.keys")}
      </span>
      <PageKeys />
    </nav>
  );
}

/** One proposal at a time with the own review beside it. @param at its place, 1 is the first */
export function ReviewReader({ locale, desk, at }: { locale: Locale; desk: ReviewDesk; at: number }) {
  const t = words(locale);
  const count = desk.proposals.length;
  const place = Math.min(Math.max(at, 1), Math.max(count, 1));
  const proposal = desk.proposals[place - 1];
  if (!proposal) return <Note>{t("review.none")}</Note>;
  const name = saidName(locale, proposal.proposer);
  return (
    <Stack>
      <Steps locale={locale} number={desk.number} at={place} count={count} />
      <WithSide
        sideLabel={t("review.mine")}
        side={
          <>
            <RecommendForm locale={locale} desk={desk} proposal={proposal} at={place} />
            <ReviewForm locale={locale} desk={desk} proposal={proposal} at={place} />
            <CriteriaCard locale={locale} judging={desk.judging} />
          </>
        }
      >
        <header>
          <h2>{proposal.fields.title}</h2>
          <p className="quiet">
            <span lang={name.lang}>{name.text}</span> <ProposalStateMark locale={locale} state={proposal.state} />
          </p>
        </header>
        <ProposalText locale={locale} fields={proposal.fields} currency={desk.currency} />
      </WithSide>
    </Stack>
  );
}
