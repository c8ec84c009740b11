import type { DemandView, OwnInvitation } from "@peony/features/demands";
import type { Locale } from "@peony/i18n";
import { Card } from "@peony/ui/Layout";
import { AnswerInvitation } from "./clinic-invitations.tsx";
import { words } from "./words.ts";

type Props = { locale: Locale; demand: DemandView; invitation: OwnInvitation; officer: boolean };

/** For an invited organisation: why it was invited, and its answer. */
export function InvitedCard({ locale, demand, invitation, officer }: Props) {
  const t = words(locale);
  const open = invitation.answer === null && officer && demand.state === "published";
  return (
    <Card title={t("invited.title")} id="invited">
      <p className="quiet">{t("invited.reason")}</p>
      <p>{invitation.reason.words}</p>
      {invitation.answer ? <p className="second">{t(`invited.${invitation.answer}`)}</p> : null}
      {open ? (
        <AnswerInvitation locale={locale} number={demand.number} invitationId={invitation.id} from="page" />
      ) : null}
    </Card>
  );
}
