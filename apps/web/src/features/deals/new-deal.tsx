import type { ListingView } from "@peony/features/listings";
import type { Locale } from "@peony/i18n";
import { ButtonLink } from "@peony/ui/Button";
import { SelectField, TextArea } from "@peony/ui/Field";
import { Form } from "@peony/ui/Form";
import { Note } from "@peony/ui/Note";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { href } from "../../i18n/page.ts";
import { openRoomAction } from "./actions.ts";
import { titleOf, words } from "./words.ts";

type OwnDemand = { id: string; number: string; titleZh: string; titleEn: string };

/** Asking about a listing: what it is wanted for, and which of the own demands it would answer. */
export function NewDeal({
  locale,
  listing,
  dealId,
  demands,
  verified,
}: {
  locale: Locale;
  listing: ListingView;
  dealId: string;
  demands: readonly OwnDemand[];
  verified: boolean;
}) {
  const t = words(locale);
  if (!verified)
    return (
      <>
        <Note tone="warn">{t("new.unverified")}</Note>
        <div className="actions">
          <ButtonLink href={href(locale, "/start")} variant="primary">
            {t("new.verify")}
          </ButtonLink>
        </div>
      </>
    );
  return (
    <Form action={openRoomAction}>
      <input type="hidden" name="dealId" value={dealId} />
      <input type="hidden" name="listingId" value={listing.id} />
      <TextArea name="useCase" label={t("new.use")} hint={t("new.use-hint")} rows={4} required />
      {demands.length > 0 ? (
        <SelectField
          name="demandId"
          label={t("new.demand")}
          placeholder={t("new.no-demand")}
          options={demands.map((d) => ({ value: d.id, label: `${d.number} ${titleOf(locale, d)}` }))}
        />
      ) : null}
      <div className="actions">
        <SubmitButton large>{t("new.submit")}</SubmitButton>
      </div>
    </Form>
  );
}
