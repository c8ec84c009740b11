"use client";

import { TextArea, TextField } from "@peony/ui/Field";
import { useState } from "react";

const count = (text: string): number => [...text].length;

/**
 * A text of limited length with a live counter of characters as people count them. The browser's own limit counts units of the
 * language and cuts what is pasted, so it is not used: what is too long stays and is told.
 */
export function CountedText({
  name,
  label,
  hint,
  value,
  max,
  rows,
  left,
  over,
}: {
  name: string;
  label: string;
  hint?: string;
  value: string;
  max: number;
  /** One line where it is left out. */
  rows?: number;
  /** Sentences with `{used}` and `{over}` to be filled in. */
  left: string;
  over: string;
}) {
  const [used, setUsed] = useState(count(value));
  const below = (used > max ? over : left).replace("{used}", `${used}`).replace("{over}", `${used - max}`);
  const field = { name, label, hint, below, defaultValue: value };
  return rows ? (
    <div
      onInput={(event) => {
        if (event.target instanceof HTMLTextAreaElement) setUsed(count(event.target.value));
      }}
    >
      <TextArea {...field} rows={rows} />
    </div>
  ) : (
    <TextField {...field} onInput={(text) => setUsed(count(text))} />
  );
}
