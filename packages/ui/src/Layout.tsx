import type { ReactNode } from "react";

export type Crumb = { label: ReactNode; href?: string; mono?: boolean };

/** The way here; the last entry is this page and has no link. `label` names the landmark. */
export function Breadcrumb({ label, items }: { label: string; items: readonly Crumb[] }) {
  return (
    <nav aria-label={label}>
      <ol className="crumb">
        {items.map((item, i) => (
          <li key={i} aria-current={i === items.length - 1 && !item.href ? "page" : undefined}>
            {item.href ? (
              <a href={item.href}>{item.label}</a>
            ) : (
              <span className={item.mono ? "mono" : undefined}>{item.label}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** Head of a page: the way here, the one h1, a sentence, and what can be done with the whole. */
export function PageHead({
  title,
  crumb,
  sub,
  lead,
  actions,
}: {
  title: ReactNode;
  crumb?: ReactNode;
  /** Facts about the page in secondary ink. */
  sub?: ReactNode;
  /** Desk pages open with a sentence in reading size. */
  lead?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <>
      {crumb}
      <header className="page-head">
        <div>
          <h1>{title}</h1>
          {sub ? <div className="page-sub">{sub}</div> : null}
          {lead ? <p className="lead-sentence">{lead}</p> : null}
        </div>
        {actions ? <div className="actions">{actions}</div> : null}
      </header>
    </>
  );
}

/** A box around a piece of work. On public pages use Section instead. */
export function Card({
  title,
  note,
  aside,
  children,
  id,
  flush = false,
}: {
  title?: ReactNode;
  note?: ReactNode;
  /** A link or a Segmented at the right of the head. */
  aside?: ReactNode;
  children: ReactNode;
  id?: string;
  /** No padding inside, for tables and timelines that bring their own. */
  flush?: boolean;
}) {
  return (
    <section className="card" id={id} aria-labelledby={title && id ? `${id}-title` : undefined}>
      {title ? (
        <header className="card-head">
          <h2 id={id ? `${id}-title` : undefined}>{title}</h2>
          {note ? <span className="quiet">{note}</span> : null}
          {aside ? <div className="card-aside">{aside}</div> : null}
        </header>
      ) : null}
      {flush ? children : <div className="card-in">{children}</div>}
    </section>
  );
}

/** A part of a public page: heading, hairlines, space; `more` leads to the whole list. */
export function Section({
  title,
  more,
  children,
  id,
}: {
  title: ReactNode;
  more?: { href: string; label: string };
  children: ReactNode;
  id?: string;
}) {
  return (
    <section className="section" id={id}>
      <div className="section-head">
        <h2>{title}</h2>
        {more ? <a href={more.href}>{more.label}</a> : null}
      </div>
      {children}
    </section>
  );
}

/** Main column with a side column of 328 px; one column below 1,080 px. `sideLabel` names the side landmark. */
export function WithSide({ children, side, sideLabel }: { children: ReactNode; side: ReactNode; sideLabel: string }) {
  return (
    <div className="two">
      <div className="stack">{children}</div>
      <aside className="stack" aria-label={sideLabel}>
        {side}
      </aside>
    </div>
  );
}

/** Blocks under each other, 24 px apart (`small`: 12). */
export function Stack({ children, small = false }: { children: ReactNode; small?: boolean }) {
  return <div className={small ? "stack-small" : "stack"}>{children}</div>;
}

/** The main act of a page kept in reach at the foot of a phone; hidden on wide screens. */
export function ActionBar({ children }: { children: ReactNode }) {
  return <div className="action-bar">{children}</div>;
}
