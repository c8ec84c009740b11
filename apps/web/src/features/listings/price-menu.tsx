import { type MenuItem, menuOf } from "@peony/domain/listings";
import { assets, type Currency } from "@peony/domain/shared";
import type { ListingView } from "@peony/features/listings";
import { formatMoney, type Locale, translator } from "@peony/i18n";
import { Section } from "@peony/ui/Layout";
import { Amount } from "@peony/ui/Marks";
import { Table } from "@peony/ui/Table";
import { said } from "./said.ts";
import { SaidText } from "./said-text.tsx";
import { words } from "./words.ts";

/** What a listing sold by menu costs in each form: right, price, term, whether its products may be sold. */
export function PriceMenu({ locale, listing }: { locale: Locale; listing: ListingView }) {
  const items = menuOf(listing);
  if (items.length === 0) return null;
  const t = words(locale);
  const term = translator(locale, "terms");
  const price = (item: MenuItem, form: "short" | "full") =>
    formatMoney({ amount: BigInt(item.price), asset: assets[listing.currency as Currency] }, locale, form);
  const note = (item: MenuItem) =>
    said(locale, item.note).text ? (
      <p className="second">
        <SaidText said={said(locale, item.note)} />
      </p>
    ) : null;
  return (
    <Section title={t("menu.title")}>
      <Table
        caption={t("menu.title")}
        rows={items.map((item, i) => ({ item, key: `${i}` }))}
        rowKey={(r) => r.key}
        columns={[
          {
            key: "name",
            head: t("menu.name"),
            cell: ({ item }) => (
              <>
                <b>
                  <SaidText said={said(locale, item.name)} />
                </b>
                {note(item)}
              </>
            ),
          },
          { key: "right", head: t("menu.right"), cell: ({ item }) => term(`deal_type.${item.right}`) },
          {
            key: "price",
            head: t("menu.price"),
            numeric: true,
            cell: ({ item }) => <Amount short={price(item, "short")} exact={price(item, "full")} />,
          },
          {
            key: "months",
            head: t("menu.months"),
            cell: ({ item }) => (item.months === null ? t("menu.whole-life") : t("menu.months-n", { n: item.months })),
          },
          {
            key: "sales",
            head: t("menu.sales"),
            cell: ({ item }) => (item.sales ? t("menu.sales-yes") : t("menu.sales-no")),
          },
        ]}
      />
    </Section>
  );
}
