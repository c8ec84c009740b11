/** What this device keeps of a form that could not be saved yet: when, and each entry by the name of its control. */
export type Kept = { readonly at: number; readonly entries: readonly (readonly [string, string])[] };

const place = (draft: string) => `peony:draft:${draft}`;
/** The version belongs to the page, not to what somebody typed. */
const isTyped = (name: string): boolean => name !== "version:number" && !name.startsWith("$ACTION");

const entriesOf = (form: HTMLFormElement): [string, string][] =>
  [...new FormData(form)].flatMap(([name, value]) =>
    typeof value === "string" && isTyped(name) ? [[name, value] as [string, string]] : [],
  );

/** Keeps a form's entries on this device, or forgets them. A device without room or permission keeps nothing. */
export const keepHere = (draft: string, form: HTMLFormElement | null): void => {
  try {
    if (!form) localStorage.removeItem(place(draft));
    else
      localStorage.setItem(place(draft), JSON.stringify({ at: Date.now(), entries: entriesOf(form) } satisfies Kept));
  } catch {
    // nothing is promised: the sentence says "kept" only of what the page still holds
  }
};

export const keptHere = (draft: string): Kept | null => {
  try {
    const kept = JSON.parse(localStorage.getItem(place(draft)) ?? "null") as Partial<Kept> | null;
    return kept && typeof kept.at === "number" && Array.isArray(kept.entries) ? (kept as Kept) : null;
  } catch {
    return null;
  }
};

/** Whether the form says what was kept; rows that nobody filled in do not count. */
export const sameEntries = (kept: Kept, form: HTMLFormElement): boolean => {
  const said = (entries: readonly (readonly [string, string])[]) =>
    JSON.stringify(
      entries
        .filter(([, value]) => value !== "")
        .map((e) => e.join("="))
        .sort(),
    );
  return said(kept.entries) === said(entriesOf(form));
};

/** Puts kept entries back into their controls, and tells the form that it changed. Rows the page does not show are left out. */
export const putBack = (form: HTMLFormElement, kept: Kept): void => {
  for (const control of form.elements) {
    if (!(control instanceof HTMLElement) || !("name" in control)) continue;
    const field = control as HTMLInputElement;
    if (!field.name || !isTyped(field.name) || field.type === "hidden") continue;
    const values = kept.entries.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
    else if (values[0] !== undefined) field.value = values[0];
  }
  form.dispatchEvent(new Event("input", { bubbles: true }));
  form.dispatchEvent(new Event("change", { bubbles: true }));
};

/** A time of day on the reader's clock. */
export const formatClock = (at: number, locale: string): string =>
  new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", hour12: false }).format(at);
