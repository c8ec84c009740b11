import type { ResultDetail } from "@peony/features/disclosures";
import { formatDate, type Locale, translator } from "@peony/i18n";
import { Card } from "@peony/ui/Layout";
import { KeyValue } from "@peony/ui/Lists";
import { Table } from "@peony/ui/Table";
import { said } from "#features/listings/said.ts";
import { SaidText } from "#features/listings/said-text.tsx";
import { words } from "./words.ts";

type Disclosure = NonNullable<ResultDetail["disclosure"]>;

/** What was disclosed, as it was handed in. */
export function DisclosureFacts({ locale, disclosure: d }: { locale: Locale; disclosure: Disclosure }) {
  const t = words(locale);
  const lines = (list: readonly string[]) =>
    list.length > 0 ? (
      <ul>
        {list.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    ) : null;
  const open = [
    t(`publicity-of.${d.publicity}`),
    d.publicOn ? formatDate(d.publicOn, locale) : "",
    d.publicWhere,
  ].filter(Boolean);
  return (
    <Card id="disclosure" title={t("disclosed-text")}>
      <KeyValue
        items={[
          { term: t("title-field"), value: d.title },
          { term: t("novelty"), value: d.novelty },
          { term: t("problem"), value: d.problem },
          { term: t("field"), value: translator(locale, "terms")(`field.${d.field}`) },
          { term: t("publicity"), value: open.join(" · ") },
          { term: t("funding"), value: [d.funding, d.projectNo].filter(Boolean).join(" · ") },
          { term: t("helpers"), value: d.helpers },
          { term: t("best-uses"), value: lines(d.bestUses) },
          { term: t("firms-known"), value: lines(d.firmsKnown) },
        ]}
      />
    </Card>
  );
}

/** Who made it, with shares; the reader's own row is marked. */
export function MakersCard({ locale, makers }: { locale: Locale; makers: ResultDetail["result"]["makers"] }) {
  const t = words(locale);
  if (makers.length === 0) return null;
  return (
    <Card id="makers" title={t("part.makers")}>
      <Table
        caption={t("part.makers")}
        rows={makers.map((m, i) => ({ ...m, key: String(i) }))}
        rowKey={(m) => m.key}
        selected={(m) => m.own}
        columns={[
          {
            key: "name",
            head: t("name"),
            cell: (m) => (
              <>
                <SaidText said={said(locale, m.name)} />
                {m.own ? ` · ${t("you")}` : ""}
              </>
            ),
          },
          { key: "share", head: t("share"), numeric: true, cell: (m) => `${m.sharePct.toFixed(2)}%` },
        ]}
      />
    </Card>
  );
}
