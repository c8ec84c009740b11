import type { MoneyItem } from "@peony/features/escrow";
import type { Locale } from "@peony/i18n";
import { Card, Stack } from "@peony/ui/Layout";
import { Note } from "@peony/ui/Note";
import { exact } from "./amounts.ts";
import { payeeName, type SideNames, stuckLines } from "./sentence.ts";
import { whyWaiting } from "./split.tsx";
import { words } from "./words.ts";

/** Parts of a release that could not be sent, and why; whose step that is stands in the turn above. */
export function Stuck({ locale, item, names }: { locale: Locale; item: MoneyItem; names: SideNames }) {
  const t = words(locale);
  return (
    <Card title={t("stuck.title")}>
      <Stack small>
        {stuckLines(item).map((l) => (
          <Note key={`${l.role} ${l.orgId}`} tone="warn">
            {t("stuck.line", {
              name: payeeName(locale, l, names),
              amount: exact(l.money, locale),
              why: whyWaiting(locale, l) ?? "",
            })}
          </Note>
        ))}
      </Stack>
    </Card>
  );
}
