import { type ReviewStep, reviewSteps } from "@peony/domain/proposals";
import type { Board } from "@peony/features/proposals";
import { formatDate, type Locale, translator } from "@peony/i18n";
import { ButtonLink, buttonClass } from "@peony/ui/Button";
import { Confirm } from "@peony/ui/Confirm";
import { TextArea } from "@peony/ui/Field";
import { Form } from "@peony/ui/Form";
import { Card, Stack, WithSide } from "@peony/ui/Layout";
import { KeyValue } from "@peony/ui/Lists";
import { Note } from "@peony/ui/Note";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { newId } from "#server/ids.ts";
import { href } from "../../i18n/page.ts";
import { endWithoutAwardAction, stateOnBoardAction, stepReviewAction } from "./board-actions.ts";
import { BoardCriteria } from "./board-criteria.tsx";
import { BoardProposal } from "./board-proposal.tsx";
import { BoardStandings } from "./board-standings.tsx";
import { BoardTeam } from "./board-team.tsx";
import { StatementForm } from "./statement-form.tsx";
import { words } from "./words.ts";

type Props = { locale: Locale; board: Board; officer: boolean };

function NextStep({ locale, number, step }: { locale: Locale; number: string; step: ReviewStep }) {
  const t = words(locale);
  return (
    <Confirm trigger={t(`board.step.${step}`)} variant="primary">
      <p>{t(`board.step-ask.${step}`)}</p>
      <Form action={stepReviewAction} label={t(`board.step.${step}`)}>
        <input type="hidden" name="demand" value={number} />
        <input type="hidden" name="step" value={step} />
        <SubmitButton>{t(`board.step.${step}`)}</SubmitButton>
      </Form>
    </Confirm>
  );
}

/** Where the review stands, by when what is due, and the one step to the next stage. */
function Stage({ locale, board, deal, officer }: Props & { deal: string | null }) {
  const t = words(locale);
  const step = reviewSteps.find((s) => board.events.includes(s));
  return (
    <Card title={t("board.stage")}>
      <Stack small>
        <KeyValue
          tight
          items={[
            { term: t("board.state"), value: translator(locale, "status")(`demand.${board.state}`) },
            { term: t("board.assess-day"), value: board.assessDay ? formatDate(board.assessDay, locale) : null },
            { term: t("board.feedback-day"), value: board.feedbackDay ? formatDate(board.feedbackDay, locale) : null },
          ]}
        />
        {board.turn ? <p>{t(`turn.${board.turn}`)}</p> : null}
        {deal ? <ButtonLink href={href(locale, `/deals/${deal}`)}>{t("board.award-deal")}</ButtonLink> : null}
        {officer && step && board.turn !== "empty" && board.turn !== "statement" ? (
          <NextStep locale={locale} number={board.number} step={step} />
        ) : null}
        {officer && board.opened && board.events.includes("cancel") ? <End locale={locale} board={board} /> : null}
      </Stack>
    </Card>
  );
}

/** The end without an award, whose reason is every proposer's answer. */
function End({ locale, board }: Omit<Props, "officer">) {
  const t = words(locale);
  return (
    <Confirm trigger={t("board.end")} variant="quiet">
      <p>{t("board.end-lead")}</p>
      <Form action={endWithoutAwardAction} label={t("board.end")}>
        <input type="hidden" name="no" value={board.number} />
        <input type="hidden" name="id" value={board.id} />
        <input type="hidden" name="version:number" value={board.version} />
        <TextArea name="reason" label={t("board.end-why")} hint={t("board.end-hint")} rows={3} />
        <SubmitButton variant="danger">{t("board.end")}</SubmitButton>
      </Form>
    </Confirm>
  );
}

/** What the asker says of ties: first of all, and anew where something is found later. */
function Statement({ locale, board }: Omit<Props, "officer">) {
  const t = words(locale);
  const desk = { number: board.number, ...board.own, proposers: board.proposers };
  const form = (
    <StatementForm
      locale={locale}
      desk={desk}
      again={board.stated}
      lead={t("board.statement-lead")}
      action={stateOnBoardAction}
    />
  );
  if (!board.stated) return form;
  return (
    <details>
      <summary className={buttonClass({ variant: "quiet" })}>{t("review.again")}</summary>
      {form}
    </details>
  );
}

/**
 * The demander's board: team, criteria, standings, and each proposal with what can be done.
 * @param deal number of the deal that the award opened
 */
export function BoardView({ locale, board, deal, officer }: Props & { deal: string | null }) {
  const t = words(locale);
  const asked = board.opened && board.proposers.length > 0;
  return (
    <Stack>
      {board.overdue ? (
        <Note tone="error">{t("board.overdue", { count: board.awaited })}</Note>
      ) : board.awaited > 0 ? (
        <Note tone="warn">{t("board.awaited", { count: board.awaited })}</Note>
      ) : null}
      {board.opened && board.stated && board.hidden > 0 ? (
        <Note tone="warn">{t("board.hidden", { count: board.hidden })}</Note>
      ) : null}
      <WithSide
        sideLabel={t("board.stage")}
        side={
          <>
            <Stage locale={locale} board={board} deal={deal} officer={officer} />
            <BoardCriteria locale={locale} board={board} officer={officer} />
          </>
        }
      >
        {asked && !board.stated ? <Statement locale={locale} board={board} /> : null}
        {board.opened ? <BoardStandings locale={locale} board={board} /> : <Note>{t("board.sealed")}</Note>}
        {board.rows.map((row) => (
          <BoardProposal
            key={row.id}
            locale={locale}
            board={board}
            row={row}
            officer={officer}
            dealId={newId("deal")}
          />
        ))}
        {asked && board.stated ? <Statement locale={locale} board={board} /> : null}
        <BoardTeam locale={locale} board={board} officer={officer} />
      </WithSide>
    </Stack>
  );
}
