import type { listForClearance } from "@peony/features/listings";
import { formatDate, type Locale } from "@peony/i18n";
import { Section } from "@peony/ui/Layout";
import { LineRows } from "@peony/ui/Lists";
import { href } from "../../i18n/page.ts";
import { saidName, saidTitle } from "./said.ts";
import { SaidText } from "./said-text.tsx";
import { words } from "./words.ts";

type Row = Awaited<ReturnType<typeof listForClearance>>[number];

/** Listings whose owner has no second person at hand, or waits for the operator's word: longest waiting first. */
export function ClearanceQueue({ locale, rows }: { locale: Locale; rows: readonly Row[] }) {
  const t = words(locale);
  return (
    <Section title={t("compliance.queue")} id="clearance">
      {rows.length === 0 ? (
        <p className="second">{t("compliance.queue-empty")}</p>
      ) : (
        <>
          <p className="second">{t("compliance.queue-lead", { count: rows.length })}</p>
          <LineRows
            items={rows.map((row) => ({
              key: row.id,
              content: (
                <>
                  <a href={href(locale, `/listings/${row.id}/compliance`)}>
                    <SaidText said={saidTitle(locale, row)} />
                  </a>{" "}
                  <span className="quiet">
                    <SaidText said={saidName(locale, row)} />
                    {row.state === "compliance" ? null : ` · ${t("compliance.queue-class")}`}
                  </span>
                </>
              ),
              aside: t("compliance.queue-since", { date: formatDate(row.since, locale) }),
            }))}
          />
        </>
      )}
    </Section>
  );
}
