import { type Actor, visitor } from "@peony/domain/identity";
import { ipcLevelTitle, seiTitle } from "@peony/domain/listings";
import { DomainError, inLocale, type Locale, regionPath } from "@peony/domain/shared";
import { readDemand } from "@peony/features/demands";
import { readPublicOrganisation } from "@peony/features/identity";
import { readListing } from "@peony/features/listings";
import { type BrowsePlace, browseListings } from "@peony/features/search";
import { formatDate, isLocale, translator } from "@peony/i18n";
import { industryCode } from "#features/browse/industry-address.ts";
import { isWay, type Way } from "#features/browse/words.ts";
import { budgetText, currentText, targetText } from "#features/demands/figures.ts";
import { benefitText } from "#features/listings/benefit-text.ts";
import { priceText } from "#features/listings/price-text.ts";
import { regionName } from "#features/listings/region-name.ts";
import { saidName, saidTitle } from "#features/listings/said.ts";
import type { Ctx } from "#server/ctx.ts";
import { houseMark, plateOrnament } from "./ornament.ts";

/** What a link to a public page shows when it is shared: words in one language, and an ornament of its kind. */
export type SharedCard = {
  readonly chinese: boolean;
  readonly kind: string;
  readonly title: string;
  readonly facts: readonly string[];
  readonly owner: string;
  readonly house: string;
  readonly ornament: string;
  readonly mark: string;
};
type Words = Pick<SharedCard, "kind" | "title" | "facts" | "owner"> & { readonly ipc: string };

const words = (locale: Locale) => translator(locale, "cards");
const joined = (...parts: readonly (string | null | undefined)[]): string => parts.filter(Boolean).join(" · ");
/** Said beside the kind, which is short: at the end of a long name it could be cut off. */
const fiction = (locale: Locale, o: { fictional: boolean } | null): string | null =>
  o?.fictional ? translator(locale, "shell")("fictional") : null;

const ofListing = async (ctx: Ctx, locale: Locale, slug: string): Promise<Words> => {
  const listing = await readListing(ctx, slug);
  const term = translator(locale, "terms");
  return {
    kind: joined(words(locale)("listing"), term(`field.${listing.field}`), fiction(locale, listing.owner)),
    title: saidTitle(locale, listing).text,
    facts: [
      benefitText(locale, listing) ?? "",
      joined(
        listing.trl === null ? null : term("trl_level", { level: listing.trl }),
        listing.rights[0] ? term(`deal_type.${listing.rights[0]}`) : null,
        priceText(locale, listing).short,
      ),
    ],
    owner: saidName(locale, listing.owner).text,
    ipc: listing.ipc[0] ?? listing.field,
  };
};

const ofDemand = async (ctx: Ctx, locale: Locale, number: string): Promise<Words> => {
  const demand = await readDemand(ctx, number);
  const target = demand.targets[0];
  const now = target && currentText(locale, target);
  return {
    kind: joined(
      words(locale)("demand"),
      translator(locale, "terms")(`field.${demand.field}`),
      fiction(locale, demand.owner),
    ),
    title: saidTitle(locale, demand).text,
    facts: [
      target ? `${inLocale(target.name, locale)} ${now ? `${now} → ` : ""}${targetText(locale, target)}` : "",
      translator(locale, "home")("budget", { range: budgetText(locale, demand) }),
    ],
    // an owner that hides its name is not in what a visitor reads
    owner: demand.owner ? saidName(locale, demand.owner).text : translator(locale, "demands")("hidden"),
    ipc: demand.ipc[0] ?? demand.field,
  };
};

const ofOrganisation = async (ctx: Ctx, locale: Locale, slug: string): Promise<Words> => {
  const o = await readPublicOrganisation(ctx, slug);
  const { total } = await browseListings(ctx, { kind: "owner", orgId: o.id }, 1);
  return {
    kind: joined(translator(locale, "terms")(`organisation_kind.${o.kind}`), fiction(locale, o)),
    title: saidName(locale, o).text,
    facts: [
      o.verifiedAt ? words(locale)("verified", { date: formatDate(o.verifiedAt, locale) }) : "",
      words(locale)("listings", { count: total }),
    ],
    owner: o.region ? regionName(locale, o.region) : "",
    ipc: o.kind,
  };
};

const missing = (what: string): never => {
  throw new DomainError("not-found", `no card of ${what}`);
};

/** A level of the classification, an industry or a division, with how much is on offer there. */
const ofPlace = async (ctx: Ctx, locale: Locale, way: Exclude<Way, "universities">, part: string): Promise<Words> => {
  const code = way === "industries" ? (industryCode(part) ?? missing(part)) : part;
  const isRegion = way === "regions";
  const title = isRegion ? null : ((way === "fields" ? ipcLevelTitle(code) : seiTitle(code)) ?? missing(part));
  if (isRegion && regionPath(code).at(-1) !== code) missing(part);
  const place: BrowsePlace =
    way === "fields" ? { kind: "ipc", symbol: code } : { kind: isRegion ? "region" : "industry", code };
  const { total } = await browseListings(ctx, place, 1);
  const t = translator(locale, "browse");
  const name = title ? inLocale(title, locale) : regionName(locale, code);
  return {
    kind: t(`${way}.title`),
    title: isRegion || name === code ? name : t("fields.heading", { symbol: code, title: name }),
    facts: [words(locale)("listings", { count: total })],
    owner: "",
    ipc: code,
  };
};

const ofList = (locale: Locale, name: Way | "demands"): Words => {
  const [title, lead] =
    name === "demands"
      ? [translator(locale, "demands")("title"), translator(locale, "demands")("lead")]
      : [translator(locale, "browse")(`${name}.title`), translator(locale, "browse")(`${name}.lead`)];
  return { kind: "", title, facts: [lead], owner: "", ipc: name };
};

const ofSite = (locale: Locale): Words => {
  const t = translator(locale, "home");
  return { kind: "", title: t("headline"), facts: [t("description")], owner: "", ipc: "" };
};

const wordsOf = async (ctx: Ctx, locale: Locale, [way, name, ...more]: readonly string[]): Promise<Words> => {
  if (more.length > 0) return missing("a longer path");
  if (way === undefined) return ofSite(locale);
  if (name === undefined) return way === "demands" || isWay(way) ? ofList(locale, way) : missing(way);
  if (way === "t") return ofListing(ctx, locale, name);
  if (way === "demands") return ofDemand(ctx, locale, name);
  if (way === "org") return ofOrganisation(ctx, locale, name);
  return isWay(way) && way !== "universities" ? ofPlace(ctx, locale, way, name) : missing(way);
};

/**
 * The card of a public page by the parts of its address, its language first: `zh`, `t`, `a-slug`. It is what a visitor reads,
 * whoever asks, so that it may be kept by anybody. @throws DomainError not-found for what a visitor may not read and for what is not there
 */
export const cardOf = async (ctx: Ctx, path: readonly string[]): Promise<SharedCard> => {
  const [locale, ...rest] = path;
  if (!isLocale(locale)) return missing("no language");
  const anybody: Actor = visitor;
  const { ipc, ...said } = await wordsOf({ ...ctx, actor: anybody }, locale, rest);
  const shell = translator(locale, "shell");
  return {
    ...said,
    facts: said.facts.filter((fact) => fact !== ""),
    chinese: locale === "zh",
    house: `${shell("name")} ${shell("tagline")}`,
    ornament: plateOrnament(ipc),
    mark: houseMark(),
  };
};
