import { byRank, showExact, showSpread } from "@peony/domain/proposals";
import type { Board } from "@peony/features/proposals";
import type { Locale } from "@peony/i18n";
import { Card } from "@peony/ui/Layout";
import { Table } from "@peony/ui/Table";
import { saidName } from "#features/listings/said.ts";
import { ProposalStateMark } from "./proposal-state.tsx";
import { moneyText, words } from "./words.ts";

type Row = Board["rows"][number];

/** Why no proposal is shown: none came in, the asker has not said yet what ties them to the proposers, or has and reads none of them. */
const nothingShown = ({ proposers, stated }: Board) =>
  proposers.length === 0 ? "board.none" : stated ? "board.none-shown" : "board.none-before";

/** All proposals, best first: weighted score, how many gave it, and how far they are apart; equal scores share a rank. */
export function BoardStandings({ locale, board }: { locale: Locale; board: Board }) {
  const t = words(locale);
  const order = byRank(board.rows.flatMap((r) => (r.standing ? [r.standing] : []))).map((s) => s.proposalId);
  const rows = [...board.rows].sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
  return (
    <Card title={t("board.proposals")}>
      <Table<Row>
        caption={t("board.proposals")}
        rows={rows}
        rowKey={(r) => r.id}
        empty={<p className="quiet">{t(nothingShown(board), { count: board.proposers.length })}</p>}
        columns={[
          {
            key: "rank",
            head: t("board.rank"),
            numeric: true,
            cell: (r) =>
              r.standing?.rank ? `${r.standing.rank}${r.standing.tied ? ` ${t("board.tied")}` : ""}` : null,
          },
          {
            key: "proposal",
            head: t("board.proposal"),
            cell: (r) => (
              <>
                <a href={`#${r.id}`}>{r.fields.title}</a>
                <small>
                  {saidName(locale, r.proposer).text}
                  {r.fields.budget === null ? null : ` · ${moneyText(locale, r.fields.budget, board.currency)}`}
                </small>
              </>
            ),
          },
          { key: "state", head: t("board.state"), cell: (r) => <ProposalStateMark locale={locale} state={r.state} /> },
          {
            key: "score",
            head: t("board.score"),
            numeric: true,
            cell: (r) =>
              r.standing?.mean ? (
                <>
                  {showExact(r.standing.mean)}
                  <small>{t("board.score-count", { count: r.standing.count })}</small>
                </>
              ) : (
                <span className="quiet">{t("board.unscored")}</span>
              ),
          },
          {
            key: "spread",
            head: t("board.spread"),
            numeric: true,
            cell: (r) => (r.standing && r.standing.count > 1 ? showSpread(r.standing.spread) : null),
          },
        ]}
      />
    </Card>
  );
}
