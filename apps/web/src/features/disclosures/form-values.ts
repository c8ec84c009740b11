import { withoutBlankRows } from "#features/forms/blank-rows.ts";

/** A row counts by its name or its address; a share alone makes none. */
const rows = { inventors: ["name", "email"] } as const;

/** The form as its schema expects it: without rows nobody filled in. */
export const disclosureFormValues = (form: unknown): unknown => withoutBlankRows(form, rows);
