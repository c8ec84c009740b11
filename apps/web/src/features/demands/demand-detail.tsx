import { inLocale } from "@peony/domain/shared";
import type { DemandView } from "@peony/features/demands";
import { formatDate, type Locale, translator } from "@peony/i18n";
import { Claim } from "@peony/ui/Claim";
import { Section } from "@peony/ui/Layout";
import { KeyValue, Rows } from "@peony/ui/Lists";
import { OwnerName } from "#features/listings/owner-name.tsx";
import { regionName } from "#features/listings/region-name.ts";
import { said } from "#features/listings/said.ts";
import { GapLine } from "./demand-card.tsx";
import { budgetText, currentText, depositText, targetText, windowText } from "./figures.ts";
import { words } from "./words.ts";

type Props = { locale: Locale; demand: DemandView };

/** Text as it was written, paragraphs kept, marked where it is in the other language. */
function Prose({ locale, text }: { locale: Locale; text: DemandView["background"] }) {
  const { text: shown, lang } = said(locale, text);
  return shown.split(/\n+/).map((p) => (
    <p key={p} className="read" lang={lang}>
      {p}
    </p>
  ));
}

function TextSection({ locale, title, text }: { locale: Locale; title: string; text: DemandView["background"] }) {
  if (!text.zh && !text.en) return null;
  return (
    <Section title={title}>
      <Prose locale={locale} text={text} />
    </Section>
  );
}

/** From today to the target, the first measure large, the others under it. */
export function DemandTargets({ locale, demand }: Props) {
  const t = words(locale);
  const [first, ...rest] = demand.targets;
  if (!first) return null;
  return (
    <>
      <Claim
        label={t("gap")}
        ours={{
          title: t("target-of", { name: inLocale(first.name, locale) }),
          figure: targetText(locale, first),
          condition: t("target-condition"),
        }}
        rival={{
          title: t("current-of"),
          figure: currentText(locale, first) ?? t("current-unknown"),
          condition: t("current-condition"),
        }}
      />
      {rest.length > 0 ? (
        <Section title={t("more-targets")}>
          <Rows
            items={rest.map((target, i) => ({ key: `${i}`, content: <GapLine locale={locale} target={target} /> }))}
          />
        </Section>
      ) : null}
    </>
  );
}

/** The problem in the firm's words, how an answer is tested, and on what terms. */
export function DemandDetail({ locale, demand }: Props) {
  const t = words(locale);
  const term = translator(locale, "terms");
  const shell = translator(locale, "shell");
  const list = (items: readonly string[]): string | null =>
    items.length > 0 ? new Intl.ListFormat(locale, { type: "conjunction", style: "narrow" }).format(items) : null;
  const keywords = locale === "zh" ? [demand.keywordsZh, demand.keywordsEn] : [demand.keywordsEn, demand.keywordsZh];
  const site = said(locale, demand.site).text;
  return (
    <>
      <DemandTargets locale={locale} demand={demand} />
      <TextSection locale={locale} title={t("background")} text={demand.background} />
      <TextSection locale={locale} title={t("test")} text={demand.testMethod} />
      <TextSection locale={locale} title={t("constraints")} text={demand.constraints} />
      <Section title={t("cooperation")}>
        <KeyValue
          items={[
            { term: t("kind"), value: demand.kind === "challenge" ? t("challenge") : null },
            { term: t("budget"), value: budgetText(locale, demand) },
            { term: t("payment"), value: term(`payment_mode.${demand.paymentMode}`) },
            { term: t("deadline"), value: demand.deadline ? formatDate(demand.deadline, locale) : shell("unknown") },
            { term: t("window"), value: windowText(locale, demand) },
            {
              term: t("feedback"),
              value: demand.feedbackDue ? t("feedback-value", { day: formatDate(demand.feedbackDue, locale) }) : null,
            },
            { term: t("deposit"), value: depositText(locale, demand) },
            { term: t("rights"), value: list(demand.rightsWanted.map((r) => term(`deal_type.${r}`))) },
            { term: t("ip"), value: term(`ip_wish.${demand.ipWish}`) },
            { term: t("partners"), value: list(demand.partnerKinds.map((p) => term(`partner_kind.${p}`))) },
            {
              term: t("trl-wanted"),
              value: demand.trlWanted === null ? null : t("trl-wanted-value", { level: demand.trlWanted }),
            },
            { term: t("samples"), value: demand.samplesAvailable ? t("samples-yes") : null },
            {
              term: t("test-basis"),
              value: demand.testBasis === "own" ? null : term(`test_basis.${demand.testBasis}`),
            },
            { term: t("hazards"), value: list(demand.hazards.map((h) => term(`hazard.${h}`))) },
            { term: t("site"), value: site || (demand.region ? regionName(locale, demand.region) : null) },
            {
              term: t("ipc"),
              value: demand.ipc.length > 0 ? <span className="mono">{demand.ipc.join(", ")}</span> : null,
            },
            { term: t("keywords"), value: list(keywords.find((k) => k.length > 0) ?? []) },
            {
              term: t("owner"),
              value: demand.owner ? <OwnerName locale={locale} owner={demand.owner} /> : t("hidden"),
            },
            { term: t("published"), value: demand.publishedAt ? formatDate(demand.publishedAt, locale) : null },
          ]}
        />
      </Section>
    </>
  );
}
