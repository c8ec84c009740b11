import type { DealMoney, MoneyItem } from "@peony/features/escrow";
import type { Locale } from "@peony/i18n";
import { ButtonLink } from "@peony/ui/Button";
import { Card, Stack } from "@peony/ui/Layout";
import { Note } from "@peony/ui/Note";
import { href } from "../../i18n/page.ts";
import { exact } from "./amounts.ts";
import { payeeName, type SideNames, stuckLines } from "./sentence.ts";
import { whyWaiting } from "./split.tsx";
import { words } from "./words.ts";

/** Parts of a release that could not be sent: why, and who can do something about it. */
export function Stuck({
  locale,
  item,
  role,
  names,
}: {
  locale: Locale;
  item: MoneyItem;
  role: DealMoney["role"];
  names: SideNames;
}) {
  const t = words(locale);
  const own = stuckLines(item).some((l) => l.role === role && l.reason === "payout-account");
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
        {own ? (
          <ButtonLink variant="primary" large href={href(locale, "/settings/payout")}>
            {t("split.own-account")}
          </ButtonLink>
        ) : null}
      </Stack>
    </Card>
  );
}
