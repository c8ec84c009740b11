import type { ConfirmationView } from "@peony/features/listings";
import type { Locale } from "@peony/i18n";
import { Form } from "@peony/ui/Form";
import { Note } from "@peony/ui/Note";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { answerOwnConfirmationAction, sendOwnLinkAgainAction } from "./inventor-actions.ts";
import { AnswerForms, InventorAnswered } from "./inventor-answer.tsx";
import { InventorShares, InventorText } from "./inventor-text.tsx";
import { words } from "./inventor-words.ts";

type Props = { locale: Locale; views: readonly ConfirmationView[] };

function LinkAgain({ locale, view }: { locale: Locale; view: ConfirmationView }) {
  const t = words(locale);
  return (
    <Form action={sendOwnLinkAgainAction} label={t("own-again")}>
      <p className="hint">{t("own-again-lead")}</p>
      <input type="hidden" name="id" value={view.id} />
      <input type="hidden" name="listingId" value={view.listingId} />
      <SubmitButton variant="quiet">{t("own-again")}</SubmitButton>
    </Form>
  );
}

/** What the mailed link shows and asks, in the inventor's own account; a mailbox that stands for several has one for each. */
export function OwnConfirmations({ locale, views }: Props) {
  return views.map((view) => (
    <section key={view.id} className="stack" data-confirmation={view.id}>
      {view.state === "asked" ? null : <InventorAnswered locale={locale} view={view} />}
      <InventorShares locale={locale} view={view} />
      <InventorText locale={locale} view={view} />
      {view.state === "asked" ? (
        <>
          <AnswerForms
            locale={locale}
            view={view}
            action={answerOwnConfirmationAction}
            named={{ id: view.id, listingId: view.listingId }}
          />
          <LinkAgain locale={locale} view={view} />
        </>
      ) : null}
    </section>
  ));
}

/** What was just done with it, where the page says nothing else of it. */
export function OwnDone({ locale, done }: { locale: Locale; done: string | undefined }) {
  const t = words(locale);
  if (done !== "confirmed" && done !== "link") return null;
  return (
    <Note tone="done" live>
      {t(done === "link" ? "done.again" : "own-answered")}
    </Note>
  );
}
