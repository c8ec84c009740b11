import { isScoredProposal, leastPoints } from "@peony/domain/proposals";
import { inLocale } from "@peony/domain/shared";
import type { ReviewDesk } from "@peony/features/proposals";
import type { Locale } from "@peony/i18n";
import { TextArea, TextField } from "@peony/ui/Field";
import { Form } from "@peony/ui/Form";
import { Card } from "@peony/ui/Layout";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { reviewProposalAction } from "./review-actions.ts";
import { words } from "./words.ts";

type Props = { locale: Locale; desk: ReviewDesk; proposal: ReviewDesk["proposals"][number]; at: number };

function Points({ locale, desk, proposal }: Omit<Props, "at">) {
  const t = words(locale);
  const { criteria, scale } = desk.judging;
  const min = leastPoints(scale);
  return criteria.map((c, i) => (
    <TextField
      key={`${i}`}
      name={`points.${i}.given`}
      label={t("review.points", { name: inLocale(c.name, locale), weight: c.weight })}
      hint={t("review.range", { min, max: scale })}
      inputMode="numeric"
      mono
      defaultValue={proposal.review ? `${proposal.review.points[i] ?? ""}` : undefined}
    />
  ));
}

/** The own review of one proposal: points on the fixed criteria and words; a commenter writes words only. */
export function ReviewForm({ locale, desk, proposal, at }: Props) {
  const t = words(locale);
  const open = desk.state === "assessing" && isScoredProposal(proposal.state);
  if (!open)
    return (
      <Card title={t("review.mine")}>
        <p className="quiet">
          {desk.state === "closed" || desk.state === "screening" ? t("review.not-yet") : t("review.over")}
        </p>
        {proposal.review ? <p>{proposal.review.words}</p> : null}
      </Card>
    );
  return (
    <Card title={t("review.mine")}>
      <Form key={`${proposal.id}${proposal.review?.version ?? 0}`} action={reviewProposalAction}>
        <input type="hidden" name="proposalId" value={proposal.id} />
        <input type="hidden" name="version:number" value={proposal.review?.version ?? 0} />
        <input type="hidden" name="no" value={desk.number} />
        <input type="hidden" name="at:number" value={at} />
        {desk.role === "lead" ? (
          <Points locale={locale} desk={desk} proposal={proposal} />
        ) : (
          <p>{t("review.commenter")}</p>
        )}
        <TextArea
          name="words"
          label={t("review.words")}
          hint={t("review.words-hint")}
          rows={5}
          defaultValue={proposal.review?.words}
        />
        <SubmitButton wide>{t("review.save")}</SubmitButton>
      </Form>
    </Card>
  );
}
