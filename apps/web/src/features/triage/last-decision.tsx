import type { readTriage } from "@peony/features/listings";
import type { Locale } from "@peony/i18n";
import { Form } from "@peony/ui/Form";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { saidTitle } from "#features/listings/said.ts";
import { untriageListingAction } from "./actions.ts";
import { words } from "./words.ts";

type Last = NonNullable<Awaited<ReturnType<typeof readTriage>>["last"]>;

/** What was decided last when the page was made, with a button that takes it back; without scripts it is the way to do so. */
export function LastDecision({ locale, last }: { locale: Locale; last: Last }) {
  const t = words(locale);
  if (last.triage === null) return null;
  return (
    <noscript>
      <Form action={untriageListingAction} className="form-inline" keepMessage={false}>
        <span>{t("last", { title: saidTitle(locale, last).text, done: t(`done.${last.triage}`) })}</span>
        <input type="hidden" name="id" value={last.id} />
        <input type="hidden" name="version:number" value={last.version} />
        <SubmitButton variant="quiet" icon="undo">
          {t("undo")}
        </SubmitButton>
      </Form>
    </noscript>
  );
}
