import { inLocale } from "@peony/domain/shared";
import type { ListingFile, ListingView } from "@peony/features/listings";
import { formatBytes, type Locale, translator } from "@peony/i18n";
import { TrlLadder } from "@peony/ui/Claim";
import { Icon } from "@peony/ui/Icon";
import { Section } from "@peony/ui/Layout";
import { LineRows } from "@peony/ui/Lists";
import { href } from "../../i18n/page.ts";
import { isPicture, Picture } from "./picture.tsx";
import { said, saidTitle } from "./said.ts";
import { SaidParagraphs, SaidText } from "./said-text.tsx";
import { words } from "./words.ts";

type Props = { locale: Locale; listing: ListingView };

/** What it is about in the owner's words; a part that was left empty is left out. */
export function ListingTexts({ locale, listing }: Props) {
  const t = words(locale);
  const uses = listing.applications.map((a) => said(locale, a)).filter((a) => a.text);
  const parts = (["problem", "solution"] as const)
    .map((part) => ({ part, text: said(locale, listing[part]) }))
    .filter(({ text }) => text.text);
  return (
    <>
      {parts.map(({ part, text }) => (
        <Section key={part} title={t(part)}>
          <SaidParagraphs said={text} />
        </Section>
      ))}
      {uses.length > 0 ? (
        <Section title={t("applications")}>
          <LineRows items={uses.map((a) => ({ key: a.text, content: <SaidText said={a} /> }))} />
        </Section>
      ) : null}
    </>
  );
}

/** How far it is, what the next level would need, and by what papers that is shown. */
export function ListingReadiness({ locale, listing }: Props) {
  const t = words(locale);
  const term = translator(locale, "terms");
  const { trl } = listing;
  const level = (n: number) => term(`trl.${n}` as "trl.1");
  const evidence = listing.evidence.map((e) => said(locale, e)).filter((e) => e.text);
  return (
    <Section title={t("ready")}>
      {trl === null ? (
        <p className="second">{t("trl-none")}</p>
      ) : (
        <>
          <TrlLadder level={trl} label={term("trl_of_nine", { level: trl })} />
          <p className="trl-words">
            {trl < 9
              ? t("trl-next", { level: trl, text: level(trl), next: level(trl + 1) })
              : t("trl-now", { level: trl, text: level(trl) })}
          </p>
        </>
      )}
      {evidence.length > 0 ? (
        <LineRows
          items={evidence.map((e) => ({
            key: e.text,
            content: (
              <>
                <Icon name="document" small /> <SaidText said={e} />
              </>
            ),
          }))}
        />
      ) : null}
    </Section>
  );
}

/** Pictures to look at, and papers anybody may take along. */
export function ListingFiles({ locale, files }: { locale: Locale; files: readonly ListingFile[] }) {
  if (files.length === 0) return null;
  const papers = files.filter((f) => !isPicture(f));
  return (
    <Section title={words(locale)("files")}>
      {files.filter(isPicture).map((f) => (
        <figure key={f.id}>
          <Picture locale={locale} file={f} />
          {inLocale(f.alt, locale) ? <figcaption className="hint">{inLocale(f.alt, locale)}</figcaption> : null}
        </figure>
      ))}
      <LineRows
        items={papers.map((f) => ({
          key: f.id,
          content: (
            <>
              <Icon name="download" small />{" "}
              <a href={`/api/files/${f.id}`} download>
                {f.name}
              </a>
            </>
          ),
          aside: formatBytes(f.size, locale),
        }))}
      />
    </Section>
  );
}

/** Other listings as links, each with a word beside it; nothing where there are none. */
function ListingRows({
  locale,
  title,
  rows,
  aside,
}: {
  locale: Locale;
  title: string;
  rows: readonly ListingView[];
  aside: (row: ListingView) => string;
}) {
  if (rows.length === 0) return null;
  return (
    <Section title={title}>
      <LineRows
        items={rows.map((row) => ({
          key: row.id,
          content: (
            <a href={href(locale, `/t/${row.slug}`)}>
              <SaidText said={saidTitle(locale, row)} />
            </a>
          ),
          aside: aside(row),
        }))}
      />
    </Section>
  );
}

type Others = { locale: Locale; rows: readonly ListingView[] };

/** What a bundle holds: those of its parts that this reader may see. */
export function BundleParts({ locale, rows }: Others) {
  const term = translator(locale, "terms");
  const kind = (row: ListingView) => term(`asset_kind.${row.assetKind}`);
  return <ListingRows locale={locale} title={words(locale)("parts")} rows={rows} aside={kind} />;
}

export function SimilarListings({ locale, rows }: Others) {
  const term = translator(locale, "terms");
  const maturity = ({ trl, rights: [right] }: ListingView) =>
    [trl === null ? "" : term("trl_level", { level: trl }), right ? term(`deal_type.${right}`) : ""]
      .filter(Boolean)
      .join(" · ");
  return <ListingRows locale={locale} title={words(locale)("similar")} rows={rows} aside={maturity} />;
}
