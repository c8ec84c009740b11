"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";

/**
 * Rows that stay where they are while somebody types in them: a save in between, after which the page is drawn for more rows or for
 * fewer, moves none of them out of the fold and takes none away.
 */
export function KeptRows({ open, more, rows }: { open: number; more: string; rows: readonly ReactNode[] }) {
  const [first] = useState(open);
  const longest = useRef(rows);
  const all = [...rows, ...longest.current.slice(rows.length)];
  useEffect(() => {
    longest.current = all;
  });
  return (
    <>
      {all.slice(0, first)}
      {all.length > first ? (
        <details className="more-rows">
          <summary>{more}</summary>
          <div className="form">{all.slice(first)}</div>
        </details>
      ) : null}
    </>
  );
}
