import { type TechnologyField, technologyFields } from "@peony/domain/listings";
import { inLocale, type Locale } from "@peony/domain/shared";
import { browseDemands } from "@peony/features/demands";
import { countVerifiedOrganisations } from "@peony/features/identity";
import { readMarket } from "@peony/features/listings";
import { translator } from "@peony/i18n";
import { budgetText, currentText, leftText, targetText } from "#features/demands/figures.ts";
import { benefitText } from "#features/listings/benefit-text.ts";
import { priceText } from "#features/listings/price-text.ts";
import { saidTitle } from "#features/listings/said.ts";
import type { Ctx } from "#server/ctx.ts";
import { href } from "../../i18n/page.ts";
import type { HomeDemand, HomeListing } from "./home-rows.tsx";
import type { HomeData } from "./home-view.tsx";

/** The class whose petals stand for a field on its tile. */
const plates: Record<TechnologyField, string> = {
  bearing: "F16C",
  equipment: "B23Q",
  photonics: "G02B",
  materials: "C22C",
  energy: "H01M",
  bio: "C12N",
  robotics_ai: "B25J",
  testing: "G01N",
  other: "B65G",
};

/** What the home page shows: how much there is, by field, what is new, and what firms look for. */
export const readHome = async (ctx: Ctx, locale: Locale, now: Date): Promise<HomeData> => {
  const [market, wanted, organisations] = await Promise.all([
    readMarket(ctx),
    browseDemands(ctx, { limit: 4, q: "" }),
    countVerifiedOrganisations(ctx),
  ]);
  const term = translator(locale, "terms");
  return {
    figures: { listings: market.total, demands: wanted.total, organisations },
    fields: technologyFields
      .map((key) => ({ key, label: term(`field.${key}`), ipc: plates[key], count: market.fields[key] ?? 0 }))
      .filter((f) => f.count > 0),
    listings: market.newest.map((l) => listingRow(locale, l)),
    demands: wanted.rows.flatMap((d) => demandRow(locale, d, now)),
  };
};

type Listing = Awaited<ReturnType<typeof readMarket>>["newest"][number];
const listingRow = (locale: Locale, l: Listing): HomeListing => {
  const term = translator(locale, "terms");
  const title = saidTitle(locale, l);
  return {
    href: href(locale, `/t/${l.slug}`),
    title: title.text,
    lang: title.lang,
    benefit: benefitText(locale, l),
    facts: [
      l.trl === null ? null : term("trl_level", { level: l.trl }),
      l.rights[0] ? term(`deal_type.${l.rights[0]}`) : null,
      priceText(locale, l).short,
      l.legalCheckedOn ? term("legal_checked", { date: l.legalCheckedOn }) : null,
    ],
  };
};

type Demand = Awaited<ReturnType<typeof browseDemands>>["rows"][number];
const demandRow = (locale: Locale, d: Demand, now: Date): HomeDemand[] => {
  const target = d.targets[0];
  if (!target) return [];
  const title = saidTitle(locale, d);
  return [
    {
      href: href(locale, `/demands/${d.number}`),
      title: title.text,
      lang: title.lang,
      metric: inLocale(target.name, locale),
      current: currentText(locale, target),
      target: targetText(locale, target),
      facts: [translator(locale, "home")("budget", { range: budgetText(locale, d) }), leftText(locale, d, now)],
    },
  ];
};
