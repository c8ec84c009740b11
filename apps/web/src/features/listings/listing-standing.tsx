import { isEditable } from "@peony/domain/listings";
import { type Locale, translator } from "@peony/i18n";
import { Card } from "@peony/ui/Layout";
import { LineRows } from "@peony/ui/Lists";
import { Status } from "@peony/ui/Marks";
import { Note } from "@peony/ui/Note";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { href } from "../../i18n/page.ts";
import { editorForm, type OwnListing } from "./listing-editor.tsx";
import { ListingMoves } from "./listing-moves.tsx";
import { NextStep, Unverified } from "./listing-step.tsx";
import { stateTones } from "./state-tones.ts";
import { words } from "./words.ts";

type Props = {
  locale: Locale;
  listing: OwnListing;
  verified: boolean;
  /** Whether the reader acts for the owner; others of the house only look. */
  officer: boolean;
};

/** Where a listing stands: its state, why it came back, the one next step, and the ways to its other pages. */
export function ListingStanding({ locale, listing, verified, officer }: Props) {
  const t = words(locale);
  const pages = [
    { key: "preview", label: t("move.preview") },
    ...(officer ? [{ key: "compliance", label: t("compliance.title") }] : []),
    { key: "versions", label: t("move.versions") },
  ];
  return (
    <Card
      title={t("desk.state")}
      aside={
        <Status tone={stateTones[listing.state]}>{translator(locale, "status")(`listing.${listing.state}`)}</Status>
      }
    >
      <div className="stack-small">
        {listing.returnedReason ? (
          <Note tone="warn">{t("step.returned", { reason: listing.returnedReason })}</Note>
        ) : null}
        {officer ? <NextStep locale={locale} listing={listing} verified={verified} /> : null}
        {listing.state === "draft" && !verified ? <Unverified locale={locale} /> : null}
        {officer && isEditable(listing.state) ? (
          <div className="actions">
            <SubmitButton form={editorForm} variant="outline">
              {t("edit.save")}
            </SubmitButton>
          </div>
        ) : null}
        <LineRows
          items={pages.map(({ key, label }) => ({
            key,
            content: <a href={href(locale, `/listings/${listing.id}/${key}`)}>{label}</a>,
          }))}
        />
        {officer ? <ListingMoves locale={locale} listing={listing} /> : null}
      </div>
    </Card>
  );
}
