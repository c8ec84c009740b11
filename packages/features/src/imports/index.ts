export { mapImport } from "./check-import.ts";
export { dropBrokenOff } from "./drop-broken-off.ts";
export * from "./fix-row.ts";
export * from "./import-listings.ts";
export type { ImportReport, ImportRequest, ImportRow, SheetMap } from "./judge-file.ts";
export * from "./read-import.ts";
export { receiveSheet } from "./receive-sheet.ts";
export { startImport, stopImport, workImport } from "./run-import.ts";
export { undoImport } from "./undo-import.ts";
