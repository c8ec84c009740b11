import type { DealMoney } from "@peony/features/escrow";
import type { Locale } from "@peony/i18n";
import { Note } from "@peony/ui/Note";
import { href } from "../../i18n/page.ts";
import { accountMissing } from "./sentence.ts";
import { words } from "./words.ts";

/** Tells a payee's people, while there is still time, that the money could not leave once it is accepted. */
export function AccountMissing({ locale, money }: { locale: Locale; money: DealMoney }) {
  const t = words(locale);
  if (!accountMissing(money)) return null;
  return (
    <Note tone="warn">
      {t(money.account?.mayOpen ? "account.missing" : "account.missing-others")}{" "}
      {money.account?.mayOpen ? <a href={href(locale, "/settings/payout")}>{t("split.own-account")}</a> : null}
    </Note>
  );
}
