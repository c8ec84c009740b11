import type { Actor, OrganisationKind } from "@peony/domain/identity";
import type { Locale } from "@peony/i18n";
import { Card } from "@peony/ui/Layout";
import { RowLink, Rows } from "@peony/ui/Lists";
import { href } from "../../i18n/page.ts";
import { words } from "./words.ts";

const paths = {
  listings: "/listings",
  demands: "/desk/demands",
  "to-check": "/desk/demands",
  reviews: "/reviews",
  matches: "/matches",
  deals: "/deals",
  statement: "/statement",
  verification: "/operator",
  parked: "/operator/parked",
  search: "/search",
  "open-demands": "/demands",
  settings: "/settings",
} as const;
type Link = keyof typeof paths;

const browsing: readonly Link[] = ["search", "open-demands", "settings"];
const links: Record<OrganisationKind, readonly Link[]> = {
  university: ["listings", "matches", "deals", "open-demands", "statement"],
  firm: ["demands", "matches", "search", "deals", "statement"],
  broker: ["deals", "search", "open-demands", "statement"],
  operator: ["verification", "parked", "statement", "search", "open-demands"],
  park: ["to-check", ...browsing],
  bank: browsing,
};

/** An expert reads back and judges, whatever their organisation is. */
const linksOf = (actor: Actor): readonly Link[] => {
  if (actor.kind !== "person") return browsing;
  if (actor.roles.includes("expert")) return ["to-check", "reviews", ...browsing];
  return actor.orgKind ? links[actor.orgKind] : browsing;
};

/** Where people of this kind of organisation go most. */
export function DeskLinks({ locale, actor }: { locale: Locale; actor: Actor }) {
  const t = words(locale);
  return (
    <Card title={t("links")}>
      <Rows
        items={linksOf(actor).map((key) => ({
          key,
          content: (
            <>
              <RowLink href={href(locale, paths[key])}>{t(`link.${key}`)}</RowLink>
              <p className="second">{t(`link.${key}-text`)}</p>
            </>
          ),
        }))}
      />
    </Card>
  );
}
