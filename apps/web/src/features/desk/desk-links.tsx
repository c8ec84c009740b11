import type { Actor, OrganisationKind } from "@peony/domain/identity";
import type { Locale } from "@peony/i18n";
import { Card } from "@peony/ui/Layout";
import { RowLink, Rows } from "@peony/ui/Lists";
import { href } from "../../i18n/page.ts";
import { words } from "./words.ts";

const paths = {
  listings: "/listings",
  demands: "/desk/demands",
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
  park: browsing,
  bank: browsing,
};

/** Where people of this kind of organisation go most. */
export function DeskLinks({ locale, actor }: { locale: Locale; actor: Actor }) {
  const t = words(locale);
  const kind = actor.kind === "person" ? actor.orgKind : null;
  return (
    <Card title={t("links")}>
      <Rows
        items={(kind ? links[kind] : browsing).map((key) => ({
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
