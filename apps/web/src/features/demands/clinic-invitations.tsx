import { hardFrom, invitationSides } from "@peony/domain/demands";
import type { ClinicView } from "@peony/features/demands";
import type { ListingMatch } from "@peony/features/matching";
import { formatDate, type Locale } from "@peony/i18n";
import { CheckboxField } from "@peony/ui/Choice";
import { Confirm } from "@peony/ui/Confirm";
import { SelectField, TextArea, TextField } from "@peony/ui/Field";
import { Form } from "@peony/ui/Form";
import { Card, Section } from "@peony/ui/Layout";
import { Rows } from "@peony/ui/Lists";
import { Facts, Status } from "@peony/ui/Marks";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { OwnerName } from "#features/listings/owner-name.tsx";
import { saidTitle } from "#features/listings/said.ts";
import { ListingMatchRow } from "#features/matching/match-cards.tsx";
import { answerInvitationAction, inviteOrganisationAction, withdrawInvitationAction } from "./clinic-actions.ts";
import { SlotFacts, SlotForms } from "./clinic-slot.tsx";
import { HiddenFields } from "./hidden-fields.tsx";
import { clinicWords } from "./words.ts";

type Props = { locale: Locale; clinic: ClinicView };
type Invitation = ClinicView["invitations"][number];

function InvitationRow({ locale, clinic, invitation }: Props & { invitation: Invitation }) {
  const t = clinicWords(locale);
  const { demand, reader, officer } = clinic;
  return (
    <>
      <Facts
        items={[
          <OwnerName key="org" locale={locale} owner={invitation.org} />,
          t(`side.${invitation.side}`),
          formatDate(invitation.createdAt, locale),
          <Status key="answer" tone={invitation.answer === "accepted" ? "done" : "wait"}>
            {t(`answer.${invitation.answer ?? "waiting"}`)}
          </Status>,
        ]}
      />
      <p className="second">{invitation.reason.words}</p>
      <SlotFacts locale={locale} invitation={invitation} />
      {reader === "owner" && officer ? (
        <Confirm trigger={t("withdraw")} variant="quiet">
          <p>{t("withdraw-ask")}</p>
          <Form action={withdrawInvitationAction} label={t("withdraw")}>
            <HiddenFields values={{ no: demand.number, invitationId: invitation.id }} />
            <SubmitButton variant="danger">{t("withdraw")}</SubmitButton>
          </Form>
        </Confirm>
      ) : null}
    </>
  );
}

/**
 * Accept or decline, for the organisation that was invited.
 * @param confides accepting tells a hidden name, and takes the duty of confidence in words
 */
export function AnswerInvitation({
  locale,
  number,
  invitationId,
  from,
  confides = false,
}: {
  locale: Locale;
  number: string;
  invitationId: string;
  from: "clinic" | "page";
  confides?: boolean;
}) {
  const t = clinicWords(locale);
  return (
    <div className="actions">
      {(["accepted", "declined"] as const).map((answer) => (
        <Form key={answer} action={answerInvitationAction} label={t(answer === "accepted" ? "accept" : "decline")}>
          <HiddenFields values={{ no: number, invitationId, answer, from }} />
          {confides && answer === "accepted" ? (
            <>
              <p className="second">{t("confide-broker")}</p>
              <CheckboxField name="confide:boolean" label={t("confide-accept")} />
            </>
          ) : null}
          <SubmitButton variant={answer === "accepted" ? "primary" : "quiet"}>
            {t(answer === "accepted" ? "accept" : "decline")}
          </SubmitButton>
        </Form>
      ))}
    </div>
  );
}

function InviteForm({ locale, clinic }: Props) {
  const t = clinicWords(locale);
  const { demand, complexity } = clinic;
  const hard = complexity.points >= hardFrom;
  const sides = invitationSides.filter((side) => (side === "broker" ? hard : demand.state === "published"));
  if (sides.length === 0) return <p className="second">{t("invite-later")}</p>;
  return (
    <Form action={inviteOrganisationAction} className="form form-wide" label={t("invite-send")}>
      <HiddenFields values={{ no: demand.number, demandId: demand.id }} />
      <TextField name="organisation" label={t("invite-org")} hint={t("invite-org-hint")} maxLength={120} />
      {sides.includes("broker") ? (
        <SelectField
          name="side"
          label={t("invite-side")}
          hint={t("broker-slot", { points: complexity.points })}
          defaultValue={sides[0]}
          options={sides.map((value) => ({ value, label: t(`side.${value}`) }))}
        />
      ) : null}
      <TextArea name="reason" label={t("invite-reason")} hint={t("invite-lead")} maxLength={300} />
      <SubmitButton variant="outline">{t("invite-send")}</SubmitButton>
    </Form>
  );
}

/** Owners of listings that matching found, each with the reasons and a sentence ready to send. */
function Matched({ locale, clinic, matches }: Props & { matches: readonly ListingMatch[] }) {
  const t = clinicWords(locale);
  const there = new Set(clinic.invitations.map((i) => i.org.slug));
  const free = matches.filter((m) => !there.has(m.listing.owner.slug)).slice(0, 5);
  if (free.length === 0) return null;
  return (
    <Section title={t("invite-matches")}>
      <p className="second">{t("invite-matches-lead")}</p>
      <Rows
        items={free.map((m) => ({
          key: m.listing.id,
          content: (
            <>
              <ListingMatchRow locale={locale} match={m} />
              <Form action={inviteOrganisationAction} className="form" label={t("invite-send")}>
                <HiddenFields
                  values={{
                    no: clinic.demand.number,
                    demandId: clinic.demand.id,
                    organisation: m.listing.owner.slug,
                    listingId: m.listing.id,
                  }}
                />
                <TextArea
                  name="reason"
                  label={t("invite-reason")}
                  maxLength={300}
                  defaultValue={t("invite-default", { title: saidTitle(locale, m.listing).text })}
                />
                <SubmitButton variant="outline">{t("invite-send")}</SubmitButton>
              </Form>
            </>
          ),
        }))}
      />
    </Section>
  );
}

/** Who was invited and why; for the firm, whom else it may invite. */
export function InvitationsCard({ locale, clinic, matches }: Props & { matches: readonly ListingMatch[] }) {
  const t = clinicWords(locale);
  const { demand, reader, officer, invitations } = clinic;
  const inviting = reader === "owner" && officer && (demand.state === "clinic" || demand.state === "published");
  const mine = reader === "broker" ? invitations.find((i) => i.mine) : undefined;
  return (
    <Card title={t("invitations")} id="invitations">
      <div className="stack-small">
        {invitations.length === 0 ? <p className="second">{t("invite-none")}</p> : null}
        <Rows
          items={invitations.map((i) => ({
            key: i.id,
            content: <InvitationRow locale={locale} clinic={clinic} invitation={i} />,
          }))}
        />
        {mine && officer && mine.answer === null ? (
          <AnswerInvitation
            locale={locale}
            number={demand.number}
            invitationId={mine.id}
            from="clinic"
            confides={demand.visibility === "hidden_name"}
          />
        ) : null}
        {mine && officer && mine.answer === "accepted" ? (
          <SlotForms locale={locale} invitation={mine} number={demand.number} />
        ) : null}
        {inviting ? (
          <>
            <InviteForm locale={locale} clinic={clinic} />
            <Matched locale={locale} clinic={clinic} matches={matches} />
          </>
        ) : null}
      </div>
    </Card>
  );
}
