import { formatNumber, type Locale } from "@peony/i18n";
import { Branches, BranchItem } from "@peony/ui/Branches";
import { words } from "./words.ts";

export type Branch = {
  readonly key: string;
  readonly code?: string;
  readonly label: string;
  readonly href: string;
  readonly count: number;
};

/** What lies below a place of the catalogue, each with how much is on offer there. */
export function BranchList({ locale, items }: { locale: Locale; items: readonly Branch[] }) {
  const t = words(locale);
  return (
    <Branches>
      {items.map((one) => (
        <BranchItem
          key={one.key}
          code={one.code}
          href={one.href}
          label={one.label}
          count={one.count > 0 ? formatNumber(one.count, locale) : t("count", { count: 0 })}
          empty={one.count === 0}
        />
      ))}
    </Branches>
  );
}
