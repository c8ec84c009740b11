import type { ReactNode } from "react";
import { Icon, type IconName } from "./Icon.tsx";

/** Whose move it is, or how far something is: `turn` ours to do, `wait` others, `done` safe, `error`, `info`, `closed` not open yet. */
export type StatusTone = "turn" | "wait" | "done" | "error" | "info" | "closed" | "unknown";

const icons: Record<StatusTone, IconName> = {
  turn: "arrow",
  wait: "clock",
  done: "check",
  error: "alert",
  info: "info",
  closed: "lock",
  unknown: "info",
};

/** Status is always icon and word; the colour only repeats it. */
export function Status({ tone, children }: { tone: StatusTone; children: ReactNode }) {
  return (
    <span className={`status status-${tone}`}>
      <Icon name={icons[tone]} />
      {children}
    </span>
  );
}

/** The kind of a thing, in one word. */
export function Tag({ children }: { children: ReactNode }) {
  return <span className="tag">{children}</span>;
}

/** How many things must be acted on; nothing is shown for none. `label` says what is counted, for readers. */
export function Badge({ count, label }: { count: number; label?: string }) {
  if (count === 0) return null;
  return (
    <span className="badge">
      {count > 99 ? "99+" : count}
      {label ? <span className="visually-hidden"> {label}</span> : null}
    </span>
  );
}

/** Marks a name as invented; demo data only. */
export function FictionTag({ children }: { children: ReactNode }) {
  return <span className="fiction">{children}</span>;
}

/** Initials of a person in a circle; beside the name, so readers skip it. */
export function Avatar({ initials, small = false }: { initials: string; small?: boolean }) {
  return (
    <span className={small ? "avatar avatar-small" : "avatar"} aria-hidden="true">
      {initials}
    </span>
  );
}

/** An amount in its short form that shows the exact one on hover; with `focusable` on focus too, for pages with few amounts. */
export function Amount({ short, exact, focusable = false }: { short: string; exact: string; focusable?: boolean }) {
  if (short === exact) return <span className="amount">{short}</span>;
  return (
    <span className="amount" title={exact} tabIndex={focusable ? 0 : undefined}>
      {short}
      {focusable ? <span className="visually-hidden"> ({exact})</span> : null}
    </span>
  );
}

/** Facts in one line, divided by dots; empty ones are left out. */
export function Facts({ items }: { items: readonly (ReactNode | null | undefined | false)[] }) {
  const shown = items.filter((item) => item !== null && item !== undefined && item !== false && item !== "");
  return (
    <p className="facts">
      {shown.map((item, i) => (
        <span key={i}>{item}</span>
      ))}
    </p>
  );
}

/** A measured gap: 25 μm → ≤ 8 μm. */
export function Gap({ label, from, to }: { label: ReactNode; from?: ReactNode; to: ReactNode }) {
  return (
    <p className="gap">
      <span>{label}</span>
      <span>
        {from ? <>{from} → </> : null}
        <b>{to}</b>
      </span>
    </p>
  );
}
