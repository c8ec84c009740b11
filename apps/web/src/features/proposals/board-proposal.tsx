import { isLostProposal, proposalReasons } from "@peony/domain/proposals";
import type { Board } from "@peony/features/proposals";
import type { Locale } from "@peony/i18n";
import { ButtonLink, buttonClass } from "@peony/ui/Button";
import { Confirm } from "@peony/ui/Confirm";
import { SelectField, TextArea } from "@peony/ui/Field";
import { Form } from "@peony/ui/Form";
import { Card, Stack } from "@peony/ui/Layout";
import { LineRows } from "@peony/ui/Lists";
import { Status } from "@peony/ui/Marks";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { saidName } from "#features/listings/said.ts";
import { href } from "../../i18n/page.ts";
import {
  awardProposalAction,
  chooseFinalistAction,
  giveFeedbackAction,
  screenProposalAction,
  unlistFinalistAction,
} from "./board-actions.ts";
import { ProposalStateMark } from "./proposal-state.tsx";
import { words } from "./words.ts";

type Row = Board["rows"][number];
type Props = { locale: Locale; board: Board; row: Row; dealId: string };

function Place({ number, row }: { number: string; row: Row }) {
  return (
    <>
      <input type="hidden" name="no" value={number} />
      <input type="hidden" name="proposalId" value={row.id} />
    </>
  );
}

function ReasonField({ locale, row }: { locale: Locale; row: Row }) {
  const t = words(locale);
  return (
    <SelectField
      name="reason"
      label={t("board.reason")}
      placeholder={t("form.choose")}
      defaultValue={row.reason ?? ""}
      options={proposalReasons.map((r) => ({ value: r, label: t(`reason.${r}`) }))}
    />
  );
}

function Screen({ locale, board, row }: Omit<Props, "dealId">) {
  const t = words(locale);
  return (
    <>
      <Form action={screenProposalAction} label={`${t("board.pass")} ${row.fields.title}`}>
        <Place number={board.number} row={row} />
        <SubmitButton name="verdict" value="pass" variant="outline">
          {t("board.pass")}
        </SubmitButton>
      </Form>
      <Confirm trigger={t("board.screen-out")} variant="quiet">
        <Form action={screenProposalAction} label={`${t("board.screen-out")} ${row.fields.title}`}>
          <Place number={board.number} row={row} />
          <ReasonField locale={locale} row={row} />
          <TextArea name="words" label={t("board.words")} hint={t("board.words-hint")} rows={3} />
          <SubmitButton name="verdict" value="out" variant="danger">
            {t("board.screen-out")}
          </SubmitButton>
        </Form>
      </Confirm>
    </>
  );
}

/** The way onto the shortlist, which asks for a valid score, and until the stage moves the way back. */
function Shortlist({ locale, board, row }: Omit<Props, "dealId">) {
  const t = words(locale);
  const { state } = board;
  if (state === "assessing" && row.state === "finalist")
    return (
      <Confirm trigger={t("board.unlist")} variant="quiet">
        <Form action={unlistFinalistAction} label={`${t("board.unlist")} ${row.fields.title}`}>
          <Place number={board.number} row={row} />
          <TextArea name="words" label={t("board.unlist-why")} hint={t("board.unlist-hint")} rows={2} />
          <SubmitButton variant="danger">{t("board.unlist")}</SubmitButton>
        </Form>
      </Confirm>
    );
  if ((state !== "assessing" && state !== "finalist") || row.state !== "assessing") return null;
  if (!row.standing?.count) return <span className="quiet">{t("board.no-score")}</span>;
  return (
    <Form action={chooseFinalistAction} label={`${t("board.shortlist-one")} ${row.fields.title}`}>
      <Place number={board.number} row={row} />
      <SubmitButton variant="outline">{t("board.shortlist-one")}</SubmitButton>
    </Form>
  );
}

