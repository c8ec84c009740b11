import type { ReactNode } from "react";
import { Icon, type IconName } from "./Icon.tsx";
import { Avatar, Badge } from "./Marks.tsx";
import { PetalMark } from "./PetalMark.tsx";

export type NavLink = { href: string; label: string; current?: boolean };

export function SkipLink({ children }: { children: ReactNode }) {
  return (
    <a className="skip" href="#main">
      {children}
    </a>
  );
}

/** One line on top of every page that says what kind of place this is; `label` names the landmark. */
export function DemoBanner({ label, children }: { label: string; children: ReactNode }) {
  return (
    <aside className="demo-banner" aria-label={label}>
      {children}
    </aside>
  );
}

/** The mark and the name, as a link home. */
export function Wordmark({ href, name, label }: { href: string; name: string; label: string }) {
  return (
    <a className="wordmark" href={href} aria-label={label}>
      <PetalMark size={28} />
      {name}
    </a>
  );
}

/**
 * Head of every page. `nav` and `end` are the same things twice: in the line on a wide screen, in `phone` behind the menu
 * on a narrow one. Every entry must lead somewhere.
 */
export function Header({
  wordmark,
  nav,
  search,
  end,
  phone,
  menuLabel,
}: {
  wordmark: ReactNode;
  nav: ReactNode;
  search?: ReactNode;
  end: ReactNode;
  phone: ReactNode;
  menuLabel: string;
}) {
  return (
    <header className="header">
      <div className="header-in">
        {wordmark}
        {nav}
        {search}
        <div className="header-end">{end}</div>
        <Menu
          className="phone-menu"
          summary={
            <>
              <Icon name="menu" />
              {menuLabel}
            </>
          }
        >
          {phone}
        </Menu>
      </div>
    </header>
  );
}

/** Main navigation in the head of the page. */
export function HeaderNav({ label, links }: { label: string; links: readonly NavLink[] }) {
  return (
    <nav className="header-nav" aria-label={label}>
      <ul className="header-nav-list">
        {links.map((l) => (
          <li key={l.href}>
            <a href={l.href} aria-current={l.current ? "page" : undefined}>
              {l.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Search box in the head: a plain GET form with the field `q`. */
export function HeaderSearch({
  action,
  label,
  value,
  id = "site-search",
}: {
  action: string;
  label: string;
  value?: string;
  id?: string;
}) {
  return (
    <search className="header-search">
      <form action={action}>
        <label className="visually-hidden" htmlFor={id}>
          {label}
        </label>
        <input className="input" id={id} name="q" type="search" placeholder={label} defaultValue={value} />
      </form>
    </search>
  );
}

/** A sheet under its summary; a plain disclosure that works without scripts. */
export function Menu({
  summary,
  children,
  className,
}: {
  summary: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  return (
    <details className={className ? `menu ${className}` : "menu"}>
      <summary>{summary}</summary>
      <div className="menu-sheet">{children}</div>
    </details>
  );
}

/** The person who is signed in: initials and name, with the menu of the account. */
export function PersonMenu({
  name,
  initials,
  organisation,
  children,
}: {
  name: string;
  initials: string;
  organisation?: string;
  children: ReactNode;
}) {
  return (
    <div className="person">
      <Menu
        summary={
          <>
            <Avatar initials={initials} small />
            <span>{name}</span>
            <Icon name="down" small />
          </>
        }
      >
        <p className="menu-head">
          <b>{name}</b>
          {organisation}
        </p>
        {children}
      </Menu>
    </div>
  );
}

export type RailLink = NavLink & { icon: IconName; count?: number; countLabel?: string };
export type RailGroup = { title: string; links: readonly RailLink[] };

/** Navigation of the desk: a rail on wide screens; on a phone the same groups stand in the menu (RailLinks). */
export function DeskRail({ label, groups }: { label: string; groups: readonly RailGroup[] }) {
  return (
    <nav className="rail" aria-label={label}>
      {groups.map((g) => (
        <div key={g.title}>
          <h2>{g.title}</h2>
          <RailLinks links={g.links} />
        </div>
      ))}
    </nav>
  );
}

export function RailLinks({ links }: { links: readonly RailLink[] }) {
  return links.map((l) => (
    <a key={l.href} href={l.href} aria-current={l.current ? "page" : undefined}>
      <Icon name={l.icon} />
      {l.label}
      {l.count ? <Badge count={l.count} label={l.countLabel} /> : null}
    </a>
  ));
}

/** Rail and work beside each other. */
export function Desk({ rail, children }: { rail: ReactNode; children: ReactNode }) {
  return (
    <div className="desk">
      {rail}
      <main className="desk-main" id="main">
        {children}
      </main>
    </div>
  );
}

/** Foot of every page: who runs it, how to reach them, the records the law asks for. */
export function Footer({ items, desk = false }: { items: readonly ReactNode[]; desk?: boolean }) {
  return (
    <footer className={desk ? "footer footer-desk" : "footer"}>
      <div className="wrap">
        <ul className="footer-items">
          {items.map((item, i) => (
            <li key={i}>{item}</li>
          ))}
        </ul>
      </div>
    </footer>
  );
}
