import type { Turn } from "@peony/features/desk";
import { formatDate, type Locale } from "@peony/i18n";
import { Card } from "@peony/ui/Layout";
import { RowLink, Rows } from "@peony/ui/Lists";
import { href } from "../../i18n/page.ts";
import { words } from "./words.ts";

/** Tasks besides deals that are this reader's turn: what, how many, since when; nothing where there are none. */
export function DeskTurns({ locale, turns }: { locale: Locale; turns: readonly Turn[] }) {
  const t = words(locale);
  if (turns.length === 0) return null;
  return (
    <Card title={t("turns")} note={countOf(turns)} id="turns">
      <Rows
        items={turns.map(({ kind, count, path, since }) => ({
          key: kind,
          content: (
            <>
              <RowLink href={href(locale, path)}>{t(`turn.${kind}`, { count })}</RowLink>
              {since ? <p className="second">{t("turn-since", { day: formatDate(since, locale) })}</p> : null}
            </>
          ),
        }))}
      />
    </Card>
  );
}

/** How many tasks wait in all. */
export const countOf = (turns: readonly Turn[]): number => turns.reduce((sum, turn) => sum + turn.count, 0);
