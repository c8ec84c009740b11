import { ipcClassesOf, ipcLevelTitle, labelledSubclassesOf } from "@peony/domain/listings";
import { inLocale } from "@peony/domain/shared";
import { countByIpc } from "@peony/features/search";
import type { Locale } from "@peony/i18n";
import { Section } from "@peony/ui/Layout";
import { requestCtx } from "#server/ctx.ts";
import { href } from "../../i18n/page.ts";
import { BranchList } from "./branch-list.tsx";
import { words } from "./words.ts";

/** The classes of a section, or the subclasses of a class: those we have a name for and those something lies in. */
export async function FieldBranches({ locale, symbol }: { locale: Locale; symbol: string }) {
  const counts = await countByIpc(await requestCtx(), symbol);
  const below =
    symbol.length === 1
      ? ipcClassesOf(symbol).map((one) => one.symbol)
      : [
          ...new Set([...labelledSubclassesOf(symbol), ...[...counts.keys()].filter((code) => code.length === 4)]),
        ].sort();
  if (below.length === 0) return null;
  return (
    <Section title={words(locale)(`fields.below.${symbol.length === 1 ? 1 : 3}`)}>
      <BranchList
        locale={locale}
        items={below.map((code) => {
          const title = ipcLevelTitle(code);
          return {
            ...{ key: code, code, href: href(locale, `/fields/${code}`), count: counts.get(code) ?? 0 },
            label: title ? inLocale(title, locale) : code,
          };
        })}
      />
    </Section>
  );
}
