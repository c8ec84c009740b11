"use client";

import { DeskRail, HeaderNav, HeaderSearch, type NavLink, type RailGroup, RailLinks } from "@peony/ui/Shell";
import { usePathname, useSearchParams } from "next/navigation";

/** Marks the entry the reader is at: the longest address that begins the path. */
function useCurrent(links: readonly NavLink[]): string | undefined {
  const path = usePathname();
  const at = links.filter((l) => path === l.href || path.startsWith(`${l.href}/`));
  return at.sort((a, b) => b.href.length - a.href.length)[0]?.href;
}

export function SiteNav({ label, links }: { label: string; links: readonly NavLink[] }) {
  const current = useCurrent(links);
  return <HeaderNav label={label} links={links.map((l) => ({ ...l, current: l.href === current }))} />;
}

export function SiteRail({ label, groups }: { label: string; groups: readonly RailGroup[] }) {
  const current = useCurrent(groups.flatMap((g) => g.links));
  return <DeskRail label={label} groups={groups.map((g) => marked(g, current))} />;
}

/** The same entries in the menu of a phone. */
export function PhoneLinks({ label, groups }: { label: string; groups: readonly RailGroup[] }) {
  const current = useCurrent(groups.flatMap((g) => g.links));
  return (
    <nav aria-label={label}>
      {groups.map((g) => (
        <div key={g.title}>
          {g.title ? <p className="menu-group">{g.title}</p> : null}
          <RailLinks links={marked(g, current).links} />
        </div>
      ))}
    </nav>
  );
}

const marked = (group: RailGroup, current: string | undefined): RailGroup => ({
  ...group,
  links: group.links.map((l) => ({ ...l, current: l.href === current })),
});

/** The search box of the head; pages that bring their own, larger one (`without`) do not show it twice. */
export function SiteSearch({ action, label, without }: { action: string; label: string; without: readonly string[] }) {
  return without.includes(usePathname()) ? null : <HeaderSearch action={action} label={label} />;
}

/** This page in the other language, with its search parameters. */
export function LanguageLink({
  to,
  lang,
  label,
  className,
}: {
  to: string;
  lang: string;
  label: string;
  className?: string;
}) {
  const path = usePathname();
  const query = useSearchParams().toString();
  const rest = path.split("/").slice(2).join("/");
  return (
    <a
      className={className}
      href={`/${to}${rest ? `/${rest}` : ""}${query ? `?${query}` : ""}`}
      lang={lang}
      hrefLang={lang}
    >
      {label}
    </a>
  );
}
