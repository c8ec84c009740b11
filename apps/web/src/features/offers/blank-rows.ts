import { withoutBlankRows as without } from "#features/forms/blank-rows.ts";

/** Terms of an offer without the rows nobody filled in: a milestone without name and amount, a commission without an agency. */
export const withoutBlankRows = (form: unknown): unknown => {
  if (typeof form !== "object" || form === null || !("terms" in form)) return form;
  return { ...form, terms: without(form.terms, { milestones: ["name", "amount"], commissions: ["organisationId"] }) };
};
