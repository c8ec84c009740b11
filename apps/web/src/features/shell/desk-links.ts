import { type MemberRole, type OrganisationKind, officerRoles } from "@peony/domain/identity";
import { type Locale, translator } from "@peony/i18n";
import type { RailGroup, RailLink } from "@peony/ui/Shell";
import { href } from "../../i18n/page.ts";
import type { Viewer } from "./viewer.ts";

type Entry = {
  key:
    | "desk"
    | "listings"
    | "imports"
    | "triage"
    | "results"
    | "demands"
    | "proposals"
    | "reviews"
    | "matches"
    | "deals"
    | "statement"
    | "settings"
    | "verification"
    | "parked";
  path: string;
  icon: RailLink["icon"];
  kinds?: readonly OrganisationKind[];
  /** Roles that it concerns; left out, everybody of these kinds. */
  roles?: readonly MemberRole[];
};

/** Every entry leads to a page that exists; whom a page concerns decides who sees its entry, never who may open it. */
const work: readonly Entry[] = [
  { key: "desk", path: "/desk", icon: "home" },
  { key: "listings", path: "/listings", icon: "document", kinds: ["university", "firm"] },
  { key: "imports", path: "/import", icon: "upload", kinds: ["university", "firm"], roles: officerRoles },
  { key: "triage", path: "/triage", icon: "list", kinds: ["university", "firm"], roles: officerRoles },
  { key: "results", path: "/results", icon: "person", kinds: ["university", "firm"] },
  { key: "demands", path: "/desk/demands", icon: "need", kinds: ["firm", "university", "broker", "park", "operator"] },
  { key: "proposals", path: "/proposals", icon: "edit", kinds: ["university", "firm"] },
  { key: "reviews", path: "/reviews", icon: "eye", kinds: ["university", "firm", "park"] },
  { key: "matches", path: "/matches", icon: "match", kinds: ["university", "firm"] },
  { key: "deals", path: "/deals", icon: "deal", kinds: ["university", "firm", "broker"] },
  { key: "statement", path: "/statement", icon: "money", kinds: ["university", "firm", "broker", "operator"] },
];
const operator: readonly Entry[] = [
  { key: "verification", path: "/operator", icon: "shield", kinds: ["operator"] },
  { key: "parked", path: "/operator/parked", icon: "refresh", kinds: ["operator"] },
];
const account: readonly Entry[] = [{ key: "settings", path: "/settings", icon: "settings" }];

/** Groups of the rail for this person, empty groups left out. */
export function deskGroups(locale: Locale, viewer: Viewer): readonly RailGroup[] {
  const t = translator(locale, "shell");
  const links = (entries: readonly Entry[]): RailLink[] =>
    entries
      .filter((e) => !e.kinds || (viewer.kind !== null && e.kinds.includes(viewer.kind)))
      .filter((e) => !e.roles || viewer.roles.some((r) => e.roles?.includes(r)))
      .map((e) => ({ href: href(locale, e.path), label: t(`desk.${e.key}`), icon: e.icon }));
  return [
    { title: t("desk.group-work"), links: links(work) },
    { title: t("desk.group-operator"), links: links(operator) },
    { title: t("desk.group-account"), links: links(account) },
  ].filter((g) => g.links.length > 0);
}
