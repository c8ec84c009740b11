import { ipcTitle } from "@peony/domain/listings";
import type { Bilingual } from "@peony/domain/shared";
import type { ListingView } from "@peony/features/listings";
import { formatDate, formatPatentNumber, type Locale, translator } from "@peony/i18n";
import { KeyValue } from "@peony/ui/Lists";
import { Status } from "@peony/ui/Marks";
import { href } from "../../i18n/page.ts";
import { OwnerName } from "./owner-name.tsx";
import { regionName } from "./region-name.ts";
import { said } from "./said.ts";
import { SaidText } from "./said-text.tsx";
import { words } from "./words.ts";

/** A number as it is printed: a granted Chinese patent carries ZL, an application CN. */
const printed = (l: ListingView): string =>
  formatPatentNumber(
    l.legalStatus === "granted" ? (l.number ?? "").replace(/^CN(?=\d{8,12}[\dX]$)/, "ZL") : (l.number ?? ""),
  );

const numberWord = (l: ListingView) =>
  l.assetKind === "patent" ? "number.patent" : l.assetKind === "application" ? "number.application" : "number.other";

/** Where it says the same in two languages, the reader is told which counts. */
const twoLanguages = (l: ListingView): boolean =>
  [{ zh: l.titleZh, en: l.titleEn }, l.problem, l.solution].some((text) => text.zh !== "" && text.en !== "");

/** Who holds what, how that was checked and when, and what stands in the way. */
export function ListingRights({ locale, listing: l }: { locale: Locale; listing: ListingView }) {
  const t = words(locale);
  const term = translator(locale, "terms");
  const status = term(`legal_status.${l.legalStatus}`);
  const day = (date: string | null) => (date ? formatDate(date, locale) : null);
  const text = (b: Bilingual) => {
    const found = said(locale, b);
    return found.text ? <SaidText said={found} /> : null;
  };
  return (
    <KeyValue
      items={[
        { term: t("available"), value: l.rights.map((r) => term(`deal_type.${r}`)).join(t("comma")) },
        { term: t("kind"), value: term(`asset_kind.${l.assetKind}`) },
        { term: t(numberWord(l)), value: l.number ? <span className="mono nowrap">{printed(l)}</span> : null },
        { term: t("registration"), value: l.registrationNo ? <span className="mono">{l.registrationNo}</span> : null },
        {
          term: t("status"),
          value: l.legalCheckedOn
            ? t("status-checked", { status, date: l.legalCheckedOn })
            : t("status-unchecked", { status }),
        },
        { term: t("filed"), value: day(l.filingDate) },
        { term: t("granted"), value: day(l.grantDate) },
        { term: t("annuity"), value: day(l.annuityDue) },
        { term: t("encumbrances"), value: text(l.encumbrances) ?? t("encumbrances-none") },
        { term: t("funding"), value: text(l.fundingSource) },
        { term: t("export"), value: <Status tone="info">{t(`export-class.${l.exportClass}`)}</Status> },
        { term: t("inventors"), value: l.inventors.map((i) => said(locale, i.name).text).join(t("comma")) },
        {
          term: t("owner"),
          value: <OwnerName locale={locale} owner={l.owner} href={href(locale, `/org/${l.owner.slug}`)} />,
        },
        { term: t("prevailing"), value: twoLanguages(l) ? t(`prevails.${l.prevailing}`) : null },
        { term: t("contact"), value: text(l.contactTeam) },
        { term: t("region"), value: l.region ? regionName(locale, l.region) : null },
        { term: t("classes"), value: l.ipc.length > 0 ? <Classes locale={locale} ipc={l.ipc} /> : null },
        {
          term: t("source"),
          value: l.source && l.sourceId ? t("source-of", { source: l.source, id: l.sourceId }) : l.source,
        },
      ]}
    />
  );
}

/** Patent classes with their official title; each leads to what else is in it. */
function Classes({ locale, ipc }: { locale: Locale; ipc: readonly string[] }) {
  return (
    <ul className="classes">
      {ipc.map((symbol) => {
        const title = ipcTitle(symbol.slice(0, 4)) ?? ipcTitle(symbol.slice(0, 3));
        return (
          <li key={symbol}>
            <a className="mono" href={href(locale, "/search", { ipc: symbol.replace(" ", "") })}>
              {symbol}
            </a>{" "}
            {title ? <span className="quiet">{title[locale]}</span> : null}
          </li>
        );
      })}
    </ul>
  );
}
