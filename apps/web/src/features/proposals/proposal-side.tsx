import type { ProposalGap } from "@peony/domain/proposals";
import type { OwnProposal } from "@peony/features/proposals";
import { formatDate, formatDateTime, type Locale } from "@peony/i18n";
import { ButtonLink } from "@peony/ui/Button";
import { Confirm } from "@peony/ui/Confirm";
import { Form } from "@peony/ui/Form";
import { Card } from "@peony/ui/Layout";
import { KeyValue, LineRows } from "@peony/ui/Lists";
import { Note } from "@peony/ui/Note";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { saidTitle } from "#features/listings/said.ts";
import { href } from "../../i18n/page.ts";
import { withdrawProposalAction } from "./actions.ts";
import { AskedCard } from "./asked-card.tsx";
import { ClassCard } from "./class-card.tsx";
import { CriteriaCard } from "./criteria-card.tsx";
import { proposalFormId } from "./proposal-editor.tsx";
import { ProposalStateMark } from "./proposal-state.tsx";
import { words } from "./words.ts";

type Props = { locale: Locale; proposal: OwnProposal; officer: boolean };

const labels: Record<
  string,
  "title" | "hypothesis" | "rationale" | "plan" | "trl" | "team" | "territory" | "conflicts" | "budget" | "milestones"
> = {
  title: "title",
  hypothesis: "hypothesis",
  rationale: "rationale",
  plan: "plan",
  trl: "trl",
  team: "team",
  territory: "territory",
  conflicts: "conflicts",
  budget: "budget",
  "milestones.0.name": "milestones",
};

/** What the saved draft still lacks, each entry leading to its field. */
function Missing({ locale, gaps }: { locale: Locale; gaps: readonly ProposalGap[] }) {
  const t = words(locale);
  if (gaps.length === 0) return <Note tone="done">{t("form.missing-none")}</Note>;
  return (
    <Card title={t("form.missing")}>
      <LineRows
        items={gaps.map(({ field, code }) => ({
          key: field,
          content: (
            <a href={`#${proposalFormId}-${field.replaceAll(".", "-")}`}>{t(`form.${labels[field] ?? "title"}`)}</a>
          ),
          aside: t(`form.${code}`),
        }))}
      />
    </Card>
  );
}

function Withdraw({ locale, proposal }: Omit<Props, "officer">) {
  const t = words(locale);
  const what = proposal.state === "draft" ? "discard" : "withdraw";
  return (
    <Confirm trigger={t(`state.${what}`)} variant="quiet">
      <p>{t(`state.${what}-ask`)}</p>
      <Form action={withdrawProposalAction} label={t(`state.${what}`)}>
        <input type="hidden" name="id" value={proposal.id} />
        <input type="hidden" name="version:number" value={proposal.version} />
        <SubmitButton variant="danger">{t(`state.${what}`)}</SubmitButton>
      </Form>
    </Confirm>
  );
}

const live = ["draft", "submitted", "assessing", "finalist"];

/** Where the proposal stands, what can be done with the whole, what is missing, and by what it is judged. */
export function ProposalSide({ locale, proposal, officer }: Props) {
  const t = words(locale);
  const { demand, state } = proposal;
  const title = saidTitle(locale, demand);
  const writes = proposal.editable && officer;
  return (
    <>
      {/* on a phone it stands above the form */}
      <div className={writes ? "wide-only" : undefined}>
        <AskedCard locale={locale} demand={demand} />
      </div>
      <Card title={t("state.title")}>
        <p>
          <ProposalStateMark locale={locale} state={state} />
        </p>
        <KeyValue
          tight
          items={[
            {
              term: t("view.demand"),
              value: (
                <a href={href(locale, `/demands/${demand.number}`)} lang={title.lang}>
                  {title.text}
                </a>
              ),
            },
            { term: t("state.last-day"), value: demand.lastDay ? formatDate(demand.lastDay, locale) : null },
            {
              term: t("state.submitted"),
              value: proposal.submittedAt ? formatDateTime(proposal.submittedAt, locale) : null,
            },
            {
              term: t("state.feedback-day"),
              value: demand.feedbackDay ? formatDate(demand.feedbackDay, locale) : null,
            },
            { term: t("state.reason"), value: proposal.reason ? t(`reason.${proposal.reason}`) : null },
          ]}
        />
        <p className="quiet">
          {demand.state === "cancelled" ? t("state.cancelled") : proposal.open ? t("state.sealed") : t("state.frozen")}
        </p>
        <div className="actions">
          {proposal.dealNumber ? (
            <ButtonLink variant="primary" href={href(locale, `/deals/${proposal.dealNumber}`)}>
              {t("state.deal")}
            </ButtonLink>
          ) : null}
          {officer && live.includes(state) ? <Withdraw locale={locale} proposal={proposal} /> : null}
        </div>
      </Card>
      {demand.state === "cancelled" && proposal.feedback !== demand.cancelReason ? (
        <Note tone="warn">
          <b>{t("state.cancelled")}</b>
          <p>{demand.cancelReason}</p>
        </Note>
      ) : null}
      {proposal.feedback ? (
        <Card title={t("state.feedback")}>
          {proposal.feedback.split(/\n+/).map((p, i) => (
            <p key={`f${i}`}>{p}</p>
          ))}
        </Card>
      ) : null}
      {writes ? <Missing locale={locale} gaps={proposal.gaps} /> : null}
      {officer ? <ClassCard locale={locale} proposal={proposal} /> : null}
      <CriteriaCard locale={locale} judging={proposal.judging} />
    </>
  );
}
