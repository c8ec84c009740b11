import { searchableListingStates } from "@peony/domain/listings";
import type { ListingView } from "@peony/features/listings";
import { formatDate, type Locale, translator } from "@peony/i18n";
import { ButtonLink } from "@peony/ui/Button";
import { Card } from "@peony/ui/Layout";
import { KeyValue } from "@peony/ui/Lists";
import { Amount } from "@peony/ui/Marks";
import { Note } from "@peony/ui/Note";
import { href } from "../../i18n/page.ts";
import { OwnerName } from "./owner-name.tsx";
import { priceText } from "./price-text.ts";
import { regionName } from "./region-name.ts";
import { words } from "./words.ts";

type Asked = { locale: Locale; listing: ListingView; visitor: boolean };

/** Whether it can still be had, by somebody before whom the export gate is open. */
const canAsk = (l: ListingView): boolean => l.gate === "open" && searchableListingStates.some((s) => s === l.state);

/** What a reader can do here next: ask, edit what is theirs, or look elsewhere where the technology is gone. */
export const askLink = ({ locale, listing: l, visitor }: Asked): { href: string; label: string } => {
  const t = words(locale);
  if (l.own) return { href: href(locale, `/listings/${l.id}`), label: t("ask.edit") };
  if (!canAsk(l)) return { href: href(locale, "/search", { field: l.field }), label: t("ask.find") };
  const ask = `/deals/new?listing=${l.id}`;
  return {
    href: visitor ? href(locale, "/sign-in", { back: ask }) : `/${locale}${ask}`,
    label: t("ask.button"),
  };
};

const standing = (locale: Locale, l: ListingView): string | null => {
  const t = words(locale);
  if (l.gate !== "open") return t("ask.gated");
  return l.state === "published" ? (l.own ? t("ask.own") : null) : t(`ask.standing.${l.state}`);
};

/** The panel beside a listing: the price, the one next step, and who stands behind it. */
export function AskPanel(props: Asked) {
  const { locale, listing: l, visitor } = props;
  const t = words(locale);
  const term = translator(locale, "terms");
  const price = priceText(locale, l);
  const next = askLink(props);
  const open = !l.own && canAsk(l);
  const note = standing(locale, l);
  const rights = l.rights[0] ? term(`deal_type.${l.rights[0]}`) : null;
  return (
    <Card>
      <div className="stack-small">
        <div>
          <p className="quiet">{rights ? t("ask.price-with", { rights }) : t("ask.price")}</p>
          <p className="ask-price">
            {price.exact ? <Amount short={price.short} exact={price.exact} focusable /> : price.short}
          </p>
          <p className="second">{price.exact ? t("ask.price-open") : t("ask.price-request")}</p>
        </div>
        {note ? <Note tone={l.state === "published" ? "info" : "warn"}>{note}</Note> : null}
        <ButtonLink href={next.href} variant={open || l.own ? "primary" : "outline"} large wide>
          {next.label}
        </ButtonLink>
        {open ? <p className="hint">{visitor ? t("ask.hint-visitor") : t("ask.hint")}</p> : null}
        <hr />
        <p>
          <b>
            <OwnerName locale={locale} owner={l.owner} href={href(locale, `/org/${l.owner.slug}`)} />
          </b>
        </p>
        <KeyValue
          tight
          items={[
            { term: t("kind"), value: term(`organisation_kind.${l.owner.kind as "firm"}`) },
            { term: t("region"), value: l.region ? regionName(locale, l.region) : null },
          ]}
        />
        {l.publishedAt ? (
          <p className="quiet">{t("ask.published", { date: formatDate(l.publishedAt, locale) })}</p>
        ) : null}
        {l.refreshedOn ? (
          <p className="quiet">{t("ask.refreshed", { date: formatDate(l.refreshedOn, locale) })}</p>
        ) : null}
      </div>
    </Card>
  );
}
