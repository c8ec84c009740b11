"use client";

import { createContext, useContext } from "react";

/**
 * What a form knows after it was sent; the shape every server action answers with.
 * `errors` and `changed` name fields by their place (`milestones.0.amount`), `values` by the whole name (`trl:number`).
 */
export type FormState = {
  readonly status: "idle" | "done" | "refused";
  readonly message?: string;
  readonly errors?: Readonly<Record<string, string>>;
  readonly changed?: readonly string[];
  /** Stands before what is stored now, at fields that somebody else changed meanwhile. */
  readonly storedLabel?: string;
  readonly values?: Readonly<Record<string, string[]>>;
  readonly secret?: string;
};

export type FormValue = { readonly id: string; readonly state: FormState; readonly pending: boolean };

export const FormContext = createContext<FormValue | null>(null);

/** The place of a field without its codec: `trl:number` stands at `trl`. */
export const placeOf = (name: string): string => name.split(":")[0] ?? name;

/** The id of the control at a place, the target of the links in the error summary. */
export const fieldId = (form: string, place: string): string => `${form}-${place.replaceAll(".", "-")}`;

/** Whether two answers differ; nothing and an empty text do not, and neither does the order of what was ticked. */
const differs = (a: readonly string[], b: readonly string[]): boolean =>
  [...a].filter(Boolean).sort().join("\n") !== [...b].filter(Boolean).sort().join("\n");

/**
 * Id, error and value to start from of one field. Outside a Form there is no error, and the id is the place itself.
 * @param say how a stored value is called, where the field shows words for it
 */
export function useField(
  name: string,
  startValue?: string | readonly string[],
  say: (value: string) => string = (value) => value,
) {
  const form = useContext(FormContext);
  const place = placeOf(name);
  const start = startValue === undefined ? [] : typeof startValue === "string" ? [startValue] : [...startValue];
  // A form that came back shows what was typed; a box that was left empty stays empty.
  const typed = form?.state.values ? (form.state.values[name] ?? []) : start;
  const moved = form?.state.changed?.some((c) => c.split(".")[0] === place.split(".")[0]) ?? false;
  return {
    /** What somebody else stored meanwhile, where it is not what is typed here. */
    stored:
      moved && form?.state.storedLabel && differs(start, typed)
        ? `${form.state.storedLabel} ${start.filter(Boolean).map(say).join(" · ") || "—"}`
        : undefined,
    id: form ? fieldId(form.id, place) : place.replaceAll(".", "-"),
    error: form?.state.errors?.[place],
    values: typed,
    value: typed[0],
  };
}
