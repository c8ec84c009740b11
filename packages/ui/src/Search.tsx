import type { ReactNode } from "react";
import { Icon } from "./Icon.tsx";
import { Badge, Facts } from "./Marks.tsx";
import { Plate } from "./Plate.tsx";

export type FacetOption = { value: string; label: string; count: number; checked: boolean };
export type FacetGroup = { name: string; title: string; options: readonly FacetOption[] };

/**
 * Filters beside the results, each with the number it leaves. A GET form: without scripts `apply` sends it, and
 * `children` hold the hidden fields (the words searched for, the order). On a phone it folds under its title.
 */
export function Facets({
  action,
  title,
  groups,
  applied,
  apply,
  children,
}: {
  action: string;
  title: string;
  groups: readonly FacetGroup[];
  /** How many filters are on, for the folded title. */
  applied: number;
  /** The submit button. */
  apply: ReactNode;
  children?: ReactNode;
}) {
  return (
    <aside aria-label={title}>
      <details className="fold">
        <summary>
          <Icon name="filter" />
          {title}
          <Badge count={applied} />
        </summary>
        <form className="facets" action={action}>
          {children}
          {groups.map((g) => (
            <fieldset key={g.name}>
              <legend>{g.title}</legend>
              {g.options.map((o) => (
                <label key={o.value}>
                  <input type="checkbox" name={g.name} value={o.value} defaultChecked={o.checked} />
                  <span>{o.label}</span>
                  <span>{o.count}</span>
                </label>
              ))}
            </fieldset>
          ))}
          {apply}
        </form>
      </details>
    </aside>
  );
}

/** A filter that is on: the link takes it off. */
export function Chip({ href, label, removeLabel }: { href: string; label: string; removeLabel: string }) {
  return (
    <a className="chip" href={href}>
      {label}
      <Icon name="close" small />
      <span className="visually-hidden">{removeLabel}</span>
    </a>
  );
}

/** A suggestion that can be taken with one click. */
export function PlainChip({ href, label }: { href: string; label: string }) {
  return (
    <a className="chip chip-plain" href={href}>
      {label}
    </a>
  );
}

export function Chips({ children }: { children: ReactNode }) {
  return <div className="chips">{children}</div>;
}

export type ChoiceLink = { href: string; label: string; current?: boolean };

/** A few views of the same thing: order, row height, changed or all. */
export function Segmented({ label, items }: { label: string; items: readonly ChoiceLink[] }) {
  return (
    <nav className="segmented" aria-label={label}>
      {items.map((i) => (
        <a key={i.href} href={i.href} aria-current={i.current ? "true" : undefined}>
          {i.label}
        </a>
      ))}
    </nav>
  );
}

export type TabLink = ChoiceLink & { count?: ReactNode };

/** Parts of one thing, each with its own address. With six or more, `grid` lays them out in three columns on a phone. */
export function Tabs({ label, items, grid = false }: { label: string; items: readonly TabLink[]; grid?: boolean }) {
  return (
    <nav className={grid ? "tabs tabs-grid" : "tabs"} aria-label={label}>
      {items.map((i) => (
        <a key={i.href} href={i.href} aria-current={i.current ? "page" : undefined}>
          {i.label}
          {i.count !== undefined ? <span> {i.count}</span> : null}
        </a>
      ))}
    </nav>
  );
}

/** How many results, announced politely, and the order at the right. */
export function ResultBar({ children, order }: { children: ReactNode; order?: ReactNode }) {
  return (
    <div className="result-bar">
      <p role="status">{children}</p>
      {order ? <div>{order}</div> : null}
    </div>
  );
}

/** One result: title, benefit with its figure, facts, why it was found, and the price at the right. */
export function ResultCard({
  href,
  title,
  benefit,
  ipc,
  facts,
  why,
  price,
  priceNote,
  side,
  lang,
}: {
  href: string;
  /** May hold `<mark>` around words that matched. */
  title: ReactNode;
  benefit?: ReactNode;
  ipc: string;
  facts: readonly (ReactNode | null | undefined | false)[];
  why?: ReactNode;
  price?: ReactNode;
  priceNote?: ReactNode;
  side?: ReactNode;
  /** Language of the title, where it is not the page's. */
  lang?: string;
}) {
  return (
    <article className="result-card">
      <Plate ipc={ipc} />
      <div>
        <h3 lang={lang}>
          <a href={href}>{title}</a>
        </h3>
        {benefit ? <p className="result-benefit">{benefit}</p> : null}
        <Facts items={facts} />
        {why ? <p className="result-why">{why}</p> : null}
      </div>
      <div className="result-side">
        {price ? <span className="price">{price}</span> : null}
        {priceNote ? <small>{priceNote}</small> : null}
        {side}
      </div>
    </article>
  );
}

/** Forward and back through a list; a missing side is left out. */
export function Pagination({
  label,
  previous,
  next,
  summary,
}: {
  label: string;
  previous?: { href: string; label: string };
  next?: { href: string; label: string };
  summary?: ReactNode;
}) {
  if (!previous && !next) return null;
  return (
    <nav className="pagination" aria-label={label}>
      {previous ? (
        <a className="button" href={previous.href} rel="prev">
          {previous.label}
        </a>
      ) : null}
      {next ? (
        <a className="button" href={next.href} rel="next">
          {next.label}
        </a>
      ) : null}
      {summary ? <p>{summary}</p> : null}
    </nav>
  );
}
