import { type ListingEvent, listingMachine } from "@peony/domain/listings";
import { possibleEvents } from "@peony/domain/shared";
import type { Locale } from "@peony/i18n";
import type { ButtonVariant } from "@peony/ui/Button";
import { Confirm } from "@peony/ui/Confirm";
import { Form } from "@peony/ui/Form";
import { SubmitButton } from "@peony/ui/SubmitButton";
import type { OwnListing } from "./listing-editor.tsx";
import {
  lapseListingAction,
  pauseListingAction,
  recallListingAction,
  type redraftListingAction,
  restoreListingAction,
  withdrawListingAction,
} from "./step-actions.ts";
import { words } from "./words.ts";

type Own = { locale: Locale; listing: OwnListing };

/** Which listing a step is about, and the version it was decided on. */
export function Named({ listing }: { listing: Pick<OwnListing, "id" | "version"> }) {
  return (
    <>
      <input type="hidden" name="id" value={listing.id} />
      <input type="hidden" name="version:number" value={listing.version} />
    </>
  );
}

/** Steps beside the one that is next; each says first what it does. */
const asides = {
  pause: pauseListingAction,
  recall: recallListingAction,
  lapse: lapseListingAction,
  restore: restoreListingAction,
  withdraw: withdrawListingAction,
} as const;
type Aside = keyof typeof asides;
const isAside = (event: ListingEvent): event is Aside => event in asides;
const danger: readonly Aside[] = ["withdraw", "lapse"];

/** What else an officer may do with it now, from the table of its way. */
export function ListingMoves({ locale, listing }: Own) {
  const t = words(locale);
  const events = possibleEvents(listingMachine, listing.state, "officer").filter(isAside);
  if (events.length === 0) return null;
  return (
    <details className="more-rows">
      <summary>{t("move.title")}</summary>
      <div className="stack-small">
        {events.map((event) => (
          <Confirm key={event} trigger={t(`move.${event}.label`)} variant="quiet">
            <p>{t(`move.${event}.ask`)}</p>
            <Form action={asides[event]} label={t(`move.${event}.label`)}>
              <Named listing={listing} />
              <SubmitButton variant={danger.includes(event) ? "danger" : "primary"}>
                {t(`move.${event}.label`)}
              </SubmitButton>
            </Form>
          </Confirm>
        ))}
      </div>
    </details>
  );
}

/** One step as a button of its own. */
export function StepForm({
  listing,
  action,
  label,
  variant = "primary",
}: {
  listing: Pick<OwnListing, "id" | "version">;
  action: typeof redraftListingAction;
  label: string;
  variant?: ButtonVariant;
}) {
  return (
    <Form action={action} label={label}>
      <Named listing={listing} />
      <SubmitButton variant={variant}>{label}</SubmitButton>
    </Form>
  );
}
