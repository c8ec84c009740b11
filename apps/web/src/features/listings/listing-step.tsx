import { refreshDue } from "@peony/domain/listings";
import { formatDate, type Locale } from "@peony/i18n";
import { ButtonLink } from "@peony/ui/Button";
import { Confirm } from "@peony/ui/Confirm";
import { Form } from "@peony/ui/Form";
import { Note } from "@peony/ui/Note";
import { SubmitButton } from "@peony/ui/SubmitButton";
import type { ReactNode } from "react";
import { href } from "../../i18n/page.ts";
import type { OwnListing } from "./listing-editor.tsx";
import { Named, StepForm } from "./listing-moves.tsx";
import { Reinstate } from "./reinstate.tsx";
import {
  publishListingAction,
  redraftListingAction,
  refreshListingAction,
  resumeListingAction,
  submitListingAction,
} from "./step-actions.ts";
import { words } from "./words.ts";

type Props = { locale: Locale; listing: OwnListing; verified: boolean };
type Step = { readonly sentence: ReactNode; readonly act?: ReactNode };

/** The one step that is next for this listing, in a sentence, with the button that takes it where it is ours. */
export function NextStep(props: Props) {
  const { sentence, act } = stepOf(props);
  return (
    <>
      <p>{sentence}</p>
      {act ? <div className="actions">{act}</div> : null}
    </>
  );
}

const stepOf = (props: Props): Step => {
  const { locale, listing } = props;
  const t = words(locale);
  switch (listing.state) {
    case "draft":
      return draftStep(props);
    case "inventor_confirm":
      return confirmStep(props);
    case "compliance":
      return listing.sheetIsMine
        ? { sentence: t("step.compliance-mine"), act: <SheetLink {...props} label={t("move.see-sheet")} quiet /> }
        : { sentence: t("step.compliance"), act: <SheetLink {...props} label={t("move.review")} /> };
    case "ready":
      return { sentence: t("step.ready"), act: <Publish {...props} /> };
    case "published":
      return publishedStep(props);
    case "paused":
      return pausedStep(props);
    case "lapsed":
      return { sentence: t("step.lapsed"), act: <Reinstate {...props} /> };
    case "withdrawn":
      return {
        sentence: t("step.withdrawn"),
        act: (
          <StepForm listing={listing} action={redraftListingAction} label={t("move.redraft.label")} variant="outline" />
        ),
      };
    default:
      return { sentence: t(`step.${listing.state}`) };
  }
};

const draftStep = (props: Props): Step => {
  const { locale, listing } = props;
  const t = words(locale);
  if (listing.gaps.length > 0) return { sentence: t("step.draft-gaps", { count: listing.gaps.length }) };
  if (listing.unconfirmed > 0)
    return {
      sentence: t("step.draft-inventors", { count: listing.unconfirmed }),
      act: <InventorsLink {...props} label={t("move.ask-inventors")} />,
    };
  if (!listing.hasSheet)
    return { sentence: t("step.draft-sheet"), act: <SheetLink {...props} label={t("move.fill-sheet")} /> };
  return {
    sentence: t("step.draft-submit"),
    act: <StepForm listing={listing} action={submitListingAction} label={t("move.submit.label")} />,
  };
};

const confirmStep = (props: Props): Step => {
  const { locale, listing } = props;
  const t = words(locale);
  const see = <InventorsLink {...props} label={t("move.see-inventors")} quiet />;
  const sheet = listing.hasSheet ? null : <SheetLink {...props} label={t("move.fill-sheet")} />;
  return {
    sentence:
      listing.unconfirmed > 0
        ? t("step.inventor_confirm", { count: listing.unconfirmed })
        : t("step.inventor_confirm-sheet"),
    act: (
      <>
        {sheet}
        {see}
      </>
    ),
  };
};

const publishedStep = (props: Props): Step => {
  const { locale, listing } = props;
  const t = words(locale);
  const waits = listing.clearedBy === null && listing.complianceBy !== null;
  if (listing.exportClassAsked)
    return {
      sentence: t("step.asked", {
        to: t(`export-class.${listing.exportClassAsked}`),
        from: t(`export-class.${listing.exportClass}`),
      }),
      act: <SheetLink {...props} label={t(listing.sheetIsMine ? "move.see-sheet" : "move.review")} />,
    };
  if (waits && !listing.sheetIsMine)
    return { sentence: t("step.sheet-changed"), act: <SheetLink {...props} label={t("move.review")} /> };
  const date = listing.refreshedOn ? formatDate(refreshDue(listing.refreshedOn).hideOn, locale, "prose") : "";
  return { sentence: t("step.published", { date }), act: <Refresh {...props} /> };
};

const pausedStep = (props: Props): Step => {
  const { locale, listing } = props;
  const t = words(locale);
  if (listing.pauseReason === "stale") return { sentence: t("step.paused-stale"), act: <Refresh {...props} /> };
  return {
    sentence: t("step.paused-owner"),
    act: <StepForm listing={listing} action={resumeListingAction} label={t("move.resume.label")} />,
  };
};

type Link = Props & { label: string; quiet?: boolean };

const SheetLink = ({ locale, listing, label, quiet }: Link) => (
  <ButtonLink href={href(locale, `/listings/${listing.id}/compliance`)} variant={quiet ? "outline" : "primary"}>
    {label}
  </ButtonLink>
);

const InventorsLink = ({ locale, listing, label, quiet }: Link) => (
  <ButtonLink href={href(locale, `/listings/${listing.id}/inventors`)} variant={quiet ? "outline" : "primary"}>
    {label}
  </ButtonLink>
);

function Publish({ locale, listing, verified }: Props) {
  const t = words(locale);
  if (!verified) return <Unverified locale={locale} />;
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

function Refresh({ locale, listing }: Props) {
  const t = words(locale);
  return (
    <Confirm trigger={t("move.refresh.label")} variant="outline">
      <p>{t("move.refresh.ask")}</p>
      <Form action={refreshListingAction} label={t("move.refresh.label")}>
        <Named listing={listing} />
        <SubmitButton>{t("move.refresh.label")}</SubmitButton>
      </Form>
    </Confirm>
  );
}

/** Drafts are free to everybody; the market is for verified organisations. */
export function Unverified({ locale }: { locale: Locale }) {
  const t = words(locale);
  return (
    <Note tone="warn">
      {t("edit.unverified")} <a href={href(locale, "/start")}>{t("edit.verify")}</a>
    </Note>
  );
}
