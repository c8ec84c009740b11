"use client";

import { type FocusEvent, type ReactNode, useEffect, useRef } from "react";
import { nextLine } from "./next-line.ts";

const mending = "input:not([type=hidden]), select, button";

/**
 * Around the rows of the check. When the row somebody mended leaves the list, the focus goes to what mends the next problem, or to this
 * place itself where none is left: never to the page's beginning. Without scripts the page is read anew and the browser begins at its top.
 */
export function NextProblem({ label, children }: { label: string; children: ReactNode }) {
  const place = useRef<HTMLElement>(null);
  const was = useRef<number | null>(null);

  // after each answer of the server: only where the focus was here and what held it is gone
  useEffect(() => {
    if (was.current === null || !place.current || document.activeElement !== document.body) return;
    const rows = [...place.current.querySelectorAll<HTMLElement>("[data-line]")];
    const line = nextLine(
      rows.map((row) => Number(row.dataset.line)),
      was.current,
    );
    const row = rows.find((one) => Number(one.dataset.line) === line);
    const target = row?.querySelector<HTMLElement>(mending) ?? row?.querySelector("a") ?? place.current;
    target.focus();
  });

  const remember = (event: FocusEvent<HTMLElement>) => {
    const row = event.target.closest<HTMLElement>("[data-line]");
    was.current = row ? Number(row.dataset.line) : null;
  };
  // what loses the focus to something else on the page gives its place up; what is taken away does not
  const forget = (event: FocusEvent<HTMLElement>) => {
    if (event.relatedTarget && !event.currentTarget.contains(event.relatedTarget)) was.current = null;
  };

  return (
    <section ref={place} tabIndex={-1} aria-label={label} onFocus={remember} onBlur={forget}>
      {children}
    </section>
  );
}
