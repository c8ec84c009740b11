"use client";

import { FormContext } from "@peony/ui/form-context";
import { type ReactNode, useContext, useEffect, useRef } from "react";

/**
 * Rows that stay what they are while somebody types in them: after a save in between the page is drawn for more rows or for fewer, and
 * none of them is made anew or taken away. Those past `open` stand behind a fold, which opens where a field was refused.
 */
export function KeptRows({ open, more, rows }: { open: number; more: string; rows: readonly ReactNode[] }) {
  const refused = Object.keys(useContext(FormContext)?.state.errors ?? {}).length > 0;
  const most = useRef({ open, rows });
  const shown = Math.max(open, most.current.open);
  const all = [...rows, ...most.current.rows.slice(rows.length)];
  useEffect(() => {
    most.current = { open: shown, rows: all };
  });
  // one list: what comes out of the fold stays the same element, and the fold moves
  const parts = all.map((row, i) => (
    <div key={`row-${i + 1}`} className={i < shown ? "form" : "form row-spare"}>
      {row}
    </div>
  ));
  if (all.length > shown)
    parts.splice(
      shown,
      0,
      <details key="fold" className="more-rows" open={refused || undefined}>
        <summary>{more}</summary>
      </details>,
    );
  return <div className="form">{parts}</div>;
}
