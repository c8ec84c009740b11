/** What this device keeps of a form that could not be saved yet: when, and each entry by the name of its control. */
export type Kept = {
  readonly at: number;
  readonly entries: readonly (readonly [string, string])[];
  /** The version against which the form's button sent it; a later version on the page has it in it. */
  readonly sent?: number;
};

const place = (draft: string) => `peony:draft:${draft}`;
/** The version belongs to the page, not to what somebody typed. */
const isTyped = (name: string): boolean => name !== "version:number" && !name.startsWith("$ACTION");

const entriesOf = (form: HTMLFormElement): [string, string][] =>
  [...new FormData(form)].flatMap(([name, value]) =>
    typeof value === "string" && isTyped(name) ? [[name, value] as [string, string]] : [],
  );

/** Keeps a form's entries on this device, or forgets them. A device without room or permission keeps nothing. */
export const keepHere = (draft: string, form: HTMLFormElement | null, sent?: number): void => {
  try {
    if (!form) localStorage.removeItem(place(draft));
    else {
      const kept: Kept = { at: Date.now(), entries: entriesOf(form), ...(sent === undefined ? {} : { sent }) };
      localStorage.setItem(place(draft), JSON.stringify(kept));
    }
  } catch {
    // nothing is promised: the sentence says "kept" only of what the page still holds
  }
};

const keptHere = (draft: string): Kept | null => {
  try {
    const kept = JSON.parse(localStorage.getItem(place(draft)) ?? "null") as Partial<Kept> | null;
    return kept && typeof kept.at === "number" && Array.isArray(kept.entries) ? (kept as Kept) : null;
  } catch {
    return null;
  }
};

export const isKeptHere = (draft: string): boolean => keptHere(draft) !== null;

/** What both say; rows that nobody filled in do not count. */
const said = (entries: readonly (readonly [string, string])[]): string =>
  JSON.stringify(
    entries
      .filter(([, value]) => value !== "")
      .map((e) => e.join("="))
      .sort(),
  );

/**
 * What this device holds that the form, as it was just opened, does not say. What was sent and stored since is in it, though it may be
 * written otherwise there: a number in its usual form, a text without blanks. Such entries are forgotten.
 */
export const unsavedHere = (draft: string, form: HTMLFormElement, version: number): Kept | null => {
  const kept = keptHere(draft);
  if (!kept) return null;
  const stored = (kept.sent !== undefined && version > kept.sent) || said(kept.entries) === said(entriesOf(form));
  if (stored) keepHere(draft, null);
  return stored ? null : kept;
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

/**
 * Makes every control keep what it shows when the page behind it is drawn anew. One that nobody touched would take the new stored
 * value, which is another row's once a row before it was left empty. The control being typed in does so by itself, and a half-typed
 * day would be lost to it. Gives back what each list of options shows: those are made anew.
 */
export const holdStill = (form: HTMLFormElement): Map<string, string> => {
  const lists = new Map<string, string>();
  for (const control of form.elements) {
    if (control instanceof HTMLSelectElement) lists.set(control.name, control.value);
    if (control === document.activeElement) continue;
    if (control instanceof HTMLTextAreaElement) {
      const { value } = control;
      control.value = value;
    } else if (control instanceof HTMLInputElement && control.type !== "hidden" && control.type !== "file") {
      const { checked, value } = control;
      if (control.type === "checkbox" || control.type === "radio") control.checked = checked;
      else control.value = value;
    }
  }
  return lists;
};

/** Puts lists of options back to what they showed. */
export const putListsBack = (form: HTMLFormElement, lists: ReadonlyMap<string, string>): void => {
  for (const [name, value] of lists) {
    const list = form.elements.namedItem(name);
    if (list instanceof HTMLSelectElement && list.value !== value) list.value = value;
  }
};
