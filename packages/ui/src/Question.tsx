"use client";

import type { ReactNode } from "react";
import { describedBy, FieldError } from "./field-parts.tsx";
import { useField } from "./form-context.ts";

/** One question with several fields under it. It has an id and an error of its own, so a list of errors or changes can lead to the whole. */
export function Question({
  name,
  label,
  hint,
  children,
}: {
  /** The place that the fields' own names begin with: `title` for `title.zh` and `title.en`. */
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  children: ReactNode;
}) {
  const { id, error } = useField(name);
  return (
    <fieldset className="field" id={id} aria-describedby={describedBy(id, { hint, error })}>
      <legend className="field-label" data-names={id}>
        {label}
      </legend>
      {hint ? (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      {children}
      <FieldError id={id} error={error} />
    </fieldset>
  );
}
