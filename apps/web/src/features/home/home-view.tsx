import { formatNumber, type Locale, translator } from "@peony/i18n";
import { Icon } from "@peony/ui/Icon";
import { Section } from "@peony/ui/Layout";
import { Rows } from "@peony/ui/Lists";
import { PetalMark } from "@peony/ui/PetalMark";
import { Bloom, Plate } from "@peony/ui/Plate";
import { href } from "../../i18n/page.ts";
import { type HomeDemand, HomeDemandRow, type HomeListing, HomeListingRow } from "./home-rows.tsx";

export type HomeField = { key: string; label: string; ipc: string; count: number };
export type HomeFigures = { listings: number; demands: number; organisations: number };

/** What the home page can show; a part without data is left out, so a new installation has no empty boxes. */
export type HomeData = {
  figures?: HomeFigures;
  fields?: readonly HomeField[];
  listings?: readonly HomeListing[];
  demands?: readonly HomeDemand[];
};

const steps = ["find", "look", "agree", "sign", "pay"] as const;
const roles = ["university", "firm", "broker", "park"] as const;

export function HomeView({ locale, figures, fields = [], listings = [], demands = [] }: HomeData & { locale: Locale }) {
  return (
    <>
      <div className="home-clip">
        <div className="wrap">
          <Hero locale={locale} figures={figures} />
        </div>
      </div>
      <div className="wrap">
        <Steps locale={locale} />
        {fields.length > 0 ? <Fields locale={locale} fields={fields} /> : null}
        <News locale={locale} listings={listings} demands={demands} />
        <Doors locale={locale} />
      </div>
    </>
  );
}

function Hero({ locale, figures }: { locale: Locale; figures?: HomeFigures }) {
  const t = translator(locale, "home");
  const examples = [t("example-problem"), t("example-field"), t("example-foreign")];
  return (
    <section className="hero">
      <Bloom />
      <div>
        <h1>{t("headline")}</h1>
        <p className="hero-lead">{t("lead", { count: figures?.listings ?? 0 })}</p>
        <search>
          <form className="hero-search" action={href(locale, "/search")}>
            <label className="visually-hidden" htmlFor="q">
              {t("search-label")}
            </label>
            <input id="q" name="q" type="search" placeholder={t("search-placeholder")} autoComplete="off" />
            <button className="button button-primary button-large" type="submit">
              <Icon name="search" />
              {t("search-button")}
            </button>
          </form>
        </search>
        <p className="hero-examples">
          <span>{t("examples")}</span>
          {examples.map((q, i) => (
            <a
              key={q}
              href={href(locale, "/search", { q })}
              lang={i === 2 ? (locale === "zh" ? "en" : "zh-CN") : undefined}
            >
              {q}
            </a>
          ))}
        </p>
      </div>
      {figures ? <Figures locale={locale} figures={figures} /> : null}
    </section>
  );
}

function Figures({ locale, figures }: { locale: Locale; figures: HomeFigures }) {
  const t = translator(locale, "home");
  const count = (n: number) => formatNumber(n, locale);
  return (
    <aside className="hero-figures" aria-label={t("figures")}>
      <dl>
        <div>
          <dt>{t("figure-listings")}</dt>
          <dd>{t("items", { count: count(figures.listings) })}</dd>
        </div>
        <div>
          <dt>{t("figure-demands")}</dt>
          <dd>{t("items", { count: count(figures.demands) })}</dd>
        </div>
        <div>
          <dt>{t("figure-organisations")}</dt>
          <dd>{t("organisations", { count: count(figures.organisations) })}</dd>
        </div>
      </dl>
    </aside>
  );
}

function Steps({ locale }: { locale: Locale }) {
  const t = translator(locale, "home");
  return (
    <section className="home-steps" aria-labelledby="how">
      <h2 id="how" className="visually-hidden">
        {t("steps")}
      </h2>
      <ol className="home-steps-list">
        {steps.map((step, i) => (
          <li key={step}>
            <PetalMark size={40} filled={i + 1} />
            <b>{t(`step-${step}`)}</b>
            <p>{t(`step-${step}-text`)}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Fields({ locale, fields }: { locale: Locale; fields: readonly HomeField[] }) {
  const t = translator(locale, "home");
  return (
    <Section title={t("fields")} more={{ href: href(locale, "/fields"), label: t("all-fields") }}>
      <ul className="field-tiles">
        {fields.map((f) => (
          <li key={f.key}>
            <a href={href(locale, "/search", { field: f.key })}>
              <Plate ipc={f.ipc} size={48} />
              <span>
                <b>{f.label}</b>
                <small>{t("items", { count: formatNumber(f.count, locale) })}</small>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function News({
  locale,
  listings,
  demands,
}: {
  locale: Locale;
  listings: readonly HomeListing[];
  demands: readonly HomeDemand[];
}) {
  const t = translator(locale, "home");
  if (listings.length === 0 && demands.length === 0) return null;
  return (
    <div className="home-pair">
      {listings.length > 0 ? (
        <Section title={t("new-listings")} more={{ href: href(locale, "/search"), label: t("all-listings") }}>
          <Rows items={listings.map((l) => ({ key: l.href, content: <HomeListingRow listing={l} /> }))} />
        </Section>
      ) : null}
      {demands.length > 0 ? (
        <Section title={t("open-demands")} more={{ href: href(locale, "/demands"), label: t("all-demands") }}>
          <Rows items={demands.map((d) => ({ key: d.href, content: <HomeDemandRow demand={d} /> }))} />
        </Section>
      ) : null}
    </div>
  );
}

function Doors({ locale }: { locale: Locale }) {
  const t = translator(locale, "home");
  return (
    <section className="section" aria-labelledby="roles">
      <h2 id="roles" className="doors-title">
        {t("roles")}
      </h2>
      <ul className="doors">
        {roles.map((role) => (
          <li key={role}>
            <a href={href(locale, "/sign-up", { kind: role })}>{t(`role-${role}`)}</a>
            <p>{t(`role-${role}-text`)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
