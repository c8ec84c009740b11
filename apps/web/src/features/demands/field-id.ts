/** Id of the demand's form: the ids of its fields begin with it, so that what is missing or was changed can link to its field. */
export const demandFormId = "demand";

/** Id of the field at a place of the demand's form: `targets.0.target`. */
export const fieldIdOf = (place: string): string => `${demandFormId}-${place.replaceAll(".", "-")}`;
