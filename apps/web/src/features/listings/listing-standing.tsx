import type { ListingGap } from "@peony/domain/listings";
import { type Locale, translator } from "@peony/i18n";
import { ButtonLink } from "@peony/ui/Button";
import { Confirm } from "@peony/ui/Confirm";
import { Progress } from "@peony/ui/Feedback";
import { Form } from "@peony/ui/Form";
import { Card } from "@peony/ui/Layout";
import { Status } from "@peony/ui/Marks";
import { Note } from "@peony/ui/Note";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { href } from "../../i18n/page.ts";
import { publishListingAction, redraftListingAction, withdrawListingAction } from "./actions.ts";
import { editorForm, type OwnListing } from "./listing-editor.tsx";
import { words } from "./words.ts";

type Props = { locale: Locale; listing: OwnListing; verified: boolean };

/** How ready a listing is, what is missing, and the one step that is next: publish, withdraw, or write again. */
export function ListingStanding({ locale, listing, verified }: Props) {
  const t = words(locale);
  const { state } = listing;
  const draft = state === "draft";
  return (
    <Card
      title={t("desk.state")}
      aside={
        <Status tone={state === "published" ? "done" : draft ? "turn" : "closed"}>
          {translator(locale, "status")(`listing.${state}`)}
        </Status>
      }
    >
      <div className="stack-small">
        {draft || state === "published" ? (
          <>
            <Progress
              label={t("desk.ready")}
              value={listing.score}
              max={100}
              text={t("edit.score", { score: listing.score })}
            />
            <Missing locale={locale} gaps={listing.gaps} />
          </>
        ) : null}
        {draft && !verified ? (
          <Note tone="warn">
            {t("edit.unverified")} <a href={href(locale, "/start")}>{t("edit.verify")}</a>
          </Note>
        ) : null}
        <div className="actions">
          {draft && verified && listing.gaps.length === 0 ? <Publish locale={locale} listing={listing} /> : null}
          {draft || state === "published" ? (
            <SubmitButton form={editorForm} variant="outline">
              {t("edit.save")}
            </SubmitButton>
          ) : null}
          <ButtonLink href={href(locale, `/t/${listing.slug}`)} icon="eye">
            {t("edit.preview")}
          </ButtonLink>
        </div>
        {draft && listing.gaps.length === 0 ? <p className="hint">{t("edit.save-first")}</p> : null}
        {draft || state === "published" ? <Withdraw locale={locale} listing={listing} /> : null}
        {state === "withdrawn" ? <Redraft locale={locale} listing={listing} /> : null}
      </div>
    </Card>
  );
}

function Named({ listing }: { listing: OwnListing }) {
  return (
    <>
      <input type="hidden" name="id" value={listing.id} />
      <input type="hidden" name="version:number" value={listing.version} />
    </>
  );
}

type Own = { locale: Locale; listing: OwnListing };

function Publish({ locale, listing }: Own) {
  const t = words(locale);
  return (
    <Confirm trigger={t("edit.publish")} variant="primary">
      <p>{t("edit.publish-ask")}</p>
      <Form action={publishListingAction} label={t("edit.publish")}>
        <Named listing={listing} />
        <SubmitButton>{t("edit.publish")}</SubmitButton>
      </Form>
    </Confirm>
  );
}

function Withdraw({ locale, listing }: Own) {
  const t = words(locale);
  return (
    <Confirm trigger={t("edit.withdraw")} variant="quiet">
      <p>{t("edit.withdraw-ask")}</p>
      <Form action={withdrawListingAction} label={t("edit.withdraw")}>
        <Named listing={listing} />
        <SubmitButton variant="danger">{t("edit.withdraw")}</SubmitButton>
      </Form>
    </Confirm>
  );
}

function Redraft({ locale, listing }: Own) {
  const t = words(locale);
  return (
    <Form action={redraftListingAction} label={t("edit.redraft")}>
      <p className="second">{t("edit.redraft-note")}</p>
      <Named listing={listing} />
      <SubmitButton variant="outline">{t("edit.redraft")}</SubmitButton>
    </Form>
  );
}

/** What is missing, each as a link to its field. */
function Missing({ locale, gaps }: { locale: Locale; gaps: readonly ListingGap[] }) {
  const t = words(locale);
  if (gaps.length === 0) return <Status tone="done">{t("edit.missing-none")}</Status>;
  return (
    <div>
      <p>
        <b>{t("edit.missing")}</b>
      </p>
      <ul>
        {gaps.map((g) => (
          <li key={g.field}>
            <a href={`#${editorForm}-${g.field.replaceAll(".", "-")}`}>
              {t("edit.gap-line", { field: gapName(locale, g.field), gap: t(`edit.gap.${g.code}`) })}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The field of a gap in the words of its label. */
const gapName = (locale: Locale, place: string): string => {
  const t = words(locale);
  const [name = ""] = place.split(".");
  if (name === "benefits" || name === "evidence" || name === "inventors") return t(`edit.list.${name}`);
  return t(`fields.${name as "title"}`);
};
