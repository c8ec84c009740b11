import type { ConfirmationView } from "@peony/features/listings";
import { formatDate, formatDateTime, type Locale, translator } from "@peony/i18n";
import { TextArea } from "@peony/ui/Field";
import { Form } from "@peony/ui/Form";
import { Card } from "@peony/ui/Layout";
import { Note } from "@peony/ui/Note";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { answerConfirmationAction } from "./inventor-actions.ts";
import { words } from "./inventor-words.ts";

type Props = { locale: Locale; token: string; view: ConfirmationView };

/** Accept or comment: two forms, so that a comment typed is never sent as an acceptance. */
export function InventorAnswer({ locale, token, view }: Props) {
  const t = words(locale);
  const pending = translator(locale, "shell")("saving");
  return (
    <Card id="answer" title={t("answer")} note={t("due", { day: formatDate(view.dueAt, locale) })}>
      <div className="stack-small">
        <Form action={answerConfirmationAction} label={t("accept")}>
          <p>{t("accept-lead")}</p>
          <input type="hidden" name="token" value={token} />
          <input type="hidden" name="answer" value="accept" />
          <SubmitButton large wide pendingLabel={pending}>
            {t("accept")}
          </SubmitButton>
        </Form>
        <Form action={answerConfirmationAction} label={t("comment")}>
          <input type="hidden" name="token" value={token} />
          <input type="hidden" name="answer" value="comment" />
          <TextArea name="comment" label={t("comment-label")} hint={t("comment-hint")} rows={4} />
          <SubmitButton variant="outline" pendingLabel={pending}>
            {t("comment")}
          </SubmitButton>
        </Form>
      </div>
    </Card>
  );
}

/** What was answered, and what happens next. */
export function InventorAnswered({ locale, view }: Omit<Props, "token">) {
  const t = words(locale);
  const when = view.answeredAt ? formatDateTime(view.answeredAt, locale) : "";
  if (view.state === "commented")
    return (
      <Note tone="info" live>
        <p>{t("commented", { when })}</p>
        <blockquote>{view.comment}</blockquote>
        <p>{t("commented-next")}</p>
      </Note>
    );
  return (
    <Note tone="done" live>
      {t("accepted", { when })}
    </Note>
  );
}
