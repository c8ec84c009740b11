import type { Locale } from "@peony/i18n";
import { TextField } from "@peony/ui/Field";
import { FieldGroup } from "@peony/ui/FieldGroup";
import { MoreRows } from "#features/forms/more-rows.tsx";
import { ListingBilingual } from "./listing-bilingual.tsx";
import type { OwnListing } from "./listing-editor.tsx";
import { filledAt } from "./marks.ts";
import { ShareSum } from "./share-sum.tsx";
import { words } from "./words.ts";

type Props = { locale: Locale; listing: OwnListing };

function InventorRow({ locale, listing, i }: Props & { i: number }) {
  const t = words(locale);
  const inventor = listing.inventors[i];
  return (
    <ListingBilingual
      locale={locale}
      listing={listing}
      name={`inventors.${i}.name`}
      label={t("fields.inventors", { n: i + 1 })}
      value={inventor?.name}
    >
      <TextField
        name={`inventors.${i}.sharePct:number`}
        label={t("fields.inventor-share")}
        unit={t("fields.percent")}
        inputMode="decimal"
        defaultValue={inventor ? `${inventor.sharePct}` : undefined}
      />
      <TextField
        name={`inventors.${i}.orcid`}
        label={t("fields.orcid")}
        mono
        maxLength={40}
        defaultValue={inventor?.orcid ?? undefined}
      />
    </ListingBilingual>
  );
}

/** Who made it, and which part each has: the shares are added up while they are typed. */
export function InventorFields({ locale, listing }: Props) {
  const t = words(locale);
  const filled = filledAt(locale, listing, "inventors");
  return (
    <FieldGroup legend={t("edit.inventors-list")}>
      {filled ? <p className="hint">{filled}</p> : null}
      <MoreRows
        locale={locale}
        count={listing.inventors.length}
        most={20}
        row={(i) => <InventorRow key={`i${i + 1}`} locale={locale} listing={listing} i={i} />}
      />
      <ShareSum
        start={listing.inventors.map((i) => `${i.sharePct}`)}
        words={{
          sum: t("edit.share-sum", { sum: "{sum}" }),
          whole: t("edit.share-whole"),
          bad: t("edit.share-bad"),
        }}
      />
    </FieldGroup>
  );
}
