"use client";

import { useEffect, useRef, useState } from "react";

/**
 * What must change, on top of the form: takes the focus and links to each field. The name of a field is read from its label
 * on the page. `seal` is any value that changes with each answer, so that the focus moves again when the form is sent again.
 */
export function ErrorSummary({
  title,
  errors,
  seal,
}: {
  title: string;
  errors: readonly { id: string; text: string }[];
  seal?: unknown;
}) {
  const box = useRef<HTMLDivElement>(null);
  const [names, setNames] = useState<Readonly<Record<string, string>>>({});

  // Runs once for each answer of the server, not when the list is merely drawn again.
  useEffect(() => {
    setNames(Object.fromEntries(errors.map(({ id }) => [id, nameOf(id)])));
    box.current?.focus();
  }, [seal]);

  return (
    <div className="error-summary" role="alert" tabIndex={-1} ref={box}>
      <h2>{title}</h2>
      {errors.length > 0 ? (
        <ul className="error-list">
          {errors.map(({ id, text }) => (
            <li key={id}>
              <a href={`#${id}`} onClick={(event) => focusField(event, id)}>
                {[names[id], text].filter(Boolean).join(" · ") || id}
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

function nameOf(id: string): string {
  const label = document.querySelector(`label[for="${CSS.escape(id)}"], [data-names="${CSS.escape(id)}"]`);
  return label?.firstChild?.textContent?.trim() ?? "";
}

/** A link to a field moves the focus into it, and brings the label into view with it. */
function focusField(event: { preventDefault: () => void }, id: string) {
  const field = document.getElementById(id);
  if (!field) return;
  event.preventDefault();
  const control = field.matches("fieldset") ? field.querySelector<HTMLElement>("input") : field;
  control?.focus({ preventScroll: true });
  (field.closest(".field") ?? field).scrollIntoView({ block: "nearest" });
}
