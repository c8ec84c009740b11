import type { ConfirmationView } from "@peony/features/listings";
import { formatPatentNumber, type Locale, localeName, locales, translator } from "@peony/i18n";
import { Card } from "@peony/ui/Layout";
import { KeyValue } from "@peony/ui/Lists";
import { Table } from "@peony/ui/Table";
import { figureText } from "./benefit-text.ts";
import { words } from "./inventor-words.ts";
import { said } from "./said.ts";
import { SaidText } from "./said-text.tsx";

type Props = { locale: Locale; view: ConfirmationView };

/** The text in one language, part by part; what is empty there is left out. */
function TextIn({ locale, view: { text }, language }: Props & { language: Locale }) {
  const t = words(locale);
  const lines = (all: readonly string[]) => {
    const said = all.filter(Boolean);
    if (said.length === 0) return null;
    return (
      <ul>
        {said.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    );
  };
  const benefits = text.benefits
    .filter((b) => b.name[language])
    .map((b) => `${b.name[language]} ${figureText(language, b)} (${b.condition[language]})`);
  return (
    <div lang={language === "zh" ? "zh-CN" : "en"}>
      <KeyValue
        items={[
          { term: t("part.title"), value: language === "zh" ? text.titleZh : text.titleEn },
          { term: t("part.summary"), value: text.summary[language] },
          { term: t("part.problem"), value: text.problem[language] },
          { term: t("part.solution"), value: text.solution[language] },
          { term: t("part.benefits"), value: lines(benefits) },
          { term: t("part.rival"), value: text.rival[language] },
          { term: t("part.applications"), value: lines(text.applications.map((a) => a[language])) },
          { term: t("part.evidence"), value: lines(text.evidence.map((e) => e[language])) },
        ]}
      />
    </div>
  );
}

/** What is to be published, in both languages; which one prevails is said. */
export function InventorText({ locale, view }: Props) {
  const t = words(locale);
  const term = translator(locale, "terms");
  const { text } = view;
  const order = text.prevailing === "zh" ? locales : [...locales].reverse();
  const written = order.filter((l) => (l === "zh" ? text.titleZh || text.problem.zh : text.titleEn || text.problem.en));
  return (
    <>
      {written.map((language) => (
        <Card
          key={language}
          id={`text-${language}`}
          title={t("text", { language: localeName[language] })}
          note={language === text.prevailing && written.length > 1 ? t("prevails") : undefined}
        >
          <TextIn locale={locale} view={view} language={language} />
        </Card>
      ))}
      <Card id="facts" title={t("facts")}>
        <KeyValue
          items={[
            {
              term: t("number"),
              value: text.number && <span className="mono">{formatPatentNumber(text.number)}</span>,
            },
            { term: t("trl"), value: text.trl !== null && term("trl_level", { level: text.trl }) },
            { term: t("rights"), value: text.rights.map((r) => term(`deal_type.${r}`)).join(" · ") },
            { term: t("benefit"), value: text.noDataYet && text.benefits.length === 0 && t("no-data") },
          ]}
        />
      </Card>
    </>
  );
}

/** Everybody's share; the reader's own is marked. */
export function InventorShares({ locale, view }: Props) {
  const t = words(locale);
  const rows = view.inventors.map((i, n) => ({ ...i, key: String(n) }));
  return (
    <Card id="shares" title={t("shares")} note={t("shares-note")}>
      <Table
        caption={t("shares")}
        rows={rows}
        rowKey={(i) => i.key}
        selected={(i) => i.own}
        columns={[
          {
            key: "name",
            head: t("inventor"),
            cell: (i) => (
              <>
                <SaidText said={said(locale, i.name)} />
                {i.own ? ` · ${t("own")}` : ""}
              </>
            ),
          },
          { key: "share", head: t("share"), numeric: true, cell: (i) => `${i.sharePct.toFixed(2)}%` },
        ]}
        foot={[t("total"), "100.00%"]}
      />
    </Card>
  );
}
