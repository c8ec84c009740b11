import type { ReviewDesk } from "@peony/features/proposals";
import type { Locale } from "@peony/i18n";
import { TextArea } from "@peony/ui/Field";
import { Form } from "@peony/ui/Form";
import { Card } from "@peony/ui/Layout";
import { Status } from "@peony/ui/Marks";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { recommendAwardAction } from "./review-actions.ts";
import { words } from "./words.ts";

type Props = { locale: Locale; desk: ReviewDesk; proposal: ReviewDesk["proposals"][number]; at: number };

/** A lead names the finalist that should win; who awards is said beside it. */
export function RecommendForm({ locale, desk, proposal, at }: Props) {
  const t = words(locale);
  if (desk.role !== "lead" || desk.state !== "finalist" || proposal.state !== "finalist") return null;
  const mine = desk.recommended?.proposalId === proposal.id ? desk.recommended : null;
  return (
    <Card title={t("review.recommend")}>
      <p>{t("review.recommend-lead")}</p>
      {mine ? <Status tone="done">{t("review.recommended-mark")}</Status> : null}
      <Form key={proposal.id} action={recommendAwardAction} label={t("review.recommend")}>
        <input type="hidden" name="proposalId" value={proposal.id} />
        <input type="hidden" name="no" value={desk.number} />
        <input type="hidden" name="at:number" value={at} />
        <TextArea
          name="words"
          label={t("review.recommend-words")}
          hint={t("board.words-hint-short")}
          rows={3}
          defaultValue={mine?.words}
        />
        <SubmitButton wide>{t("review.recommend")}</SubmitButton>
      </Form>
    </Card>
  );
}
