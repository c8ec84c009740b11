import { reviewerRoles } from "@peony/domain/proposals";
import type { Board } from "@peony/features/proposals";
import type { Locale } from "@peony/i18n";
import { Confirm } from "@peony/ui/Confirm";
import { SelectField, TextField } from "@peony/ui/Field";
import { Form } from "@peony/ui/Form";
import { Card } from "@peony/ui/Layout";
import { Status } from "@peony/ui/Marks";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { Table } from "@peony/ui/Table";
import { appointReviewerAction, dismissReviewerAction } from "./board-actions.ts";
import { words } from "./words.ts";

type Props = { locale: Locale; board: Board; officer: boolean };
type Row = Board["team"][number];

function Progress({ locale, row, board }: { locale: Locale; row: Row; board: Board }) {
  const t = words(locale);
  if (row.late) return <Status tone="error">{t("board.late")}</Status>;
  if (board.state !== "assessing") return null;
  return (
    <>
      {t("board.done", { done: row.done, due: row.due })}
      {row.conflicts > 0 ? <small>{t("board.kept", { count: row.conflicts })}</small> : null}
    </>
  );
}

function Dismiss({ locale, number, row }: { locale: Locale; number: string; row: Row }) {
  const t = words(locale);
  return (
    <Confirm trigger={t("board.dismiss")} variant="quiet">
      <p>{t("board.dismiss-ask")}</p>
      <Form action={dismissReviewerAction} label={`${t("board.dismiss")} ${row.name}`}>
        <input type="hidden" name="demand" value={number} />
        <input type="hidden" name="userId" value={row.userId} />
        <SubmitButton variant="danger">{t("board.dismiss")}</SubmitButton>
      </Form>
    </Confirm>
  );
}

const closed = ["finalist", "awarded", "contracted", "in_delivery", "accepted", "failed", "cancelled"];

/** Who judges, whether they have stated, how far they are; officers add and remove until the shortlist is closed. */
export function BoardTeam({ locale, board, officer }: Props) {
  const t = words(locale);
  const open = officer && !closed.includes(board.state);
  return (
    <Card title={t("board.team")} id="team">
      <Table<Row>
        caption={t("board.team")}
        rows={board.team}
        rowKey={(r) => r.userId}
        empty={<p className="quiet">{t("board.team-none")}</p>}
        columns={[
          {
            key: "person",
            head: t("board.person"),
            cell: (r) => (
              <>
                {r.name}
                <small>{r.email}</small>
              </>
            ),
          },
          { key: "role", head: t("board.role"), cell: (r) => t(`role.${r.role}`) },
          {
            key: "statement",
            head: t("board.statement"),
            cell: (r) =>
              r.statedAt ? (
                <Status tone="done">{t("board.stated")}</Status>
              ) : (
                <Status tone="wait">{t("board.unstated")}</Status>
              ),
          },
          {
            key: "progress",
            head: t("board.progress"),
            cell: (r) => <Progress locale={locale} row={r} board={board} />,
          },
          {
            key: "act",
            head: <span className="visually-hidden">{t("board.act")}</span>,
            label: t("board.act"),
            cell: (r) => (open ? <Dismiss locale={locale} number={board.number} row={r} /> : null),
          },
        ]}
      />
      {open ? (
        <Form action={appointReviewerAction} label={t("board.appoint")}>
          <input type="hidden" name="demand" value={board.number} />
          <TextField name="email" type="email" label={t("board.email")} hint={t("board.email-hint")} />
          <SelectField
            name="role"
            label={t("board.role")}
            defaultValue="lead"
            options={reviewerRoles.map((r) => ({ value: r, label: t(`role.${r}`) }))}
          />
          <SubmitButton variant="outline">{t("board.appoint")}</SubmitButton>
        </Form>
      ) : null}
    </Card>
  );
}
