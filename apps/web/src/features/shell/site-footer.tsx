import { type Locale, translator } from "@peony/i18n";
import { FictionTag } from "@peony/ui/Marks";
import { Footer } from "@peony/ui/Shell";
import { href } from "../../i18n/page.ts";
import { operatorSettings } from "./operator.ts";

export function SiteFooter({ locale, desk = false }: { locale: Locale; desk?: boolean }) {
  const t = translator(locale, "shell");
  const { name, phone, hours, icp, police, fictional } = operatorSettings;
  const items = [
    <span key="operator">
      {t("footer.operated-by", { operator: name[locale] })}
      {fictional ? <FictionTag>{t("fictional")}</FictionTag> : null}
    </span>,
    <span key="phone">{t("footer.phone", { phone, hours: hours[locale] })}</span>,
    icp,
    police,
    <a key="privacy" href={href(locale, "/privacy")}>
      {t("footer.privacy")}
    </a>,
    <a key="accessibility" href={href(locale, "/accessibility")}>
      {t("footer.accessibility")}
    </a>,
    <a key="help" href={href(locale, "/help")}>
      {t("footer.help")}
    </a>,
  ];
  return <Footer items={items.filter(Boolean)} desk={desk} />;
}
