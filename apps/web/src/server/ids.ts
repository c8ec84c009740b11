import { newId as make } from "@peony/db";

/** Ids that a form carries, so that a double submit of it is one creation. */
export const newId = make;
