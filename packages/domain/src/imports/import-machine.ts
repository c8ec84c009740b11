import type { Machine } from "../shared/index.ts";

export const importStates = [
  "uploaded",
  "mapped",
  "checked",
  "importing",
  "done",
  "stopped",
  "failed",
  "undone",
] as const;
export type ImportState = (typeof importStates)[number];
export type ImportEvent = "map" | "check" | "start" | "finish" | "stop" | "fail" | "undo";
export const importRoles = ["officer", "system", "stranger"] as const;
export type ImportRole = (typeof importRoles)[number];

const map = { to: "mapped", by: ["officer"] } as const;
const start = { to: "importing", by: ["officer"] } as const;
/** Before anything was written it only puts the sheet away. */
const undo = { to: "undone", by: ["officer"] } as const;

/**
 * The way of an import (journey J1). A sheet is read, its columns are named, every row is judged, and the good ones become drafts. What
 * was stopped goes on, and so does what is done once more rows were mended.
 */
export const importMachine = {
  uploaded: { map, fail: { to: "failed", by: ["system"] }, undo },
  mapped: { map, check: { to: "checked", by: ["officer", "system"] }, undo },
  checked: { map, start, undo },
  importing: { finish: { to: "done", by: ["officer", "system"] }, stop: { to: "stopped", by: ["officer"] } },
  done: { start, undo },
  stopped: { start, undo },
  failed: { undo },
  undone: {},
} as const satisfies Machine<ImportState, ImportEvent, ImportRole>;

/** A sheet that is still being read after so many minutes broke off; the reading process itself is stopped long before. */
export const brokenOffMinutes = 15;

/** States in which a row may be mended. */
export const fixableImportStates = ["checked", "stopped", "done"] as const satisfies readonly ImportState[];
export const isFixable = (state: ImportState): boolean => fixableImportStates.some((s) => s === state);

/** What the check says of a row; nothing but `ok` becomes a draft. */
export const rowResults = [
  "unjudged",
  "ok",
  "duplicate",
  "malformed_number",
  "not_our_applicant",
  "unknown_status",
  "field_error",
  "unreadable",
] as const;
export type RowResult = (typeof rowResults)[number];
/** Results that keep a row out, in the order in which they are shown. */
export const redResults = rowResults.filter((r) => r !== "ok" && r !== "unjudged");
