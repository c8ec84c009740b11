import type { ReactNode } from "react";

/** What lies below a place, in columns: as many as there is room for, one on a phone. */
export function Branches({ children }: { children: ReactNode }) {
  return <ul className="branches">{children}</ul>;
}

/** One branch: its code, its name, and how much there is; an empty one stays readable and says so. */
export function BranchItem({
  href,
  label,
  lang,
  code,
  note,
  count,
  empty = false,
}: {
  href: string;
  label: ReactNode;
  lang?: string;
  code?: string;
  note?: ReactNode;
  count: ReactNode;
  empty?: boolean;
}) {
  return (
    <li className={empty ? "branch branch-empty" : "branch"}>
      {code ? <span className="branch-code mono">{code}</span> : null}
      <span className="branch-name">
        <a href={href} lang={lang}>
          {label}
        </a>
        {note ? <small>{note}</small> : null}
      </span>
      <span className="branch-count">{count}</span>
    </li>
  );
}
