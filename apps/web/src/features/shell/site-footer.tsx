import { type Locale, translator } from "@peony/i18n";
import { FictionTag } from "@peony/ui/Marks";
import { Footer } from "@peony/ui/Shell";
import { href } from "../../i18n/page.ts";
import { operatorSettings } from "./operator.ts";

export function SiteFooter({ locale, desk = false }: { locale: Locale; desk?: boolean }) {
  const t = translator(locale, "shell");
  const { phone, icp, police, fictional } = operatorSettings;
  const items = [
    <span key="operator">
      {t("footer.operated-by", { operator: t("footer.operator") })}
      {fictional ? <FictionTag>{t("fictional")}</FictionTag> : null}
    </span>,
    <span key="phone">{t("footer.phone", { phone, hours: t("footer.hours") })}</span>,
    icp,
    police,
    <a key="browse" href={href(locale, "/fields")}>
      {t("footer.browse")}
    </a>,
    <a key="feed" href={href(locale, "/feed.xml")}>
      {t("feed.link")}
    </a>,
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
