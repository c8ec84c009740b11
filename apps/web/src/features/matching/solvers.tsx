import type { DemandMatches } from "@peony/features/matching";
import type { Locale } from "@peony/i18n";
import { ButtonLink } from "@peony/ui/Button";
import { Card } from "@peony/ui/Layout";
import { Rows } from "@peony/ui/Lists";
import { href } from "../../i18n/page.ts";
import { ListingMatchRow } from "./match-cards.tsx";
import { words } from "./words.ts";

const most = 5;

/** Beside a demand: listings that may already solve it, or why there are none yet. `here` is the page that a reload shows again. */
export function Solvers({
  locale,
  matches,
  draft,
  here,
}: {
  locale: Locale;
  matches: DemandMatches;
  draft: boolean;
  here: string;
}) {
  const t = words(locale);
  const { pending, rows } = matches;
  return (
    <Card title={t("solve")} id="solvers">
      {pending ? (
        <>
          <p role="status">{t("pending")}</p>
          <ButtonLink href={href(locale, here)} icon="refresh">
            {t("reload")}
          </ButtonLink>
        </>
      ) : null}
      {rows.length > 0 ? (
        <>
          <Rows
            items={rows
              .slice(0, most)
              .map((m) => ({ key: m.listing.id, content: <ListingMatchRow locale={locale} match={m} /> }))}
          />
          <p className="hint">{t("score-note")}</p>
          {rows.length > most ? <a href={href(locale, "/matches")}>{t("see-all")}</a> : null}
        </>
      ) : null}
      {rows.length === 0 && !pending ? <p className="second">{draft ? t("draft-note") : t("none")}</p> : null}
      {rows.length === 0 && !pending && !draft ? <p className="second">{t("none-lead")}</p> : null}
    </Card>
  );
}
