import { readIpc } from "@peony/domain/listings";
import type { ListingView } from "@peony/features/listings";
import { htmlLang, type Locale, translator } from "@peony/i18n";
import { Breadcrumb } from "@peony/ui/Layout";
import { Facts, Status } from "@peony/ui/Marks";
import { Plate } from "@peony/ui/Plate";
import { href } from "../../i18n/page.ts";
import { priceText } from "./price-text.ts";
import { said, saidTitle } from "./said.ts";
import { SaidText } from "./said-text.tsx";
import { words } from "./words.ts";

/**
 * The way here, the title in the reader's language with the other one under it, what it does in one sentence, which is what links and
 * cards show of it too, and the facts people compare by.
 */
export function ListingHead({ locale, listing }: { locale: Locale; listing: ListingView }) {
  const t = words(locale);
  const term = translator(locale, "terms");
  const title = saidTitle(locale, listing);
  const other: Locale = locale === "zh" ? "en" : "zh";
  const second = title.lang ? "" : locale === "zh" ? listing.titleEn : listing.titleZh;
  const summary = said(locale, listing.summary);
  const main = listing.ipc[0];
  return (
    <div className="listing-head">
      <Plate ipc={main ?? listing.field} size={96} />
      <div>
        <Breadcrumb
          label={translator(locale, "shell")("breadcrumb")}
          items={[
            { label: t("crumb"), href: href(locale, "/search") },
            { label: term(`field.${listing.field}`), href: href(locale, "/search", { field: listing.field }) },
            ...(main
              ? [
                  {
                    label: main,
                    mono: true,
                    href: href(locale, "/search", { ipc: (readIpc(main) ?? "").replace(" ", "") }),
                  },
                ]
              : []),
          ]}
        />
        <h1 lang={title.lang}>{title.text}</h1>
        {second ? (
          <p className="listing-second" lang={htmlLang[other]}>
            {second}
          </p>
        ) : null}
        {summary.text ? (
          <p className="lead-sentence">
            <SaidText said={summary} />
          </p>
        ) : null}
        <Facts
          items={[
            listing.trl === null ? null : term("trl_level", { level: listing.trl }),
            listing.rights.map((r) => term(`deal_type.${r}`)).join(t("comma")),
            priceText(locale, listing).short,
            listing.legalCheckedOn ? term("legal_checked", { date: listing.legalCheckedOn }) : null,
            listing.state === "published" ? null : (
              <Status key="state" tone="wait">
                {translator(locale, "status")(`listing.${listing.state}`)}
              </Status>
            ),
          ]}
        />
      </div>
    </div>
  );
}
