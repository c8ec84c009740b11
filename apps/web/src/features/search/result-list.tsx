import type { ListingView } from "@peony/features/listings";
import { type Locale, translator } from "@peony/i18n";
import { Amount, Tag } from "@peony/ui/Marks";
import { ResultCard } from "@peony/ui/Search";
import { Fragment } from "react";
import { benefitText } from "#features/listings/benefit-text.ts";
import { OwnerName } from "#features/listings/owner-name.tsx";
import { priceText } from "#features/listings/price-text.ts";
import { saidTitle } from "#features/listings/said.ts";
import { href } from "../../i18n/page.ts";
import { type Matched, matchedWords } from "./matched-words.ts";
import { words } from "./words.ts";

/** Results as cards; `q` are the words searched for, and each card says which of them it has and where. */
export function ResultList({ locale, rows, q }: { locale: Locale; rows: readonly ListingView[]; q: string }) {
  return (
    <ul className="results">
      {rows.map((row) => (
        <li key={row.id}>
          <Result locale={locale} row={row} q={q} />
        </li>
      ))}
    </ul>
  );
}

function Result({ locale, row, q }: { locale: Locale; row: ListingView; q: string }) {
  const term = translator(locale, "terms");
  const title = saidTitle(locale, row);
  const price = priceText(locale, row);
  const matched = q ? matchedWords(row, q) : [];
  return (
    <ResultCard
      href={href(locale, `/t/${row.slug}`)}
      title={title.text}
      lang={title.lang}
      ipc={row.ipc[0] ?? row.field}
      benefit={benefitText(locale, row)}
      facts={[
        row.trl === null ? null : term("trl_level", { level: row.trl }),
        row.rights[0] ? term(`deal_type.${row.rights[0]}`) : null,
        row.legalCheckedOn ? term("legal_checked", { date: row.legalCheckedOn }) : null,
        <OwnerName key="owner" locale={locale} owner={row.owner} />,
        row.state === "published" ? null : (
          <Tag key="state">{translator(locale, "status")(`listing.${row.state}`)}</Tag>
        ),
      ]}
      why={matched.length > 0 ? <Why locale={locale} matched={matched} /> : undefined}
      price={price.exact ? <Amount short={price.short} exact={price.exact} /> : price.short}
      priceNote={price.exact && row.priceMode !== "fixed" ? term(`price_mode.${row.priceMode}`) : undefined}
    />
  );
}

function Why({ locale, matched }: { locale: Locale; matched: readonly Matched[] }) {
  const t = words(locale);
  const marked = (found: readonly string[]) =>
    found.map((word, i) => (
      <Fragment key={word}>
        {i > 0 ? t("why.comma") : null}
        <mark>{word}</mark>
      </Fragment>
    ));
  const places = matched.map(({ place, words: found }, i) => (
    <Fragment key={place}>
      {i > 0 ? t("why.semicolon") : null}
      {t.rich(`why.${place}`, { words: () => marked(found) })}
    </Fragment>
  ));
  return t.rich("why.lead", { places: () => places });
}
