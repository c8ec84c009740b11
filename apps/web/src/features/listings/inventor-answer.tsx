import type { ConfirmationView } from "@peony/features/listings";
import { formatDate, formatDateTime, type Locale, translator } from "@peony/i18n";
import { TextArea } from "@peony/ui/Field";
import { Form } from "@peony/ui/Form";
import { Card } from "@peony/ui/Layout";
import { Note } from "@peony/ui/Note";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { answerConfirmationAction } from "./inventor-actions.ts";
import { words } from "./inventor-words.ts";

type Props = { locale: Locale; view: ConfirmationView };
type Answering = Props & {
  action: typeof answerConfirmationAction;
  /** By what the answer names what it answers: the link, or the row of the own account. */
  named: Readonly<Record<string, string>>;
};

const Named = ({ named }: Pick<Answering, "named">) =>
  Object.entries(named).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);

/** The answer of whoever holds the link. */
export const InventorAnswer = ({ token, ...props }: Props & { token: string }) => (
  <AnswerForms {...props} action={answerConfirmationAction} named={{ token }} />
);

/** Accept or comment: two forms, so that a comment typed is never sent as an acceptance. */
export function AnswerForms({ locale, view, action, named }: Answering) {
  const t = words(locale);
  const pending = translator(locale, "shell")("saving");
  return (
    <Card id="answer" title={t("answer")} note={t("due", { day: formatDate(view.dueAt, locale) })}>
      <div className="stack-small">
        <Form action={action} label={t("accept")}>
          <p>{t("accept-lead")}</p>
          <Named named={named} />
          <input type="hidden" name="answer" value="accept" />
          <SubmitButton large wide pendingLabel={pending}>
            {t("accept")}
          </SubmitButton>
        </Form>
        <Form action={action} label={t("comment")}>
          <Named named={named} />
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
export function InventorAnswered({ locale, view }: Props) {
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
