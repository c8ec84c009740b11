import type { ReactNode } from "react";
import { PetalMark } from "./PetalMark.tsx";

/** Nothing here: why, one act, one example. `filled` petals for a beginning made, none for nothing found. */
export function EmptyState({
  title,
  children,
  actions,
  filled = 0,
}: {
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  filled?: number;
}) {
  return (
    <div className="empty">
      <PetalMark filled={filled} />
      <div>
        <p>
          <b>{title}</b>
        </p>
        {children ? <div className="second">{children}</div> : null}
        {actions ? <div className="actions">{actions}</div> : null}
      </div>
    </div>
  );
}

/** A page that cannot be shown: what happened, what is safe, what to do next. */
export function Problem({ title, children, actions }: { title: ReactNode; children: ReactNode; actions?: ReactNode }) {
  return (
    <div className="problem">
      <PetalMark filled={0} size={72} />
      <div>
        <h1>{title}</h1>
        {children}
        {actions ? <div className="actions">{actions}</div> : null}
      </div>
    </div>
  );
}

/** How far a job is, in words beside the bar. */
export function Progress({ label, value, max, text }: { label: string; value: number; max: number; text?: ReactNode }) {
  return (
    <div className="progress">
      {text ? <span className="dense">{text}</span> : null}
      <progress aria-label={label} value={value} max={max} />
    </div>
  );
}
