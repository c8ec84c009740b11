"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";

/**
 * Fields that only some answers to another question ask for. What is hidden keeps its values and is still sent, so nothing typed is
 * lost when the answer changes back. Without scripts the saved answer decides.
 */
export function ShowWhen({
  control,
  values,
  now,
  children,
}: {
  /** Name of the control that is asked. */
  control: string;
  values: readonly string[];
  /** Its saved answer. */
  now: string;
  children: ReactNode;
}) {
  const box = useRef<HTMLDivElement>(null);
  const [answer, setAnswer] = useState(now);
  useEffect(() => {
    const form = box.current?.closest("form");
    const look = (event?: Event) => {
      if (event && (event.target as HTMLInputElement | null)?.name !== control) return;
      setAnswer(form ? String(new FormData(form).get(control) ?? "") : now);
    };
    look();
    form?.addEventListener("change", look);
    return () => form?.removeEventListener("change", look);
  }, [control, now]);
  return (
    <div ref={box} className="form" hidden={!values.includes(answer)}>
      {children}
    </div>
  );
}