function Award({ locale, board, row, dealId }: Props) {
  const t = words(locale);
  return (
    <Confirm trigger={t("board.award")} variant="primary">
      <p>{t("board.award-ask")}</p>
      <p>{t("board.award-valid", { count: row.standing?.count ?? 0 })}</p>
      <Form action={awardProposalAction} label={`${t("board.award")} ${row.fields.title}`}>
        <Place number={board.number} row={row} />
        <input type="hidden" name="dealId" value={dealId} />
        <TextArea name="note" label={t("board.award-note")} optional={t("form.optional")} rows={2} />
        <SubmitButton>{t("board.award")}</SubmitButton>
      </Form>
    </Confirm>
  );
}

function Feedback({ locale, board, row }: Omit<Props, "dealId">) {
  const t = words(locale);
  return (
    <Confirm trigger={t("board.feedback")}>
      <Form action={giveFeedbackAction} label={`${t("board.feedback")} ${row.fields.title}`}>
        <Place number={board.number} row={row} />
        {isLostProposal(row.state) ? <ReasonField locale={locale} row={row} /> : null}
        <TextArea
          name="words"
          label={t("board.words")}
          hint={t("board.words-hint")}
          rows={4}
          defaultValue={row.feedback}
        />
        <SubmitButton>{t("board.feedback-send")}</SubmitButton>
      </Form>
    </Confirm>
  );
}

function Acts({ locale, board, row, dealId }: Props) {
  const t = words(locale);
  const { state } = board;
  const ended = isLostProposal(row.state) || row.state === "awarded";
  return (
    <>
      {state === "screening" && row.state === "submitted" ? <Screen locale={locale} board={board} row={row} /> : null}
      <Shortlist locale={locale} board={board} row={row} />
      {state === "finalist" && row.state === "finalist" ? (
        <Award locale={locale} board={board} row={row} dealId={dealId} />
      ) : null}
      {ended && row.feedbackAt === null ? <Feedback locale={locale} board={board} row={row} /> : null}
      {row.feedbackAt ? <Status tone="done">{t("board.answered")}</Status> : null}
      {row.state === "awarded" ? (
        <ButtonLink href={href(locale, `/awards/${board.number}`)}>{t("board.award-notice")}</ButtonLink>
      ) : null}
    </>
  );
}

/** One proposal on the board: what reviewers said of it and what can be done with it now. */
export function BoardProposal({ locale, board, row, officer, dealId }: Props & { officer: boolean }) {
  const t = words(locale);
  const name = saidName(locale, row.proposer);
  return (
    <Card title={row.fields.title} note={<span lang={name.lang}>{name.text}</span>} id={row.id}>
      <Stack small>
        <p>
          <ProposalStateMark locale={locale} state={row.state} />
          {row.unasked ? (
            <>
              {" "}
              <Status tone="unknown">{t("board.unasked")}</Status>
            </>
          ) : null}
          {row.reason ? <span className="quiet"> {t(`reason.${row.reason}`)}</span> : null}
        </p>
        {row.reviews.length > 0 ? (
          <details>
            <summary className={buttonClass({ variant: "quiet" })}>{t("board.reviews")}</summary>
            <LineRows
              items={row.reviews.map((r, i) => ({
                key: `${i}`,
                content: (
                  <>
                    {t("board.review-line", {
                      name: r.name,
                      role: t(r.counts ? "role.lead" : "role.commenter"),
                      points: r.points.join(" / ") || "—",
                    })}
                    {r.valid ? null : (
                      <>
                        {" "}
                        <Status tone="closed">{t("board.void")}</Status>
                      </>
                    )}
                    <br />
                    {r.words}
                  </>
                ),
              }))}
            />
          </details>
        ) : null}
        {row.recommended.length > 0 ? (
          <LineRows
            items={row.recommended.map((r) => ({
              key: r.name,
              content: (
                <>
                  <Status tone="done">{t("board.recommended", { name: r.name })}</Status>
                  <br />
                  {r.words}
                </>
              ),
            }))}
          />
        ) : null}
        <div className="actions">
          <ButtonLink href={href(locale, `/proposals/${row.id}`)}>{t("board.open")}</ButtonLink>
          {officer ? <Acts locale={locale} board={board} row={row} dealId={dealId} /> : null}
        </div>
      </Stack>
    </Card>
  );
}
