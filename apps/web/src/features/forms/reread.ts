import { DomainError, isDomainError } from "@peony/domain/shared";
import { refresh } from "next/cache";

/**
 * The save of a form's button. Where somebody else was faster, the page behind the form is read anew: the writer sees at each field
 * what is stored now, keeps the own text, and may save again over it.
 * @param places columns whose field is called otherwise in the form
 */
export const rereadWhenStale = async <T>(save: Promise<T>, places: Readonly<Record<string, string>>): Promise<T> => {
  try {
    return await save;
  } catch (e) {
    if (!isDomainError(e) || e.code !== "stale") throw e;
    refresh();
    throw new DomainError(e.code, e.message, { ...e.data, changed: e.data.changed?.map((c) => places[c] ?? c) });
  }
};
