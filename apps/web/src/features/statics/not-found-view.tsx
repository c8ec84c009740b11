import { defaultLocale, htmlLang, isLocale, type Locale, translator } from "@peony/i18n";
import { ButtonLink } from "@peony/ui/Button";
import { Problem } from "@peony/ui/Feedback";
import { getLocale } from "next-intl/server";
import { href } from "../../i18n/page.ts";

/** One page for "not there" and "not yours", in the reader's language with a line in the other one. */
export async function NotFoundView() {
  const asked = await getLocale();
  const locale = isLocale(asked) ? asked : defaultLocale;
  const other: Locale = locale === "zh" ? "en" : "zh";
  const t = translator(locale, "problem");
  const foreign = translator(other, "problem");
  return (
    <div className="wrap">
      <title>{t("not-found-title")}</title>
      <Problem
        title={t("not-found-title")}
        actions={
          <>
            <ButtonLink variant="primary" href={href(locale, "/search")}>
              {t("to-search")}
            </ButtonLink>
            <ButtonLink href={href(locale, "/")}>{t("to-home")}</ButtonLink>
          </>
        }
      >
        <p>{t("not-found-text")}</p>
        <p className="quiet" lang={htmlLang[other]}>
          {foreign("not-found-title")}
        </p>
      </Problem>
    </div>
  );
}
