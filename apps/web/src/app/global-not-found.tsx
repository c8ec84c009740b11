import { htmlLang, locales, translator } from "@peony/i18n";
import { ButtonLink } from "@peony/ui/Button";
import { Problem } from "@peony/ui/Feedback";
import { PetalShapes } from "@peony/ui/PetalMark";
import type { Metadata } from "next";
import "./globals.css";

export const metadata: Metadata = { title: "404 · Peony" };

/** For addresses outside both languages, such as a file that is not there: says it in both. */
export default function GlobalNotFound() {
  return (
    <html lang="zh-CN">
      <body>
        <PetalShapes />
        <main id="main" className="wrap">
          <Problem
            title={translator("zh", "problem")("not-found-title")}
            actions={locales.map((locale) => (
              <ButtonLink key={locale} href={`/${locale}`} lang={htmlLang[locale]}>
                {translator(locale, "problem")("to-home")}
              </ButtonLink>
            ))}
          >
            {locales.map((locale) => (
              <p key={locale} lang={htmlLang[locale]}>
                {translator(locale, "problem")("not-found-text")}
              </p>
            ))}
          </Problem>
        </main>
      </body>
    </html>
  );
}
