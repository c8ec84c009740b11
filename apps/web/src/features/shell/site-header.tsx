import { htmlLang, type Locale, localeName, translator } from "@peony/i18n";
import { ButtonLink } from "@peony/ui/Button";
import { Icon } from "@peony/ui/Icon";
import { Header, PersonMenu, type RailGroup, RailLinks, Wordmark } from "@peony/ui/Shell";
import { href } from "../../i18n/page.ts";
import { setDisplayAction } from "./actions.ts";
import { deskGroups } from "./desk-links.ts";
import type { Display } from "./display.ts";
import { LanguageLink, PhoneLinks, SiteNav, SiteSearch } from "./navigation.tsx";
import { SignOut } from "./sign-out.tsx";
import type { Viewer } from "./viewer.ts";

/** Head of every page, for visitors and members. */
export function SiteHeader({
  locale,
  viewer,
  organisation,
  display,
}: {
  locale: Locale;
  viewer: Viewer | null;
  organisation?: string;
  display: Display;
}) {
  const t = translator(locale, "shell");
  const other: Locale = locale === "zh" ? "en" : "zh";
  const links = [
    { href: href(locale, "/search"), label: t("nav.listings") },
    { href: href(locale, "/demands"), label: t("nav.demands") },
  ];
  const groups = viewer ? deskGroups(locale, viewer) : [];
  const language = (className?: string) => (
    <LanguageLink to={other} lang={htmlLang[other]} label={localeName[other]} className={className} />
  );
  return (
    <Header
      menuLabel={t("menu")}
      wordmark={<Wordmark href={href(locale, "/")} name={t("name")} label={t("home")} />}
      nav={<SiteNav label={t("main-nav")} links={links} />}
      search={
        <SiteSearch
          action={href(locale, "/search")}
          label={t("search-label")}
          without={[href(locale, "/"), href(locale, "/search")]}
        />
      }
      end={
        <>
          {language("header-link")}
          <DisplayChoices locale={locale} display={display} className="header-link" />
          {viewer ? (
            <PersonMenu name={viewer.name} initials={viewer.initials} organisation={organisation}>
              <RailLinks
                links={groups.flatMap((g) => g.links).filter((_, i, all) => i === 0 || i === all.length - 1)}
              />
              <SignOut locale={locale} />
            </PersonMenu>
          ) : (
            <ButtonLink href={href(locale, "/sign-in")}>{t("sign-in")}</ButtonLink>
          )}
        </>
      }
      phone={
        <>
          <PhoneLinks label={t("main-nav")} groups={[{ title: "", links: phoneLinks(links) }, ...groups]} />
          <hr />
          {language()}
          <DisplayChoices locale={locale} display={display} />
          {viewer ? <SignOut locale={locale} /> : <a href={href(locale, "/sign-in")}>{t("sign-in")}</a>}
        </>
      }
    />
  );
}

const phoneLinks = (links: readonly { href: string; label: string }[]): RailGroup["links"] =>
  links.map((l, i) => ({ ...l, icon: i === 0 ? "search" : "need" }));

/** Large text and dark colours on and off: a form, so that it works without scripts. */
function DisplayChoices({ locale, display, className }: { locale: Locale; display: Display; className?: string }) {
  const t = translator(locale, "shell");
  const large = display["data-size"] === "large";
  const dark = display["data-theme"] === "dark";
  return (
    <form action={setDisplayAction} className="display-choices">
      <button className={className} type="submit" name="size" value={large ? "standard" : "large"}>
        {className ? null : <Icon name="eye" />}
        {large ? t("large-off") : t("large-on")}
      </button>
      <button className={className} type="submit" name="theme" value={dark ? "light" : "dark"}>
        {className ? null : <Icon name="eye" />}
        {dark ? t("dark-off") : t("dark-on")}
      </button>
    </form>
  );
}
